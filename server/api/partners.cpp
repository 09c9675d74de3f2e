#include "server/api/partners.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>

#include "cardlib/codec/base64url.h"
#include "server/api/expectations.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/partner_problems.h"
#include "server/api/routes.h"
#include "server/api/session_json.h"
#include "server/desk/partner_keys.h"
#include "server/desk/partners.h"

namespace servicecard::api {
namespace {

using desk::PartnerError;

constexpr const char* administration = "administrator";
constexpr const char* reading = "administrator auditor";

constexpr Bilingual an_id{"应为 3 到 40 个小写字母、数字或连字符，且不以连字符开头或结尾",
                          "must be 3 to 40 lower-case letters, digits or inner hyphens"};
constexpr Bilingual a_sector{"应为 health、finance 或 education",
                             "must be health, finance or education"};

constexpr Bilingual a_site{"应为 1 到 40 个小写字母、数字或连字符，且不以连字符开头或结尾",
                           "must be 1 to 40 lower-case letters, digits or inner hyphens"};
constexpr Bilingual a_field{"有不认识的卡面信息", "names something that no answer shows"};
constexpr Bilingual a_scope{"应为 verify、use 或 changes", "must be of verify, use, changes"};

template <class Names>
json::array names_json(const Names& names) {
  return items_json(names, [](const auto name) { return json::value(to_string(name)); });
}

json::object key_json(const store::PartnerKey& key) {
  return {{"id", key.id},
          {"kind", key.jwk ? "client_key" : "api_key"},
          {"label", key.label},
          {"scopes", names_json(key.scopes)},
          {"kid", key.jwk ? json::value(base64url::encode(key.hash)) : json::value(nullptr)},
          {"created_at", timestamp(key.created_at)},
          {"last_used_at", or_null(key.last_used_at)},
          {"revoked_at", or_null(key.revoked_at)}};
}

json::object to_json(const store::PartnerKey& key) { return key_json(key); }

json::object to_json(const desk::IssuedKey& issued) {
  json::object key = key_json(issued.key);
  key["secret"] = issued.secret;
  return key;
}

json::object to_json(const store::PartnerSite& site) {
  return {{"code", site.code}, {"name", site.name}, {"closed_at", or_null(site.closed_at)}};
}

json::object to_json(const store::Partner& partner) {
  return {{"id", partner.id},
          {"name", partner.name},
          {"sector", to_string(partner.sector)},
          {"uscc", or_null(partner.uscc)},
          {"contract_from", or_null(partner.contract_from)},
          {"contract_until", or_null(partner.contract_until)},
          {"max_age_seconds", partner.max_age},
          {"accepts_bearer", partner.bearers == store::Bearers::accepted},
          {"shows", names_json(partner.shows)},
          {"sites", items_json(partner.sites, [](const auto& site) { return to_json(site); })},
          {"suspended", partner.suspended_at.has_value()},
          {"suspended_reason", or_null(partner.suspended_reason)}};
}

json::object to_json(const desk::PartnerDetail& detail) {
  json::object partner = to_json(detail.partner);
  partner["keys"] = items_json(detail.keys, [](const auto& key) { return key_json(key); });
  partner["accounts"] =
      items_json(detail.accounts, [](const auto& account) { return api::to_json(account); });
  return partner;
}

// The set of those names; nothing where the member is absent or wrong.
template <class Parse>
auto names_in(JsonBody& body, std::string_view member, Parse parse, const Bilingual& expected) {
  std::optional<std::set<typename std::invoke_result_t<Parse, std::string_view>::value_type>> names;
  const auto texts = body.maybe_texts(member);
  if (!texts) return names;
  names.emplace();
  for (const std::string& text : *texts) {
    if (const auto name = parse(text)) {
      names->insert(*name);
    } else {
      body.note(member, expected);
      return names;
    }
  }
  return names;
}

/// The routes' handlers, over what they all need.
class Partners {
 public:
  Partners(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  // Partners have names, not numbers: the cursor is how many came before.
  [[nodiscard]] http::Response list(const http::Request& request) const {
    const ListRequest asked(request);
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    const auto partners = list_partners(desk_);
    const auto size = static_cast<std::int64_t>(partners.size());
    const std::int64_t end = std::min(size, asked.after() + asked.limit());
    json::array items;
    for (std::int64_t i = asked.after(); i < end; ++i) {
      items.push_back(to_json(partners[static_cast<std::size_t>(i)]));
    }
    return http::json_response(200, page_json(std::move(items), end < size ? end : 0));
  }

  [[nodiscard]] http::Response add(const http::Request& request) const {
    JsonBody body(request);
    const auto id = body.parsed("id", desk::parse_partner_id, an_id);
    const auto name = body.text("name");
    const auto sector = body.parsed("sector", parse_sector, a_sector);
    const auto uscc = body.maybe_parsed("uscc", Uscc::parse, a_uscc);
    const auto from = body.maybe_parsed("contract_from", CivilDate::parse, a_day);
    const auto until = body.maybe_parsed("contract_until", CivilDate::parse, a_day);
    const auto max_age = body.maybe_integer("max_age_seconds");
    const bool bearers = body.flag_or("accepts_bearer", true);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    desk::NewPartner partner{
        .id = *id,
        .name = *name,
        .sector = *sector,
        .uscc = uscc,
        .contract_from = from,
        .contract_until = until,
        .bearers = bearers ? store::Bearers::accepted : store::Bearers::refused};
    if (max_age) partner.max_age = std::chrono::seconds(*max_age);
    return answer(request, 201, add_partner(desk_, act_of(request, clock_), partner));
  }

  [[nodiscard]] http::Response show(const http::Request& request) const {
    return answer(request, 200, show_partner(desk_, request.parameter("partner")));
  }

  [[nodiscard]] http::Response suspend(const http::Request& request) const {
    JsonBody body(request);
    const auto reason = body.text("reason");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(
        request, 200,
        suspend_partner(desk_, act_of(request, clock_), request.parameter("partner"), *reason));
  }

  [[nodiscard]] http::Response resume(const http::Request& request) const {
    return answer(request, 200,
                  resume_partner(desk_, act_of(request, clock_), request.parameter("partner")));
  }

  [[nodiscard]] http::Response change(const http::Request& request) const {
    JsonBody body(request);
    desk::PartnerChange change{
        .name = body.maybe_text("name"),
        .contract_from = body.change_parsed("contract_from", CivilDate::parse, a_day),
        .contract_until = body.change_parsed("contract_until", CivilDate::parse, a_day),
        .max_age = std::nullopt,
        .bearers = std::nullopt,
        .shows = names_in(body, "shows", store::parse_card_field, a_field)};
    if (const auto max_age = body.maybe_integer("max_age_seconds")) {
      change.max_age = std::chrono::seconds(*max_age);
    }
    if (const auto bearers = body.maybe_flag("accepts_bearer")) {
      change.bearers = *bearers ? store::Bearers::accepted : store::Bearers::refused;
    }
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(
        request, 200,
        change_partner(desk_, act_of(request, clock_), request.parameter("partner"), change));
  }

  [[nodiscard]] http::Response open_site(const http::Request& request) const {
    JsonBody body(request);
    const auto code = body.parsed("code", desk::parse_site_code, a_site);
    const auto name = body.text("name");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    return answer(request, 201,
                  desk::open_site(desk_, act_of(request, clock_), request.parameter("partner"),
                                  *code, *name));
  }

  [[nodiscard]] http::Response close_site(const http::Request& request) const {
    return answer(request, 200,
                  desk::close_site(desk_, act_of(request, clock_), request.parameter("partner"),
                                   request.parameter("code")));
  }

  // With a `jwk` it is the partner's own key, and there is no secret to show.
  [[nodiscard]] http::Response add_key(const http::Request& request) const {
    JsonBody body(request);
    desk::NewPartnerKey wanted{.label = body.maybe_text("label").value_or("")};
    auto scopes = names_in(body, "scopes", store::parse_partner_scope, a_scope);
    if (scopes) wanted.scopes = *std::move(scopes);
    const auto jwk = body.maybe_object("jwk");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const access::Act act = act_of(request, clock_);
    const std::string& partner = request.parameter("partner");
    if (jwk) return answer(request, 201, register_partner_key(desk_, act, partner, wanted, *jwk));
    return answer(request, 201, issue_partner_key(desk_, act, partner, wanted));
  }

  [[nodiscard]] http::Response revoke_key(const http::Request& request) const {
    const auto key = id_parameter(request);
    if (!key) return problem_response(request, problem_of(PartnerError::no_such_key));
    return answer(
        request, 200,
        revoke_partner_key(desk_, act_of(request, clock_), request.parameter("partner"), *key));
  }

 private:
  template <class View>
  static http::Response answer(const http::Request& request, unsigned status,
                               const std::expected<View, PartnerError>& result) {
    if (!result) return problem_response(request, problem_of(result.error()));
    return http::json_response(status, to_json(*result));
  }

  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_partner_routes(http::Router& router, const desk::Desk& desk, const access::Clock& clock) {
  const Routes routes(router, "/v1/partners", Partners(desk, clock));
  using http::Method;
  routes.add(Method::get, "", "listPartners", reading, &Partners::list);
  routes.add(Method::post, "", "createPartner", administration, &Partners::add);
  routes.add(Method::get, "/{partner}", "showPartner", reading, &Partners::show);
  routes.add(Method::patch, "/{partner}", "changePartner", administration, &Partners::change);
  routes.add(Method::post, "/{partner}/suspend", "suspendPartner", administration,
             &Partners::suspend);
  routes.add(Method::post, "/{partner}/resume", "resumePartner", administration, &Partners::resume);
  routes.add(Method::post, "/{partner}/sites", "openPartnerSite", administration,
             &Partners::open_site);
  routes.add(Method::post, "/{partner}/sites/{code}/close", "closePartnerSite", administration,
             &Partners::close_site);
  routes.add(Method::post, "/{partner}/keys", "createPartnerKey", administration,
             &Partners::add_key);
  routes.add(Method::post, "/{partner}/keys/{id}/revoke", "revokePartnerKey", administration,
             &Partners::revoke_key);
}

}  // namespace servicecard::api
