#include "server/api/verifications.h"

#include <string>
#include <utility>

#include "cardlib/codec/json.h"
#include "server/api/format.h"
#include "server/api/json_body.h"
#include "server/api/verification_json.h"

namespace servicecard::api {
namespace {

using counter::VerificationError;

http::Problem problem_of(VerificationError error) {
  switch (error) {
    case VerificationError::no_such_service:
      return {.status = 422,
              .name = "no-such-service",
              .title = {.zh = "本单位所属领域没有这项服务", .en = "No such service in your sector"},
              .detail = {.zh = "请使用服务目录中本领域的服务代码，或不指定服务",
                         .en = "Use a code of the catalogue in your sector, or name no service"}};
    case VerificationError::no_such_site:
      return {.status = 422,
              .name = "no-such-site",
              .title = {.zh = "本单位没有这个服务点", .en = "No such site of yours"},
              .detail = {.zh = "请使用本单位正在使用的服务点代码，或不指定服务点",
                         .en = "Use the code of an open site of yours, or name no site"}};
    case VerificationError::too_many_misses:
      return {.status = 429,
              .name = "too-many-misses",
              .title = {.zh = "核对失败次数过多", .en = "Too many misses"},
              .detail = {.zh = "请改用扫码核验，或稍后再试",
                         .en = "Scan the card instead, or try again later"}};
    case VerificationError::not_logged:
      return {.status = 503,
              .name = "verification-not-logged",
              .title = {.zh = "核验记录无法写入，因此没有结果",
                        .en = "The verification cannot be logged, so there is no verdict"},
              .detail = {.zh = "这不说明卡片有问题，请稍后重试",
                         .en = "This says nothing of the card; try again shortly"}};
  }
  std::unreachable();
}

http::Response failure_response(http::Language language, const std::string& request_id,
                                const counter::VerificationFailure& failure) {
  http::Response response = problem_response(language, request_id, problem_of(failure.error));
  if (failure.error == VerificationError::too_many_misses) {
    response.headers.add("Retry-After", std::to_string(failure.retry_after.count()));
  }
  return response;
}

void verify(counter::Verifications& verifications, const access::Clock& clock,
            const http::Request& request, http::Respond respond) {
  JsonBody body(request);
  auto question = verification_question(body);
  if (const auto problem = body.problem()) {
    respond(problem_response(request, *problem));
    return;
  }
  const counter::Caller& caller = partner_of(request);
  if (!question->site) question->site = caller.site;
  verifications.verify(caller, *question, clock.now(),
                       [language = http::preferred_language(request.headers), id = request.id,
                        respond = std::move(respond)](counter::VerificationResult result) mutable {
                         respond(result ? http::json_response(200, verification_json(*result))
                                        : failure_response(language, id, result.error()));
                       });
}

http::Response request_presentation(const counter::Verifications& verifications,
                                    const access::Clock& clock, const http::Request& request) {
  const auto made = verifications.request_presentation(partner_of(request).partner, clock.now());
  return http::json_response(201, json::object{{"nonce", made.nonce},
                                               {"audience", made.audience},
                                               {"expires_at", timestamp(made.expires)}});
}

}  // namespace

void add_verification_routes(http::Router& router, counter::Verifications& verifications,
                             const access::Clock& clock) {
  router.add(
      {.method = http::Method::post,
       .pattern = "/v1/verifications",
       .operation = "verify",
       .runs = http::Runs::on_io,
       .access = may_verify,
       .handler = [&verifications, &clock](const http::Request& request, http::Respond respond) {
         verify(verifications, clock, request, std::move(respond));
       }});
  router.add({.method = http::Method::post,
              .pattern = "/v1/presentations/requests",
              .operation = "createPresentationRequest",
              .runs = http::Runs::on_io,
              .access = may_verify,
              .handler = http::plain([&verifications, &clock](const http::Request& request) {
                return request_presentation(verifications, clock, request);
              })});
}

std::function<std::optional<counter::AdmittedCaller>(const Sha256&)> partner_register(
    const counter::PartnerMemory& partners) {
  return [&partners](const Sha256& hash) { return partners.find_key(hash); };
}

std::function<std::optional<counter::AdmittedCaller>(const Sha256&)> noting_register(
    std::function<std::optional<counter::AdmittedCaller>(const Sha256&)> callers,
    counter::KeyUses& uses, const access::Clock& clock) {
  return [callers = std::move(callers), &uses, &clock](const Sha256& hash) {
    auto admitted = callers(hash);
    if (admitted) uses.note(admitted->caller.id, clock.now());
    return admitted;
  };
}

}  // namespace servicecard::api
