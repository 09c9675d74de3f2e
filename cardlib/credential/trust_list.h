#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/credential/issuer.h"
#include "cardlib/credential/key_purpose.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/crypto/signer.h"
#include "cardlib/crypto/verification_key.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard {

/// One key of the issuer, as the trust list states it.
struct TrustedKey {
  VerificationKey key;
  KeyPurpose purpose = KeyPurpose::card;
  KeyState state = KeyState::pending;
  Time created;
  Time since;    ///< when it came into its state
  Time expires;  ///< nothing that it signs may outlive this
};

/// What a trust list says; unsigned. docs/trust-list.md has the format.
struct TrustListContent {
  Issuer issuer;
  std::uint64_t sequence = 1;  ///< from 1; every new list has a higher one
  Time issued_at;
  Time expires;  ///< from then on the list proves nothing
  std::vector<TrustedKey> keys;
  std::optional<VerificationKey> next_root;  ///< who signs the lists to come, when that is due
};

enum class TrustListError {
  too_large,        ///< over 1 MiB, or over 1,000 keys
  not_a_jws,        ///< not a JWS of the strict form that we write
  wrong_type,       ///< `typ` is not `trust-list+jwt`
  foreign_root,     ///< `kid` is not the root key that the reader trusts
  bad_signature,    ///< it names the root, and the root did not sign it
  malformed,        ///< the payload is not, to the octet, what `sign` would write
  bad_issuer,       ///< `iss` is no issuer: see `Issuer`
  bad_key,          ///< a key is no P-256 public key in canonical form
  bad_dates,        ///< something ends before it begins, or is outside the years 1970 to 9999
  root_listed,      ///< a key of purpose `root`: the root vouches for others, never for itself
  duplicate_key,    ///< two keys share their first 8 octets of `kid`, so a short one is ambiguous
  two_active_keys,  ///< a purpose has more than one active key
};

[[nodiscard]] std::string_view to_string(TrustListError error);

/// Why a signature is not looked at: the trust list does not offer the key for it.
enum class KeyRefusal {
  unknown_key,    ///< no key of that `kid`
  wrong_purpose,  ///< the key is for something else
  pending_key,    ///< the key signs nothing yet
  revoked_key,    ///< the key was taken back
};

/// The one authority on the issuer's keys: a list that the offline root signed, and that was
/// verified. Cannot be changed, safe to read from several threads.
class TrustList {
 public:
  static constexpr std::string_view type = "trust-list+jwt";
  static constexpr std::size_t max_size = std::size_t{1024} * 1024;
  static constexpr std::size_t max_keys = 1000;

  /// The list as a JWS. The signer is the root; its key must not stand in the list.
  [[nodiscard]] static std::expected<std::string, TrustListError> sign(
      const TrustListContent& content, const Signer& root);

  /// Reads and verifies. Time is not asked here: whoever uses the list compares `expires`.
  [[nodiscard]] static std::expected<TrustList, TrustListError> read(std::string_view jws,
                                                                     const VerificationKey& root);

  [[nodiscard]] const Issuer& issuer() const { return content_.issuer; }
  [[nodiscard]] std::uint64_t sequence() const { return content_.sequence; }
  [[nodiscard]] Time issued_at() const { return content_.issued_at; }
  [[nodiscard]] Time expires() const { return content_.expires; }
  [[nodiscard]] const std::vector<TrustedKey>& keys() const { return content_.keys; }
  [[nodiscard]] const std::optional<VerificationKey>& next_root() const {
    return content_.next_root;
  }

  /// The text that was read.
  [[nodiscard]] const std::string& jws() const { return jws_; }
  /// SHA-256 of that text.
  [[nodiscard]] const Sha256& hash() const { return hash_; }

  /// The key of that full `kid` if it is for that purpose, whatever its state; `unknown_key` or
  /// `wrong_purpose` otherwise. The pointer lives as long as the list.
  [[nodiscard]] std::expected<const TrustedKey*, KeyRefusal> find(std::string_view kid,
                                                                  KeyPurpose purpose) const;
  /// The same by the 8-octet `kid` of COSE headers.
  [[nodiscard]] std::expected<const TrustedKey*, KeyRefusal> find(const ShortKid& kid,
                                                                  KeyPurpose purpose) const;

 private:
  TrustList(TrustListContent content, std::string_view jws);

  TrustListContent content_;
  std::string jws_;
  Sha256 hash_;
};

/// Nothing where signatures of that key count: it is active or retired.
[[nodiscard]] std::optional<KeyRefusal> refusal_by_state(const TrustedKey& key);

/// Something in a trust list that ends within 30 days, or has ended while it is still needed.
struct ExpiryWarning {
  const TrustedKey* key = nullptr;  ///< null: the list itself
  Time expires;
};

/// The list's end, and those of its keys: pending and active ones, retired ones until they end.
[[nodiscard]] std::vector<ExpiryWarning> expiry_warnings(const TrustList& list, Time now);

inline constexpr std::chrono::days expiry_warning_period{30};

}  // namespace servicecard
