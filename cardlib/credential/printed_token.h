#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <set>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"
#include "cardlib/credential/claims.h"
#include "cardlib/credential/cose_sign1.h"
#include "cardlib/credential/sector.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/crypto/signer.h"
#include "cardlib/crypto/verification_key.h"

/// The printed credential of a card: a CWT in a COSE_Sign1, in deterministic CBOR throughout. The
/// profile admits exactly one encoding of what it says; the general layers are `cwt.h` and
/// `cose_sign1.h`, its text is in `sc1_text.h`.
namespace servicecard {

/// The longest printed token, signature included: QR version 17, 46 mm at 0.5 mm a module.
inline constexpr std::size_t max_printed_token_size = 456;

/// What a printed token says. The issuer is the owner of the key in the trust list.
struct PrintedClaims {
  CardNumber card_number;
  PersonName holder_name;
  std::string enterprise_name;
  Category category = Category::principal;
  std::set<Sector> sectors;  ///< those in which the card has services
  Time issued_at;
  Time not_before;
  Time expires;
  StatusReference status;

  bool operator==(const PrintedClaims&) const = default;
};

enum class PrintedTokenError {
  too_long,        ///< more than `max_printed_token_size` octets
  malformed,       ///< not deterministic CBOR, or not the shape of a COSE_Sign1
  wrong_tag,       ///< no tag, or another than 18 (61 included)
  bad_header,      ///< not exactly `alg` and an 8-octet `kid`, both protected
  unknown_claim,   ///< a claim too many, in the token or in its card
  bad_claim,       ///< a claim is absent, of another type, or out of range
  unknown_sector,  ///< a sector bit that has no sector
  bad_signature,   ///< everything is in place, and it does not verify
};

/// A token that was read and not verified. It says who may have signed it, and nothing of what it
/// claims before a key has verified it.
class PrintedToken {
 public:
  [[nodiscard]] static std::expected<PrintedToken, PrintedTokenError> parse(BytesView token);

  /// A hint for finding the key.
  [[nodiscard]] const ShortKid& kid() const { return kid_; }
  /// SHA-256 of what was signed; what records and caches know the token by.
  [[nodiscard]] Sha256 token_hash() const { return token_.token_hash(); }
  /// A cache that knows the hash has to compare this, too.
  [[nodiscard]] BytesView signature() const { return token_.signature(); }

  /// The claims, for the key that signed them. Whether key, time and status are good is left to
  /// the verifier.
  [[nodiscard]] std::expected<PrintedClaims, PrintedTokenError> verify(
      const VerificationKey& key) const;

 private:
  PrintedToken(cose::Sign1 token, const ShortKid& kid, PrintedClaims claims);

  cose::Sign1 token_;
  ShortKid kid_;
  PrintedClaims claims_;
};

/// A token that would not fit into the largest QR code that a card has room for: in practice, its
/// enterprise's name is too long.
struct PrintedTokenTooLong {
  std::size_t size = 0;
  std::size_t limit = max_printed_token_size;

  bool operator==(const PrintedTokenTooLong&) const = default;
};

/// A token before it is signed. Record `to_be_signed` first; should the signature be lost before it
/// is recorded, too, `from_record` lets the same token be signed again.
class UnsignedPrintedToken {
 public:
  /// `key` is the one that will sign. Claims that this profile would not read back (an empty name
  /// of an enterprise, an end before the start) are a programming error (`std::logic_error`).
  [[nodiscard]] static std::expected<UnsignedPrintedToken, PrintedTokenTooLong> make(
      const CardClaims& claims, const VerificationKey& key);

  [[nodiscard]] static std::expected<UnsignedPrintedToken, PrintedTokenError> from_record(
      BytesView to_be_signed);

  [[nodiscard]] const Bytes& to_be_signed() const { return token_.octets(); }
  /// The hash of the token, the same after signing.
  [[nodiscard]] Sha256 token_hash() const { return token_.token_hash(); }

  /// The finished token. A signer of another key is a programming error (`std::logic_error`).
  [[nodiscard]] Bytes sign(const Signer& signer) const { return token_.sign(signer); }

 private:
  explicit UnsignedPrintedToken(cose::ToBeSigned token) : token_(std::move(token)) {}

  cose::ToBeSigned token_;
};

/// How many octets the signed token of these claims has.
[[nodiscard]] std::size_t printed_token_size(const CardClaims& claims);

/// How many octets it may at most have once its number and index are drawn (numbers with seven
/// digits, a list below 1,000,000, an index below 2^32): to be asked before an application is made.
[[nodiscard]] std::size_t longest_printed_token_size(std::string_view issuer,
                                                     const PersonName& holder_name,
                                                     std::string_view enterprise_name);

}  // namespace servicecard
