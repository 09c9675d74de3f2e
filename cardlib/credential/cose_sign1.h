#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>

#include "cardlib/codec/bytes.h"
#include "cardlib/codec/cbor.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/crypto/signer.h"
#include "cardlib/crypto/verification_key.h"

/// COSE_Sign1 (RFC 9052 §4.2) with ES256: the general layer. The profiles of the printed token and
/// of the status list stand on it and are stricter.
namespace servicecard::cose {

enum class Error {
  malformed,         ///< not CBOR as strict as was asked for, or not the shape of a COSE_Sign1
  wrong_tag,         ///< tagged as something else
  duplicate_header,  ///< a label stands in the protected and in the unprotected header (§3)
  critical_header,   ///< `crit` asks for an extension; none is known here (§3.1)
  unsupported,       ///< no algorithm, another than ES256, or a payload that is detached
  bad_signature,     ///< everything is in place, and it does not verify
};

/// Labels of header parameters (RFC 9052 §3.1; `typ`: RFC 9596).
namespace label {
inline constexpr int alg = 1;
inline constexpr int crit = 2;
inline constexpr int kid = 4;
inline constexpr int typ = 16;
}  // namespace label

inline constexpr std::uint64_t sign1_tag = 18;
inline constexpr int es256 = -7;

/// The octets that are signed (§4.4).
[[nodiscard]] Bytes sig_structure(BytesView protected_header, BytesView external_aad,
                                  BytesView payload);

/// A COSE_Sign1 that was read and not verified.
class Sign1 {
 public:
  /// Tag 18 may be there or not; see `tagged`. With `deterministic`, the protected header inside
  /// its byte string has to be so, too. A protected header without members may be an empty string.
  [[nodiscard]] static std::expected<Sign1, Error> parse(BytesView token,
                                                         cbor::Strictness strictness);
  [[nodiscard]] static std::expected<Sign1, Error> from_item(const cbor::Value& item,
                                                             cbor::Strictness strictness);

  [[nodiscard]] bool tagged() const { return tagged_; }
  [[nodiscard]] const cbor::Map& protected_header() const { return protected_header_; }
  [[nodiscard]] const cbor::Map& unprotected_header() const { return unprotected_header_; }
  /// From either header; null where it is in neither.
  [[nodiscard]] const cbor::Value* header(int label) const;
  /// From either header: a hint for finding the key, as long as nothing is verified.
  [[nodiscard]] std::optional<BytesView> kid() const;
  [[nodiscard]] BytesView payload() const { return payload_; }
  [[nodiscard]] BytesView signature() const { return signature_; }

  [[nodiscard]] Bytes to_be_signed(BytesView external_aad = {}) const;
  /// SHA-256 of the Sig_structure: what records and caches know a token by.
  [[nodiscard]] Sha256 token_hash() const { return sha256(to_be_signed()); }

  /// The algorithm is the key's, ES256; a header that names another, or none, is `unsupported`.
  [[nodiscard]] std::expected<void, Error> verify(const VerificationKey& key,
                                                  BytesView external_aad = {}) const;

 private:
  Sign1() = default;

  bool tagged_ = false;
  Bytes protected_octets_;
  cbor::Map protected_header_;
  cbor::Map unprotected_header_;
  Bytes payload_;
  Bytes signature_;
};

/// What is going to be signed. Its octets can be recorded first, and read back and signed again:
/// the signature will differ, what is signed and the token's hash will not.
class ToBeSigned {
 public:
  /// The protected header gets `alg`, `kid` (the key's short one) and the members of `more`.
  [[nodiscard]] static ToBeSigned make(const VerificationKey& key, cbor::Map more,
                                       BytesView payload);
  /// From what `octets` gave. Anything that `make` cannot have made is `malformed`.
  [[nodiscard]] static std::expected<ToBeSigned, Error> from_record(BytesView octets);

  [[nodiscard]] const Bytes& octets() const { return octets_; }
  [[nodiscard]] BytesView payload() const { return payload_; }
  [[nodiscard]] Sha256 token_hash() const { return sha256(octets_); }
  /// Tag 18, empty unprotected header, deterministic CBOR. The signer's key has to be the one that
  /// the header names; another is a programming error (`std::logic_error`).
  [[nodiscard]] Bytes sign(const Signer& signer) const;

 private:
  ToBeSigned(Bytes protected_octets, Bytes payload, ShortKid kid);

  Bytes protected_octets_;
  Bytes payload_;
  ShortKid kid_;
  Bytes octets_;
};

/// How long `ToBeSigned::make(…, more, payload).sign(…)` will be, whatever the key.
[[nodiscard]] std::size_t signed_size(const cbor::Map& more, BytesView payload);

}  // namespace servicecard::cose
