#include "server/api/card_json.h"

#include <stdexcept>
#include <utility>

#include "server/api/application_json.h"
#include "server/api/card_problems.h"
#include "server/api/format.h"
#include "server/api/print_json.h"
#include "server/api/review_json.h"

namespace servicecard::api {
namespace {

// The last day on which a card is valid: it ends at 00:00 of the day after.
std::string last_day(const Validity& validity) {
  return day_of(validity.expires).plus_days(-1).str();
}

json::object credential_json(const store::Credential& credential, const Issuer& issuer) {
  return {{"kind", store::to_string(credential.kind)},
          {"state", store::to_string(credential.state)},
          {"status_uri", issuer.status_list_uri(static_cast<std::uint64_t>(credential.list))},
          {"status_index", credential.index},
          {"kid", credential.kid},
          {"bound", credential.holder_kid.has_value()},
          {"issued_at", or_null(credential.issued_at)}};
}

json::object history_json(const store::JournalRow& row) {
  json::object detail;
  if (row.content) {
    auto content = json::parse_object(*row.content);
    if (!content) throw std::runtime_error("the journal holds content that is no JSON");
    detail = *std::move(content);
  }
  return {{"at", timestamp(row.time)},
          {"by", row.actor},
          {"kind", row.kind},
          {"detail", std::move(detail)}};
}

}  // namespace

json::object to_json(const desk::CardView& view) {
  const store::Card& card = view.card;
  return {{"number", card.number.str()},
          {"state", to_string(view.state)},
          {"name", view.person_name},
          {"person", card.person_id},
          {"enterprise", view.enterprise.str()},
          {"enterprise_name", view.enterprise_name},
          {"category", to_string(card.category)},
          {"valid_from", day_of(card.validity.not_before).str()},
          {"valid_until", last_day(card.validity)},
          {"reason", or_null(card.reason)},
          {"predecessor", or_null(view.predecessor)},
          {"successor", or_null(view.successor)},
          {"print", to_json(view.print)},
          {"created_at", timestamp(card.created_at)},
          {"changed_at", timestamp(card.changed_at)}};
}

json::object to_json(const desk::CardDetail& detail, const Issuer& issuer) {
  json::object out = to_json(detail.view);
  json::array credentials;
  for (const auto& credential : detail.credentials) {
    credentials.push_back(credential_json(credential, issuer));
  }
  json::array history;
  for (const auto& row : detail.history) history.push_back(history_json(row));
  out["application"] = or_null(detail.view.card.application_id);
  out["services"] = store::services_json(detail.view.card.services);
  out["decision"] = stored_decision_json(detail.decision);
  out["credentials"] = std::move(credentials);
  out["history"] = std::move(history);
  out["grace"] = grace_json(detail.grace);
  return out;
}

json::object to_json(const std::vector<desk::BulkItem>& items, desk::Run run) {
  json::array cards;
  std::int64_t revoked = 0;
  for (const desk::BulkItem& item : items) {
    const bool revoke = item.action == desk::BulkAction::revoke;
    revoked += revoke ? 1 : 0;
    json::value why = nullptr;
    if (item.why) {
      const http::Text text = text_of(*item.why);
      why = {{"zh", text.zh}, {"en", text.en}};
    }
    cards.push_back(
        {{"number", item.number},
         {"state", item.state ? json::value(to_string(*item.state)) : json::value(nullptr)},
         {"action", revoke ? "revoke" : "skip"},
         {"why", std::move(why)}});
  }
  return {{"applied", run == desk::Run::real},
          {"cards", std::move(cards)},
          {"revoked", revoked},
          {"skipped", static_cast<std::int64_t>(items.size()) - revoked}};
}

}  // namespace servicecard::api
