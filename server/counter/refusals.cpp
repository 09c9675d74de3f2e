#include "server/counter/refusals.h"

#include <utility>

#include "cardlib/codec/cbor.h"
#include "cardlib/codec/utf8.h"
#include "server/counter/use_rules.h"
#include "server/store/cards.h"
#include "server/store/partners.h"

namespace servicecard::counter {
namespace {

constexpr std::size_t longest_note = 200;  // code points

cbor::Value or_null(const std::optional<std::string>& text) {
  return text ? cbor::Value(*text) : cbor::Value(cbor::Value::Variant(nullptr));
}

Sha256 hash_of(const RefusalRequest& request) {
  return sha256(
      cbor::encode(cbor::Array{request.verification, std::string(store::to_string(request.reason)),
                               or_null(request.service), or_null(request.note)}));
}

bool is_bad(const std::optional<std::string>& note) {
  return note && !utf8::is_line(*note, 1, longest_note);
}

std::unexpected<UseRefusal> refused(UseError error) {
  return std::unexpected(UseRefusal{.error = error});
}

bool is_same(const store::NotedOutcome& before, const OutcomeRequest& request) {
  return before.outcome == request.outcome && before.note == request.note;
}

store::NewTurnAway entry_of(const Caller& caller, const RefusalRequest& request,
                            const store::Verification& check, Time now) {
  return {.partner_id = caller.partner,
          .request = {.key = request.key, .hash = hash_of(request)},
          .verification_id = check.id,
          .card_id = check.card_id.value(),
          .service = request.service,
          .site = check.site,
          .reason = request.reason,
          .note = request.note,
          .refused_at = now,
          .recorded_at = now,
          .recorded_by = name_in_journal(caller)};
}

// A refused service must be one of the partner's sector, if it is named.
std::optional<UseError> objection_to_service(const Office& office, store::Reader& reader,
                                             const Caller& caller,
                                             const std::optional<std::string>& service, Time now) {
  if (!service) return std::nullopt;
  const Sector sector = store::partners::find(reader, caller.partner).value().sector;
  const auto offered = find_offered(office.catalogue, sector, *service, day_of(now));
  return offered ? std::nullopt : std::optional(offered.error());
}

}  // namespace

std::optional<UseError> objection_to_note(store::TurnedAway reason,
                                          const std::optional<std::string>& note) {
  if (is_bad(note)) return UseError::bad_note;
  if (reason == store::TurnedAway::other && !note) return UseError::note_needed;
  return std::nullopt;
}

std::int64_t record_refusal(store::Transaction& transaction, const store::NewTurnAway& refusal,
                            const CardNumber& card) {
  const std::int64_t id = store::refusals::add(transaction, refusal);
  json::object content{{"refusal", id},
                       {"partner", refusal.partner_id},
                       {"reason", store::to_string(refusal.reason)},
                       {"refused_at", refusal.refused_at.time_since_epoch().count()}};
  if (refusal.service) content["service"] = *refusal.service;
  if (refusal.note) content["note"] = *refusal.note;
  transaction.append({.time = refusal.recorded_at,
                      .actor = refusal.recorded_by,
                      .kind = "refusal.recorded",
                      .subject = "card:" + card.str(),
                      .content = std::move(content)});
  return id;
}

std::expected<store::TurnAway, UseRefusal> refuse(const Office& office, const Caller& caller,
                                                  const RefusalRequest& request, Time now) {
  using Result = std::expected<store::TurnAway, UseRefusal>;
  if (const auto error = objection_to_note(request.reason, request.note)) return refused(*error);
  return office.store.write([&](store::Transaction& transaction) -> Result {
    if (auto before = store::refusals::of_request(transaction, caller.partner, request.key)) {
      if (before->entry.request.hash != hash_of(request)) return refused(UseError::key_reused);
      return *std::move(before);
    }
    const auto check = find_valid_check(transaction, caller.partner, request.verification, now);
    if (!check) return refused(check.error());
    if (const auto error =
            objection_to_service(office, transaction, caller, request.service, now)) {
      return refused(*error);
    }
    const store::Card card = store::cards::find(transaction, *check->card_id).value();
    store::NewTurnAway entry = entry_of(caller, request, *check, now);
    const std::int64_t id = record_refusal(transaction, entry, card.number);
    return store::TurnAway{.id = id, .entry = std::move(entry), .card_number = card.number};
  });
}

std::expected<store::NotedOutcome, UseRefusal> note_outcome(const Office& office,
                                                            const Caller& caller,
                                                            const OutcomeRequest& request,
                                                            Time now) {
  using Result = std::expected<store::NotedOutcome, UseRefusal>;
  if (is_bad(request.note)) return refused(UseError::bad_note);
  std::string number;
  const Result noted = office.store.write([&](store::Transaction& transaction) -> Result {
    const auto check = store::verifications::find(transaction, request.verification);
    if (!check || check->partner_id != caller.partner) {
      return refused(UseError::no_such_verification);
    }
    if (!check->card_id) return refused(UseError::verification_not_valid);
    if (const auto before = store::outcomes::of_verification(transaction, check->id)) {
      return is_same(*before, request) ? Result(*before) : refused(UseError::noted_before);
    }
    number = store::cards::find(transaction, *check->card_id).value().number.str();
    store::NotedOutcome outcome{.verification_id = check->id,
                                .outcome = request.outcome,
                                .note = request.note,
                                .noted_at = now,
                                .noted_by = name_in_journal(caller)};
    store::outcomes::add(transaction, outcome);
    transaction.append(
        {.time = now,
         .actor = outcome.noted_by,
         .kind = "verification.outcome",
         .subject = "card:" + number,
         .content = {{"verification", check->id}, {"outcome", store::to_string(outcome.outcome)}}});
    return outcome;
  });
  if (noted && !number.empty() && request.outcome == store::CheckOutcome::id_mismatch) {
    office.alarms.raise(
        {.kind = access::AlarmKind::id_mismatch,
         .subject = "card:" + number,
         .detail = "at partner " + caller.partner + ", somebody showed it who is not its holder",
         .window = std::chrono::minutes(5)},
        now);
  }
  return noted;
}

}  // namespace servicecard::counter
