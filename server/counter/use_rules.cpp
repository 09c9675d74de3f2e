#include "server/counter/use_rules.h"

#include <array>
#include <utility>

#include "server/store/journal_log.h"
#include "server/store/services.h"

namespace servicecard::counter {
namespace {

struct Move {
  std::string_view kind;
  CardState to;
};

// What the journal calls the moves of a card, and where they lead.
constexpr std::array moves = {
    Move{"card.issued", CardState::active},         Move{"card.lost", CardState::lost},
    Move{"card.found", CardState::active},          Move{"card.suspended", CardState::suspended},
    Move{"card.reinstated", CardState::active},     Move{"card.revoked", CardState::revoked},
    Move{"card.superseded", CardState::superseded}, Move{"card.voided", CardState::revoked}};

CardState state_at(store::Reader& reader, const store::Card& card, Time at) {
  if (card.changed_at <= at) return card.state;
  CardState state = CardState::prepared;
  for (const auto& row : store::journal_log::about(reader, "card:" + card.number.str())) {
    if (row.time > at) break;
    for (const Move& move : moves) {
      if (row.kind == move.kind) state = move.to;
    }
  }
  return state;
}

// Verdicts that say nothing against the card itself.
bool found_valid(std::string_view verdict) {
  return verdict == to_string(Verdict::valid) || verdict == to_string(Verdict::not_entitled) ||
         verdict == to_string(Verdict::quota_used);
}

Verdict verdict_of_state(CardState state) {
  switch (state) {
    case CardState::prepared:
      return Verdict::unknown_card;
    case CardState::active:
      return Verdict::valid;
    case CardState::lost:
      return Verdict::lost;
    case CardState::suspended:
      return Verdict::suspended;
    case CardState::revoked:
      return Verdict::revoked;
    case CardState::superseded:
      return Verdict::superseded;
  }
  std::unreachable();
}

}  // namespace

BilingualText service_name(const Catalogue& catalogue, const std::string& code, CivilDate day) {
  const auto policy = catalogue.policy_on(day);
  const Service* const service = policy ? policy->find_service(code) : nullptr;
  return service != nullptr ? service->name : BilingualText{.zh = code, .en = code};
}

std::expected<store::Verification, UseError> find_valid_check(store::Reader& reader,
                                                              const std::string& partner,
                                                              std::int64_t id, Time now) {
  auto check = store::verifications::find(reader, id);
  if (!check || check->partner_id != partner) {
    return std::unexpected(UseError::no_such_verification);
  }
  if (!check->card_id || !found_valid(check->verdict)) {
    return std::unexpected(UseError::verification_not_valid);
  }
  if (check->time + check_lasts <= now) return std::unexpected(UseError::verification_too_old);
  return *std::move(check);
}

std::expected<OfferedService, UseError> find_offered(const Catalogue& catalogue, Sector sector,
                                                     std::string_view code, CivilDate day) {
  const auto policy = catalogue.policy_on(day);
  const Service* const service = policy ? policy->find_service(code) : nullptr;
  if (service == nullptr || service->sector != sector) {
    return std::unexpected(UseError::no_such_service);
  }
  OfferedService offered{.service = *service, .quota = std::nullopt};
  if (service->quota) {
    const DayRange period = policy->period_of(service->quota->period, day);
    offered.quota = store::QuotaPeriod{
        .uses = service->quota->uses, .from = period.from.value(), .until = period.to.value()};
  }
  return offered;
}

Verdict card_verdict_at(store::Reader& reader, const store::Card& card, Time at) {
  switch (phase_of(card.validity, at)) {
    case Phase::not_yet_valid:
      return Verdict::not_yet_valid;
    case Phase::expired:
      return Verdict::expired;
    case Phase::current:
      return verdict_of_state(state_at(reader, card, at));
  }
  std::unreachable();
}

std::optional<UseError> objection_to(const store::Card& card, const Service& service,
                                     Beneficiary beneficiary) {
  if (!store::includes(card.services, service.sector, service.code)) return UseError::not_entitled;
  if (!service.is_for(beneficiary)) return UseError::not_for_them;
  return std::nullopt;
}

std::optional<std::int64_t> free_place(store::Reader& reader, std::int64_t person,
                                       const std::string& service,
                                       const store::QuotaPeriod& quota) {
  std::int64_t place = 1;
  for (const std::int64_t taken : store::redemptions::ordinals(reader, person, service, quota)) {
    if (taken == place) ++place;
  }
  return place <= quota.uses ? std::optional(place) : std::nullopt;
}

std::int64_t record_use(store::Transaction& transaction, const store::NewRedemption& use,
                        const CardNumber& card) {
  const std::int64_t id = store::redemptions::add(transaction, use);
  json::object content{{"redemption", id},
                       {"partner", use.partner_id},
                       {"service", use.service},
                       {"for", to_string(use.beneficiary)},
                       {"standing", store::to_string(use.standing)},
                       {"used_at", use.used_at.time_since_epoch().count()}};
  if (use.site) content["site"] = *use.site;
  transaction.append({.time = use.recorded_at,
                      .actor = use.recorded_by,
                      .kind = "redemption.recorded",
                      .subject = "card:" + card.str(),
                      .content = std::move(content)});
  return id;
}

}  // namespace servicecard::counter
