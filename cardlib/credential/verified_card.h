#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "cardlib/credential/claims.h"
#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/sector.h"
#include "cardlib/credential/wallet_claims.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard {

enum class TokenKind : std::uint8_t { wallet, printed };

/// `"wallet"`, `"printed"`.
[[nodiscard]] std::string_view to_string(TokenKind kind);

/// What the issuer says of a card, with a token that was found authentic: signed by a key that the
/// trust list offers, for this issuer, and presented by its holder where it is bound to one.
/// Whether the card counts now is the verdict of the verification. Only the verifier makes these.
class VerifiedCard {
 public:
  [[nodiscard]] TokenKind kind() const;
  /// SHA-256 of what the issuer signed.
  [[nodiscard]] const Sha256& token_hash() const { return token_hash_; }
  [[nodiscard]] const StatusReference& status() const;
  [[nodiscard]] Time issued_at() const;
  [[nodiscard]] Time not_before() const;
  [[nodiscard]] Time expires() const;
  /// Whether the holder's key was shown to be at hand. A print never has one.
  [[nodiscard]] bool holder_bound() const;

  // Null, or nothing, where a wallet does not disclose it or a print does not hold it.
  [[nodiscard]] const CardNumber* card_number() const;
  [[nodiscard]] const PersonName* holder_name() const;
  [[nodiscard]] const std::string* enterprise_name() const;
  [[nodiscard]] std::optional<Category> category() const;

  /// Whether the token shows services in that sector.
  [[nodiscard]] bool shows(Sector sector) const;

  // All that the token says; null for the other kind.
  [[nodiscard]] const WalletClaims* wallet() const { return std::get_if<WalletClaims>(&claims_); }
  [[nodiscard]] const PrintedClaims* printed() const {
    return std::get_if<PrintedClaims>(&claims_);
  }

 private:
  friend class Verifier;
  using Claims = std::variant<WalletClaims, PrintedClaims>;
  VerifiedCard(Claims claims, const Sha256& token_hash)
      : claims_(std::move(claims)), token_hash_(token_hash) {}
  [[nodiscard]] static std::shared_ptr<const VerifiedCard> make(Claims claims,
                                                                const Sha256& token_hash) {
    return std::make_shared<const VerifiedCard>(VerifiedCard(std::move(claims), token_hash));
  }

  Claims claims_;
  Sha256 token_hash_;
};

}  // namespace servicecard
