#include "server/api/contacts.h"

#include <optional>
#include <string>

#include "cardlib/codec/utf8.h"
#include "server/api/enterprise_json.h"
#include "server/api/expectations.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/parameters.h"
#include "server/api/record_problems.h"
#include "server/api/routes.h"
#include "server/desk/contacts.h"
#include "server/desk/reveal.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_duty{"职务最多 40 个字，首尾不留空格",
                           "must be one line of at most 40 characters without outer spaces"};

std::optional<std::string> parse_duty(std::string_view text) {
  if (!utf8::is_line(text, 0, desk::max_duty_length)) return std::nullopt;
  return std::string(text);
}

class Contacts {
 public:
  Contacts(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response add(const http::Request& request) const {
    const auto uscc = uscc_parameter(request);
    if (!uscc) return problem_response(request, problem_of(desk::RecordError::no_such_enterprise));
    JsonBody body(request);
    const auto name = body.parsed("name", PersonName::parse, a_name);
    const auto duty = body.maybe_parsed("duty", parse_duty, a_duty);
    const auto phone = body.parsed("phone", Phone::parse, a_phone);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto added = add_contact(desk_, act_of(request, clock_), *uscc,
                                   {.name = *name, .duty = duty.value_or(""), .phone = *phone});
    if (!added) return problem_response(request, problem_of(added.error()));
    return http::json_response(201, to_json(*added));
  }

  [[nodiscard]] http::Response remove(const http::Request& request) const {
    const auto uscc = uscc_parameter(request);
    const auto id = id_parameter(request);
    if (!uscc || !id) {
      return problem_response(request, problem_of(desk::RecordError::no_such_contact));
    }
    const auto removed = remove_contact(desk_, act_of(request, clock_), *uscc, *id);
    if (!removed) return problem_response(request, problem_of(removed.error()));
    return http::empty_response(204);
  }

  [[nodiscard]] http::Response reveal(const http::Request& request) const {
    const auto uscc = uscc_parameter(request);
    const auto id = id_parameter(request);
    JsonBody body(request);
    const auto reason = body.text("reason");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    if (!uscc || !id) {
      return problem_response(request, problem_of(desk::RecordError::no_such_contact));
    }
    const access::Act act = act_of(request, clock_);
    const auto value = reveal_contact(desk_, act, *uscc, *id, *reason);
    if (!value) return refusal(request, value.error(), act.now);
    return http::json_response(
        200, json::object{{"field", to_string(desk::PersonalField::phone)}, {"value", *value}});
  }

 private:
  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_contact_routes(http::Router& router, const desk::Desk& desk, const access::Clock& clock) {
  const Routes routes(router, "/v1/enterprises/{uscc}/contacts", Contacts(desk, clock));
  using http::Method;
  routes.add(Method::post, "", "addContact", "clerk", &Contacts::add);
  routes.add(Method::del, "/{id}", "removeContact", "clerk", &Contacts::remove);
  routes.add(Method::post, "/{id}/reveal", "revealContact", "clerk approver", &Contacts::reveal);
}

}  // namespace servicecard::api
