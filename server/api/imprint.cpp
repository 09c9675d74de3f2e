#include "server/api/imprint.h"

#include <string>
#include <utility>

#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/routes.h"

namespace servicecard::api {
namespace {

http::Text title_of(desk::ImprintError error) {
  switch (error) {
    case desk::ImprintError::bad_scheme:
      return {
          .zh = "卡名须填写：中文 1 至 20 字，英文 1 至 60 字符，首尾不留空格",
          .en =
              "The scheme needs a name of 1 to 20 characters in Chinese and 1 to 60 in English, "
              "without outer spaces"};
    case desk::ImprintError::bad_issuer:
      return {.zh = "发卡机构须填写，1 至 40 字，首尾不留空格",
              .en = "The issuer needs a name of 1 to 40 characters, without outer spaces"};
    case desk::ImprintError::bad_hotline:
      return {.zh = "服务热线最多 30 字，首尾不留空格",
              .en = "The hotline has at most 30 characters, without outer spaces"};
  }
  std::unreachable();
}

class Imprints {
 public:
  Imprints(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response show(const http::Request&) const {
    return http::json_response(200, imprint_json(show_imprint(desk_)));
  }

  [[nodiscard]] http::Response set(const http::Request& request) const {
    JsonBody body(request);
    const auto scheme_zh = body.text("scheme_zh");
    const auto scheme_en = body.text("scheme_en");
    const auto issuer = body.text("issuer");
    const auto hotline = body.maybe_text("hotline");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto set = set_imprint(desk_, act_of(request, clock_),
                                 {.scheme = {.zh = *scheme_zh, .en = *scheme_en},
                                  .issuer = *issuer,
                                  .hotline = hotline.value_or("")});
    if (set) return http::json_response(200, imprint_json(*set));
    return problem_response(
        request,
        {.status = 422, .name = desk::to_string(set.error()), .title = title_of(set.error())});
  }

 private:
  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_imprint_routes(http::Router& router, const desk::Desk& desk, const access::Clock& clock) {
  const Routes routes(router, "/v1/imprint", Imprints(desk, clock));
  using http::Method;
  routes.add(Method::get, "", "showImprint", any_actor, &Imprints::show);
  routes.add(Method::put, "", "setImprint", "administrator", &Imprints::set);
}

}  // namespace servicecard::api
