#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string_view>

#include "cardlib/credential/refusal.h"
#include "cardlib/credential/sector.h"
#include "cardlib/credential/status_source.h"
#include "cardlib/credential/trust_source.h"
#include "cardlib/credential/verdict.h"
#include "cardlib/credential/verified_card.h"
#include "cardlib/credential/verified_card_cache.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard {

/// Whether the one who asks may ask: known to the caller, and the first thing that counts.
enum class Contract : std::uint8_t {
  in_force,  ///< also for a verifier that needs none: a partner's own program, a command
  none,
};

/// Whether tokens that are bound to nobody's key are taken, prints among them.
enum class Bearers : std::uint8_t { accepted, refused };

/// What a key binding has to answer. That a nonce counts once is for the caller to see to.
struct Challenge {
  std::string_view audience;
  std::string_view nonce;
};

/// One service of the catalogue.
struct ServiceChoice {
  Sector sector = Sector::health;
  std::string_view code;
};

/// Everything about one check but the token.
struct Question {
  Time now;
  Contract contract = Contract::in_force;
  Bearers bearers = Bearers::accepted;
  std::optional<Challenge> challenge = {};  ///< nothing: tokens with a holder's key are refused
  std::optional<std::chrono::seconds> max_age = {};  ///< of status data, by the partner's policy
  std::optional<ServiceChoice> service = {};         ///< nothing: the verdict is the card's alone
};

enum class ServiceAnswer : std::uint8_t {
  granted,
  not_included,  ///< the records know that the card does not have it
  quota_used,
};

/// What the records say of one service for an authentic, live card: which services a print stands
/// for, and how often they were used. Only the server has one. Must not block.
class ServiceLedger {
 public:
  ServiceLedger() = default;
  ServiceLedger(const ServiceLedger&) = default;
  ServiceLedger& operator=(const ServiceLedger&) = default;
  virtual ~ServiceLedger() = default;

  [[nodiscard]] virtual ServiceAnswer ask(const VerifiedCard& card, const ServiceChoice& service,
                                          Time now) const = 0;
};

/// What came of one check.
struct Verification {
  std::optional<Refusal> refusal =
      {};  ///< the first thing that was wrong; nothing for a valid card
  /// What the token says, once it was found authentic; also for a card that does not count now.
  /// Its status reference and hash name it in records. Null where it was not.
  std::shared_ptr<const VerifiedCard> card = {};

  [[nodiscard]] Verdict verdict() const { return refusal ? verdict_of(*refusal) : Verdict::valid; }
};

/// The one place where tokens become verdicts: at the server, in the command and in a partner's own
/// program. Only where keys and status come from differs.
///
/// The order is fixed and the first failure decides: contract → size → text form → structure → key
/// by `kid` and purpose → signature, issuer, type, key binding → time → status → service, quota.
/// Nothing of a token is believed, kept or shown before its signature was found good; keys come
/// from the trust list alone.
///
/// Safe to use from several threads. The sources must outlive it.
class Verifier {
 public:
  Verifier(const TrustSource& trust, const StatusSource& status,
           const ServiceLedger* ledger = nullptr, VerifiedCardCache* cache = nullptr)
      : trust_(trust), status_(status), ledger_(ledger), cache_(cache) {}

  /// Takes either token as it was presented: a wallet token with its disclosures and key binding,
  /// or `SC1…` text in any case. White space around it is for the caller to take away.
  [[nodiscard]] Verification verify(std::string_view presented, const Question& question) const;

 private:
  using Authentic = std::expected<std::shared_ptr<const VerifiedCard>, Refusal>;

  [[nodiscard]] Authentic authenticate(std::string_view presented,
                                       const std::shared_ptr<const TrustList>& trust_list,
                                       const Question& question) const;
  [[nodiscard]] Authentic compute(std::string_view presented, const TrustList& trust_list,
                                  const Question& question) const;
  [[nodiscard]] Authentic compute_wallet(std::string_view text, const TrustList& trust_list,
                                         const Question& question) const;
  [[nodiscard]] Authentic compute_printed(std::string_view text, const TrustList& trust_list) const;
  [[nodiscard]] std::optional<Refusal> check_status(const VerifiedCard& card,
                                                    const TrustList& trust_list,
                                                    const Question& question) const;
  [[nodiscard]] std::optional<Refusal> check_service(const VerifiedCard& card,
                                                     const Question& question) const;
  [[nodiscard]] std::optional<Refusal> check_authentic(const VerifiedCard& card,
                                                       const TrustList& trust_list,
                                                       const Question& question) const;

  const TrustSource& trust_;
  const StatusSource& status_;
  const ServiceLedger* ledger_;
  VerifiedCardCache* cache_;
};

}  // namespace servicecard
