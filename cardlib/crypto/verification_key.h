#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>

#include "cardlib/codec/bytes.h"
#include "cardlib/codec/json.h"
#include "cardlib/crypto/digest.h"

namespace servicecard {

/// An ECDSA signature as JOSE and COSE write it: r and s, 32 octets each (RFC 7518 §3.4, RFC 9053
/// §2.1).
using Signature = std::array<std::uint8_t, 64>;

/// The first 8 octets of a key's thumbprint: the `kid` of a COSE header.
using ShortKid = std::array<std::uint8_t, 8>;

enum class KeyError {
  malformed,     ///< not a JWK, or a member is missing or badly encoded
  unsupported,   ///< another key type or curve than EC P-256
  not_on_curve,  ///< the point is not on P-256, or is the point at infinity
  private_key,   ///< a private member (`d`) where a public key is expected
  wrong_use,     ///< `use`, `key_ops` or `alg` says it is for something else
};

/// A public key that verifies ES256 (ECDSA on P-256 with SHA-256) and nothing else. The algorithm
/// is the key's; no token chooses it. Parsed once, cheap to copy, safe to use from several threads.
class VerificationKey {
 public:
  /// From a public JWK (RFC 7517, RFC 7518 §6.2.1). Coordinates are exactly 32 octets of canonical
  /// base64url. Members that do not matter here are ignored.
  [[nodiscard]] static std::expected<VerificationKey, KeyError> from_jwk(const json::object& jwk);
  [[nodiscard]] static std::expected<VerificationKey, KeyError> from_coordinates(BytesView x,
                                                                                 BytesView y);

  /// The public JWK: `kty`, `crv`, `x`, `y`, `kid`, `alg`, `use`.
  [[nodiscard]] json::object to_jwk() const;

  /// RFC 7638 thumbprint with SHA-256, in base64url: the `kid` of every JOSE header.
  [[nodiscard]] const std::string& kid() const;
  [[nodiscard]] const ShortKid& short_kid() const;

  /// True only for r and s in [1, n−1] that verify; a high s is accepted. Any length but 64 is
  /// false.
  [[nodiscard]] bool verify(BytesView message, BytesView signature) const;
  /// The same for a message whose SHA-256 is at hand, as a token's is.
  [[nodiscard]] bool verify_digest(const Sha256& digest, BytesView signature) const;

  [[nodiscard]] bool operator==(const VerificationKey& other) const { return kid() == other.kid(); }

 private:
  struct Parsed;
  explicit VerificationKey(std::shared_ptr<const Parsed> parsed) : parsed_(std::move(parsed)) {}
  std::shared_ptr<const Parsed> parsed_;
};

}  // namespace servicecard
