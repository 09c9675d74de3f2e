#include "server/counter/judge.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "cardlib/codec/ascii.h"
#include "cardlib/credential/wallet_token.h"
#include "cardlib/identity/masking.h"
#include "server/counter/card_view.h"

namespace servicecard::counter {
namespace {

// The list that was in force when the question came.
class TrustAtHand final : public TrustSource {
 public:
  explicit TrustAtHand(std::shared_ptr<const TrustList> list) : list_(std::move(list)) {}
  [[nodiscard]] std::shared_ptr<const TrustList> trust_list() const override { return list_; }

 private:
  std::shared_ptr<const TrustList> list_;
};

// What is left of a service for a person; nothing where it can be used as often as needed.
std::optional<QuotaState> quota_state(const UseCounts& counts, const Policy& policy,
                                      const Service& service, std::int64_t person, Time now) {
  if (!service.quota) return std::nullopt;
  const DayRange period = policy.period_of(service.quota->period, day_of(now));
  return QuotaState{.uses = service.quota->uses,
                    .used = counts.used(person, service.code, period.from.value()),
                    .period = period};
}

// Which services the record has for a card, and how often they were used.
class RecordedServices final : public ServiceLedger {
 public:
  RecordedServices(const CardMemory& cards, const UseCounts& counts, const Policy* policy)
      : cards_(cards), counts_(counts), policy_(policy) {}

  [[nodiscard]] ServiceAnswer ask(const VerifiedCard& card, const ServiceChoice& service,
                                  Time now) const override {
    const auto known = cards_.find(card.status(), card.token_hash());
    return known ? ask(*known, service, now) : ServiceAnswer::not_included;
  }

  [[nodiscard]] ServiceAnswer ask(const KnownCard& known, const ServiceChoice& service,
                                  Time now) const {
    if (!store::includes(*known.services, service.sector, service.code)) {
      return ServiceAnswer::not_included;
    }
    const Service* const offered =
        policy_ != nullptr ? policy_->find_service(service.code) : nullptr;
    if (offered == nullptr) return ServiceAnswer::not_included;
    const auto quota = quota_state(counts_, *policy_, *offered, known.person, now);
    return quota && quota->left() == 0 ? ServiceAnswer::quota_used : ServiceAnswer::granted;
  }

