#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cardlib/credential/claims.h"
#include "cardlib/credential/key_binding.h"
#include "cardlib/credential/sd_jwt.h"
#include "cardlib/credential/wallet_claims.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/crypto/random_source.h"
#include "cardlib/crypto/signer.h"
#include "cardlib/crypto/verification_key.h"

/// The wallet credential of a card: an SD-JWT VC (draft-ietf-oauth-sd-jwt-vc) with a disclosure for
/// every claim about the card. The profile is stricter than the general layers, `jws.h`, `sd_jwt.h`
/// and `key_binding.h`.
namespace servicecard {

inline constexpr std::string_view wallet_token_type = "dc+sd-jwt";

/// A presentation that was read and not verified. It says who may have signed it, and nothing of
/// what it claims before a key has verified it.
class WalletToken {
 public:
  [[nodiscard]] static std::expected<WalletToken, WalletTokenError> parse(std::string_view text);

  /// A hint for finding the key: the full thumbprint.
  [[nodiscard]] const std::string& kid() const { return *token_.jwt.kid; }
  /// SHA-256 of what the issuer signed: the same for every presentation of one token.
  [[nodiscard]] const Sha256& token_hash() const { return token_hash_; }
  /// The issuer's. A cache that knows the hash has to compare this, too.
  [[nodiscard]] BytesView signature() const { return token_.jwt.signature; }

  /// The claims, for the key that signed them. Whether key, time and status are good is left to
  /// the verifier; so is the key binding, which it must demand where `holder_key` is there.
  [[nodiscard]] std::expected<WalletClaims, WalletTokenError> verify(
      const VerificationKey& key) const;

  /// Checks the key binding with the key in `cnf`. For a token without `cnf`: `missing`.
  [[nodiscard]] std::expected<void, KeyBindingError> verify_key_binding(
      const HolderChallenge& challenge) const;
  /// The nonce that the presentation answers to, verified or not: to find the request it is for.
  [[nodiscard]] std::optional<std::string_view> presented_nonce() const;

  /// The parts, for whoever makes another presentation of them.
  [[nodiscard]] const sd_jwt::Parsed& parts() const { return token_; }

 private:
  WalletToken(sd_jwt::Parsed token, WalletClaims claims)
      : token_(std::move(token)),
        token_hash_(servicecard::token_hash(token_.jwt)),
        claims_(std::move(claims)) {}

  sd_jwt::Parsed token_;
  Sha256 token_hash_;
  WalletClaims claims_;
};

/// A token before it is signed, its salts drawn. Record it first; should the signature be lost
/// before it is recorded, too, `from_record` lets the same token be signed again.
class UnsignedWalletToken {
 public:
  /// `key` is the one that will sign; with `holder` the token is bound to that key. Claims that
  /// this profile would not read back are a programming error (`std::logic_error`).
  [[nodiscard]] static UnsignedWalletToken make(const CardClaims& claims,
                                                const VerificationKey& key,
                                                const std::optional<VerificationKey>& holder,
                                                RandomSource& random);

  /// From what `record` gave.
  [[nodiscard]] static std::expected<UnsignedWalletToken, WalletTokenError> from_record(
      std::string_view record);

  /// Header, payload and disclosures in one text: the token without its signature.
  [[nodiscard]] const std::string& record() const { return record_; }
  /// The hash of the token, the same after signing.
  [[nodiscard]] Sha256 token_hash() const;

  /// The finished token with all its disclosures. A signer of another key is a programming error
  /// (`std::logic_error`).
  [[nodiscard]] std::string sign(const Signer& signer) const;

 private:
  UnsignedWalletToken(std::string record, std::string kid)
      : record_(std::move(record)), kid_(std::move(kid)) {}

  std::string record_;
  std::string kid_;
};

}  // namespace servicecard
