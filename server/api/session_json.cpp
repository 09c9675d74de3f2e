#include "server/api/session_json.h"

#include <utility>

#include "server/api/browser.h"
#include "server/api/format.h"
#include "server/store/second_factors.h"

namespace servicecard::api {
namespace {

std::string_view to_string(access::Standing standing) {
  switch (standing) {
    case access::Standing::settled:
      return "settled";
    case access::Standing::password_change_needed:
      return "password-change-needed";
    case access::Standing::second_factor_needed:
      return "second-factor-needed";
  }
  return {};
}

json::object second_factor_json(const desk::AccountOffice& office, const store::ActorRow& account) {
  const auto codes = office.store.read([&](store::Snapshot& snapshot) {
    return store::second_factors::count_recovery_codes(snapshot, account.id);
  });
  return {{"confirmed_at", or_null(account.second_factor_at)},
          {"required", needs_second_factor(office, desk::actor_of(account).role)},
          {"recovery_codes_left", codes}};
}

}  // namespace

json::object to_json(const store::ActorRow& account) {
  json::object shown{{"id", account.id},
                     {"name", account.name},
                     {"role", account.role},
                     {"disabled", account.disabled_at.has_value()},
                     {"one_time_password", account.password == store::PasswordOrigin::one_time},
                     {"second_factor", account.second_factor_at.has_value()}};
  if (!account.partner_id) return shown;
  shown["partner"] = *account.partner_id;
  shown["site"] = or_null(account.site);
  return shown;
}

json::object to_json(const desk::AccountOffice& office, const access::Session& session) {
  return {{"id", session.id},
          {"opened_at", timestamp(session.opened_at)},
          {"seen_at", timestamp(session.seen_at)},
          {"ends_at", timestamp(office.sessions.end_of(session))},
          {"address", session.by.address},
          {"agent", session.by.agent}};
}

json::object session_json(const desk::AccountOffice& office, const store::ActorRow& account,
                          const access::Session& session, std::string_view secret) {
  return {{"actor", to_json(account)},
          {"standing", to_string(standing_of(office, account))},
          {"csrf_token", access::csrf_token(secret)},
          {"session", to_json(office, session)},
          {"second_factor", second_factor_json(office, account)},
          {"demonstration", office.fakes == desk::FakeRecords::welcome}};
}

http::Response session_response(unsigned status, const desk::AccountOffice& office,
                                const desk::RenewedSession& renewed, const json::object& more) {
  json::object document =
      session_json(office, renewed.account, renewed.opened.session, renewed.opened.secret);
  for (const auto& [name, value] : more) document[name] = value;
  http::Response response = http::json_response(status, document);
  give_session(response, renewed.opened.secret);
  return response;
}

}  // namespace servicecard::api