 private:
  const CardMemory& cards_;
  const UseCounts& counts_;
  const Policy* policy_;
};

std::optional<Refusal> refusal_of(ServiceAnswer answer) {
  switch (answer) {
    case ServiceAnswer::granted:
      return std::nullopt;
    case ServiceAnswer::not_included:
      return Refusal::service_not_included;
    case ServiceAnswer::quota_used:
      return Refusal::quota_used;
  }
  std::unreachable();
}

// The nonce that the presentation itself names; nothing where it has no key binding.
std::optional<std::string> named_nonce(std::string_view token) {
  if (!token.contains('~') || token.ends_with('~')) return std::nullopt;
  const auto wallet = WalletToken::parse(token);
  if (!wallet) return std::nullopt;
  const auto nonce = wallet->presented_nonce();
  if (!nonce) return std::nullopt;
  return std::string(*nonce);
}

CivilDate last_day(Time expires) { return day_of(expires - std::chrono::seconds(1)); }

CardView view_of(const VerifiedCard& card) {
  CardView view{.number = std::nullopt,
                .holder_name = std::nullopt,
                .holder_id_last4 = std::nullopt,
                .enterprise_name = std::nullopt,
                .category = card.category(),
                .valid_until = last_day(card.expires())};
  if (const auto* number = card.card_number()) view.number = number->str();
  if (const auto* name = card.holder_name()) view.holder_name = mask_name(name->str());
  if (const auto* name = card.enterprise_name()) view.enterprise_name = *name;
  if (const auto* wallet = card.wallet()) view.holder_id_last4 = wallet->holder_id_last4;
  return view;
}

CardView view_of(const KnownCard& card) {
  return {.number = card.number.str(),
          .holder_name = card.masked_name,
          .holder_id_last4 = std::nullopt,
          .enterprise_name = std::nullopt,
          .category = std::nullopt,
          .valid_until = last_day(card.validity.expires)};
}

std::string kind_of(const Verification& verification, std::string_view token) {
  if (verification.card) return std::string(to_string(verification.card->kind()));
  if (verification.verdict() == Verdict::unreadable) return "unreadable";
  return token.contains('~') ? "wallet" : "printed";
}

std::optional<Refusal> refusal_of(CardState state) {
  switch (state) {
    case CardState::prepared:
      return Refusal::no_such_reference;
    case CardState::active:
      return std::nullopt;
    case CardState::lost:
      return Refusal::lost;
    case CardState::suspended:
      return Refusal::suspended;
    case CardState::revoked:
      return Refusal::revoked;
    case CardState::superseded:
      return Refusal::superseded;
  }
  std::unreachable();
}

std::optional<Refusal> refusal_of(const KnownCard& card, Time now) {
  switch (phase_of(card.validity, now)) {
    case Phase::not_yet_valid:
      return Refusal::not_yet_valid;
    case Phase::expired:
      return Refusal::expired;
    case Phase::current:
      return refusal_of(card.state);
  }
  std::unreachable();
}

// Whether the token says that the card has the service; a print names sectors alone.
bool is_shown(const VerifiedCard& card, const Service& service) {
  if (!card.shows(service.sector)) return false;
  const WalletClaims* const wallet = card.wallet();
  if (wallet == nullptr) return true;
  const auto& codes = wallet->services.at(service.sector);
  return std::ranges::find(codes, service.code) != codes.end();
}

bool is_none_of_ours(Verdict verdict) {
  return verdict == Verdict::bad_signature || verdict == Verdict::unknown_card;
}

bool concerns_service(Verdict verdict) {
  return verdict == Verdict::valid || verdict == Verdict::not_entitled ||
         verdict == Verdict::quota_used;
}

}  // namespace

Judge::Result Judge::judge(const Caller& caller, const VerificationQuestion& question, Time now) {
  auto judgement = decide(caller, question, now);
  if (!judgement) return judgement;
  judgement->answer.checked_at = now;
  store::NewVerification& row = judgement->row;
  row.time = now;
  row.partner_id = caller.partner;
  (caller.kind == CallerKind::account ? row.account_id : row.key_id) = caller.id;
  row.verdict = to_string(judgement->answer.verdict());
  row.service = question.service;
  row.site = question.site;
  return judgement;
}

PresentationRequest Judge::request_presentation(std::string_view partner, Time now) const {
  return {.nonce = parts_.nonces.make(partner, now),
          .audience = parts_.ring.issuer().partner_audience(partner),
          .expires = now + access::TimedNonces::lifetime};
}

Judge::Result Judge::decide(const Caller& caller, const VerificationQuestion& question, Time now) {
  const auto partner = parts_.partners.find(caller.partner);
  if (!partner) throw std::logic_error("an API key of no partner");
  Asking asking{.partner = *partner,
                .question = question,
                .contract = contract_state(*partner, now) == ContractState::in_force
                                ? Contract::in_force
                                : Contract::none,
                .policy = parts_.catalogue.policy_on(day_of(now)),
                .service = std::nullopt,
                .now = now};
  if (question.site && asking.contract == Contract::in_force &&
      !has_open_site(*partner, *question.site)) {
    return std::unexpected(VerificationFailure{.error = VerificationError::no_such_site});
  }
  if (question.service && asking.contract == Contract::in_force) {
    const Service* const service =
        asking.policy ? asking.policy->find_service(*question.service) : nullptr;
    if (service == nullptr || service->sector != partner->sector) {
      return std::unexpected(VerificationFailure{.error = VerificationError::no_such_service});
    }
    asking.service = ServiceChoice{.sector = service->sector, .code = service->code};
  }
  const auto* const typed = std::get_if<TypedNumber>(&question.card);
  Result result = typed != nullptr ? decide_number(asking, *typed, caller)
                                   : decide_token(asking, std::get<ShownToken>(question.card));
  if (result && result->answer.card) hide_all_but(partner->shows, *result->answer.card);
  return result;
}

Judgement Judge::decide_token(const Asking& asking, const ShownToken& shown) {
  const std::string_view token = ascii::trimmed(shown.presentation);
  const auto nonce = shown.nonce ? shown.nonce : named_nonce(token);
  const auto end =
      nonce ? parts_.nonces.end_of(*nonce, asking.partner.id, asking.now) : std::nullopt;
  const std::string audience = parts_.ring.issuer().partner_audience(asking.partner.id);
  std::optional<Challenge> challenge;
  if (end) challenge = Challenge{.audience = audience, .nonce = *nonce};

  const Verification verification = check(asking, token, challenge);
  Judgement judgement;
  judgement.answer.refusal = verification.refusal;
  judgement.row.kind = kind_of(verification, token);
  if (is_none_of_ours(verification.verdict())) note_failure(asking);
  if (!verification.card) return judgement;
  if (verification.card->holder_bound())
    judgement.nonce = Judgement::Nonce{.text = *nonce, .end = *end};
  // A token that is not on record tells nothing, whoever signed it.
  const auto known =
      parts_.cards.find(verification.card->status(), verification.card->token_hash());
  if (!known) return judgement;
  judgement.row.card_id = known->id;
  judgement.answer.card = view_of(*verification.card);
  // What is bound to a key cannot be copied.
  if (!verification.card->holder_bound()) note_sighting(asking, *known);
  if (concerns_service(verification.verdict())) {
    judgement.answer.services = service_states(asking, *known, &*verification.card);
  }
  return judgement;
}

void Judge::note_sighting(const Asking& asking, const KnownCard& card) {
  const std::string& partner = asking.partner.id;
  const auto earlier =
      sightings_.note(card.id, {.partner = partner, .site = asking.question.site}, asking.now);
  if (!earlier) return;
  const std::string ago = std::to_string(earlier->ago.count()) + " s before";
  parts_.alarms.raise(
      {.kind = access::AlarmKind::two_places,
       .subject = "card:" + card.number.str(),
       .detail = earlier->partner == partner
                     ? "at partner " + partner + ", and at another site " + ago
                     : "at partner " + partner + ", and at " + earlier->partner + " " + ago,
       .window = parts_.two_places},
      asking.now);
}

void Judge::note_miss(const Asking& asking, const CardNumber& number) {
  const std::string subject = "partner:" + asking.partner.id;
  if (misses_.note(asking.partner.id, asking.now)) {
    parts_.alarms.raise({.kind = access::AlarmKind::many_misses,
                         .subject = subject,
                         .detail = std::to_string(misses_.limit().times) +
                                   " questions by number found no card within an hour",
                         .window = misses_.limit().within},
                        asking.now);
  }
  if (walks_.note(asking.partner.id, number, asking.now)) {
    parts_.alarms.raise({.kind = access::AlarmKind::number_walk,
                         .subject = subject,
                         .detail = "one number after the other was asked for, up to " +
                                   number.str() + ", and found no card",
                         .window = WalkWatch::window},
                        asking.now);
  }
}

void Judge::note_failure(const Asking& asking) {
  if (!failures_.note(asking.partner.id, asking.now)) return;
  parts_.alarms.raise({.kind = access::AlarmKind::many_failures,
                       .subject = "partner:" + asking.partner.id,
                       .detail = std::to_string(failures_.limit().times) +
                                 " tokens that are none of ours were shown within 10 minutes",
                       .window = failures_.limit().within},
                      asking.now);
}

Verification Judge::check(const Asking& asking, std::string_view token,
                          const std::optional<Challenge>& challenge) {
  auto list = parts_.ring.trust_list();
  if (!list) return {.refusal = Refusal::trust_list_expired};
  const TrustAtHand trust(std::move(list));
  const RecordedServices services(parts_.cards, parts_.uses, asking.policy.get());
  const Verifier verifier(trust, parts_.cards, &services, &seen_);
  const auto bearers =
      asking.partner.bearers == store::Bearers::accepted ? Bearers::accepted : Bearers::refused;
  return verifier.verify(token, {.now = asking.now,
                                 .contract = asking.contract,
                                 .bearers = bearers,
                                 .challenge = challenge,
                                 .max_age = std::chrono::seconds(asking.partner.max_age),
                                 .service = asking.service});
}

Judge::Result Judge::decide_number(const Asking& asking, const TypedNumber& typed,
                                   const Caller& caller) {
  Judgement judgement;
  judgement.row.kind = "number";
  if (asking.contract == Contract::none) {
    judgement.answer.refusal = Refusal::partner_not_contracted;
    return judgement;
  }
  if (const auto asked = limiter_.ask(typed.number, caller, asking.now); !asked) {
    note_miss(asking, typed.number);
    return std::unexpected(VerificationFailure{.error = VerificationError::too_many_misses,
                                               .retry_after = asked.error()});
  }
  // The same work whether there is such a card or not.
  const auto known = parts_.cards.find(typed.number);
  const Last4Tag wanted = known ? known->last4 : Last4Tag{};
  const bool matches =
      constant_time_equal(last4_tag(parts_.last4_hash.of(as_bytes(typed.last4))), wanted);
  if (!known || !matches || known->state == CardState::prepared) {
    note_miss(asking, typed.number);
    judgement.answer.refusal = Refusal::no_such_reference;
    return judgement;
  }
  limiter_.found(typed.number, caller, asking.now);
  judgement.row.card_id = known->id;
  judgement.answer.card = view_of(*known);
  judgement.answer.refusal = refusal_of(*known, asking.now);
  if (judgement.answer.refusal) return judgement;
  judgement.answer.services = service_states(asking, *known, nullptr);
  if (asking.service) {
    const RecordedServices services(parts_.cards, parts_.uses, asking.policy.get());
    judgement.answer.refusal = refusal_of(services.ask(*known, *asking.service, asking.now));
  }
  return judgement;
}

// The partner's own sector alone; the one that was named where one was.
std::vector<ServiceState> Judge::service_states(const Asking& asking, const KnownCard& known,
                                                const VerifiedCard* shown) const {
  std::vector<ServiceState> states;
  if (!asking.policy) return states;
  for (const Service& service : asking.policy->terms().services) {
    if (service.sector != asking.partner.sector) continue;
    if (asking.service && asking.service->code != service.code) continue;
    const bool included = store::includes(*known.services, service.sector, service.code) &&
                          (shown == nullptr || is_shown(*shown, service));
    const auto quota =
        included ? quota_state(parts_.uses, *asking.policy, service, known.person, asking.now)
                 : std::nullopt;
    states.push_back({.code = service.code,
                      .name = service.name,
                      .beneficiaries = service.beneficiaries,
                      .state = !included                     ? Verdict::not_entitled
                               : quota && quota->left() == 0 ? Verdict::quota_used
                                                             : Verdict::valid,
                      .quota = quota});
  }
  return states;
}

}  // namespace servicecard::counter
