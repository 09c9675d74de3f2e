#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/credential/verifier.h"
#include "keys/data_key.h"
#include "keys/key_ring.h"
#include "server/access/alarms.h"
#include "server/access/timed_nonce.h"
#include "server/counter/burst_watch.h"
#include "server/counter/card_memory.h"
#include "server/counter/catalogue.h"
#include "server/counter/miss_limiter.h"
#include "server/counter/partner_memory.h"
#include "server/counter/sightings.h"
#include "server/counter/use_counts.h"
#include "server/counter/verification.h"
#include "server/counter/walk_watch.h"
#include "server/store/verifications.h"

namespace servicecard::counter {

/// What a holder's wallet has to answer.
struct PresentationRequest {
  std::string nonce;
  std::string audience;
  Time expires;
};

/// What the answer to a partner will be, once the log has its row and the nonce was not spent
/// before.
struct Judgement {
  struct Nonce {
    std::string text;
    Time end;
  };

  VerificationAnswer answer;
  store::NewVerification row;
  std::optional<Nonce> nonce = {};  ///< that this presentation uses up
};

/// Answers partners' questions from memory: nothing here waits, and nothing is kept but the misses
/// of typed numbers, the tokens seen last and where cards were shown. Safe to use from several
/// threads.
class Judge {
 public:
  /// Under which the data key's keyed hash is for the nonces of presentations.
  static constexpr std::string_view nonce_use = "presentation.nonce";

  /// What is referred to outlives this.
  struct Parts {
    const keys::KeyRing& ring;
    const CardMemory& cards;
    const PartnerMemory& partners;
    const Catalogue& catalogue;
    const UseCounts& uses;
    access::TimedNonces nonces;  ///< with the hash of `nonce_use`
    keys::KeyedHash last4_hash;  ///< the one that the desk records people with
    access::Alarms& alarms;
    /// One card at two places within this time raises an alarm.
    std::chrono::seconds two_places = Sightings::default_window;
  };

  explicit Judge(Parts parts) : parts_(std::move(parts)), sightings_(parts_.two_places) {}

  /// Never `not_logged`.
  [[nodiscard]] std::expected<Judgement, VerificationFailure> judge(
      const Caller& caller, const VerificationQuestion& question, Time now);

  /// What a key-bound presentation to that partner has to answer.
  [[nodiscard]] PresentationRequest request_presentation(std::string_view partner, Time now) const;

 private:
  // What an answer is made for.
  struct Asking {
    const store::Partner& partner;
    const VerificationQuestion& question;
    Contract contract;
    std::shared_ptr<const Policy> policy;
    std::optional<ServiceChoice> service;
    Time now;
  };
  using Result = std::expected<Judgement, VerificationFailure>;

  [[nodiscard]] Result decide(const Caller& caller, const VerificationQuestion& question, Time now);
  [[nodiscard]] Judgement decide_token(const Asking& asking, const ShownToken& shown);
  [[nodiscard]] Result decide_number(const Asking& asking, const TypedNumber& typed,
                                     const Caller& caller);
  [[nodiscard]] Verification check(const Asking& asking, std::string_view token,
                                   const std::optional<Challenge>& challenge);
  [[nodiscard]] std::vector<ServiceState> service_states(const Asking& asking,
                                                         const KnownCard& known,
                                                         const VerifiedCard* shown) const;

  void note_sighting(const Asking& asking, const KnownCard& card);
  void note_miss(const Asking& asking, const CardNumber& number);
  void note_failure(const Asking& asking);

  Parts parts_;
  MissLimiter limiter_;
  BurstWatch misses_{{.times = 100, .within = std::chrono::hours(1)}};
  BurstWatch failures_{{.times = 30, .within = std::chrono::minutes(10)}};
  WalkWatch walks_;
  Sightings sightings_;
  VerifiedCardCache seen_{4096};
};

}  // namespace servicecard::counter
