#include "server/api/use_json.h"

#include <algorithm>
#include <string>

#include "server/api/format.h"

namespace servicecard::api {
namespace {

json::value quota_json(const counter::UseView& use) {
  const auto& quota = use.redemption.entry.quota;
  if (!quota || !use.used) return nullptr;
  return json::object{{"uses", quota->uses},
                      {"used", *use.used},
                      {"left", std::max(0, quota->uses - *use.used)},
                      {"period", {{"from", quota->from.str()}, {"until", quota->until.str()}}}};
}

json::value receipt_json(const store::NewRedemption& entry) {
  if (!entry.receipt_code || !entry.receipt) return nullptr;
  return json::object{{"code", *entry.receipt_code}, {"jwt", *entry.receipt}};
}

json::value voided_json(const std::optional<store::Redemption::Voiding>& voided, ShownTo whom) {
  if (!voided) return nullptr;
  const bool by_partner = voided->by.starts_with("partner:");
  std::string by = by_partner ? "partner" : "desk";
  if (whom == ShownTo::desk) by = voided->by;
  return json::object{
      {"at", timestamp(voided->at)}, {"by", std::move(by)}, {"reason", voided->reason}};
}

std::optional<std::string> text_of(const std::optional<std::int64_t>& number) {
  return number ? std::optional(std::to_string(*number)) : std::nullopt;
}

}  // namespace

json::object use_json(const counter::UseView& use, ShownTo whom) {
  const store::NewRedemption& entry = use.redemption.entry;
  return {{"id", use.redemption.id},
          {"verification_id", or_null(text_of(entry.verification_id))},
          {"partner", entry.partner_id},
          {"card_number", use.redemption.card_number.str()},
          {"service", entry.service},
          {"name", text_json(use.service_name)},
          {"for", to_string(entry.beneficiary)},
          {"site", or_null(entry.site)},
          {"standing", to_string(entry.standing)},
          {"used_at", timestamp(entry.used_at)},
          {"recorded_at", timestamp(entry.recorded_at)},
          {"quota", quota_json(use)},
          {"voidable_until", timestamp(use.voidable_until())},
          {"voided", voided_json(use.redemption.voided, whom)},
          {"receipt", receipt_json(entry)}};
}

json::object refusal_json(const store::TurnAway& refusal) {
  const store::NewTurnAway& entry = refusal.entry;
  return {{"id", refusal.id},
          {"verification_id", or_null(text_of(entry.verification_id))},
          {"partner", entry.partner_id},
          {"card_number", refusal.card_number.str()},
          {"service", or_null(entry.service)},
          {"site", or_null(entry.site)},
          {"reason", store::to_string(entry.reason)},
          {"note", or_null(entry.note)},
          {"refused_at", timestamp(entry.refused_at)},
          {"recorded_at", timestamp(entry.recorded_at)}};
}

}  // namespace servicecard::api
