#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "cardlib/crypto/digest.h"
#include "cardlib/crypto/random_source.h"
#include "cardlib/identity/civil_date.h"
#include "server/counter/partner_memory.h"

namespace servicecard::counter {

/// Access tokens of programs that signed with their own key. In memory alone, and of each only the
/// SHA-256: a copy of the database opens nothing, and after a restart a program asks for another. A
/// token ends with its key. Safe to use from several threads where the random source is.
class ClientTokens {
 public:
  static constexpr std::chrono::seconds lifetime{600};
  /// Of one key; one more ends the one that ends soonest.
  static constexpr std::size_t max_of_key = 100;

  /// Both outlive this.
  ClientTokens(const PartnerMemory& partners, RandomSource& random)
      : partners_(partners), random_(random) {}

  /// A new token for what `scopes` say. Shown once.
  [[nodiscard]] std::string open(const Sha256& thumbprint, const store::PartnerScopes& scopes,
                                 Time now);

  /// By the SHA-256 of a token; nothing for one that is unknown or has ended.
  [[nodiscard]] std::optional<AdmittedCaller> find(const Sha256& hash, Time now) const;

 private:
  struct Token {
    Sha256 thumbprint;
    store::PartnerScopes scopes;
    Time ends;
  };

  // Called with the lock held.
  void make_room(const Sha256& thumbprint, Time now);

  const PartnerMemory& partners_;
  RandomSource& random_;
  mutable std::mutex mutex_;
  std::map<Sha256, Token> tokens_;  // by the hash of the token
};

}  // namespace servicecard::counter
