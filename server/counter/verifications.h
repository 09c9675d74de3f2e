#pragma once

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
#include "server/access/timed_nonce.h"
#include "server/counter/card_memory.h"
#include "server/counter/catalogue.h"
#include "server/counter/miss_limiter.h"
#include "server/counter/partner_memory.h"
#include "server/counter/verification.h"
#include "server/store/store.h"
#include "server/store/verifications.h"

namespace servicecard::counter {

/// What a holder's wallet has to answer.
struct PresentationRequest {
  std::string nonce;
  std::string audience;
  Time expires;
};

/// Verification at the server: decides from memory, writes the verdict into the log, and answers
/// once the disk has it. Safe to use from several threads.
class Verifications {
 public:
  /// Under which the data key's keyed hash is for the nonces of presentations.
  static constexpr std::string_view nonce_use = "presentation.nonce";

  /// What is referred to outlives this.
  struct Parts {
    store::Store& store;
    const keys::KeyRing& ring;
    const CardMemory& cards;
    const PartnerMemory& partners;
    const Catalogue& catalogue;
    access::TimedNonces nonces;  ///< with the hash of `nonce_use`
    keys::KeyedHash last4_hash;  ///< the one that the desk records people with
  };

  explicit Verifications(Parts parts) : parts_(std::move(parts)) {}

  /// Never waits: for io threads. `done` is called once, at once or from the store's writer, and
  /// must neither block nor throw. Nobody learns a verdict that the log does not have.
  void verify(const KeyHolder& caller, const VerificationQuestion& question, Time now,
              VerificationDone done);

  /// What a key-bound presentation to that partner has to answer.
  [[nodiscard]] PresentationRequest request_presentation(std::string_view partner, Time now) const;

 private:
  struct SpentNonce {
    std::string nonce;
    Time end;
  };
  struct Decision {
    VerificationAnswer answer;
    store::NewVerification row;
    std::optional<SpentNonce> nonce;
  };
  // What an answer is made for.
  struct Asking {
    const store::Partner& partner;
    const VerificationQuestion& question;
    Contract contract;
    std::shared_ptr<const Policy> policy;
    std::optional<ServiceChoice> service;
    Time now;
  };

  [[nodiscard]] std::expected<Decision, VerificationFailure> decide(
      const KeyHolder& caller, const VerificationQuestion& question, Time now);
  [[nodiscard]] Decision decide_token(const Asking& asking, const ShownToken& shown) const;
  [[nodiscard]] std::expected<Decision, VerificationFailure> decide_number(const Asking& asking,
                                                                           const TypedNumber& typed,
                                                                           std::int64_t key);
  [[nodiscard]] Verification check(const Asking& asking, std::string_view token,
                                   const std::optional<Challenge>& challenge) const;
  [[nodiscard]] static std::vector<ServiceState> service_states(const Asking& asking,
                                                                const KnownCard& known,
                                                                const VerifiedCard* shown);
  void log(std::shared_ptr<Decision> decision, VerificationDone done);

  Parts parts_;
  MissLimiter limiter_;
};

}  // namespace servicecard::counter
