#include "cardlib/credential/wallet_token.h"

#include <stdexcept>
#include <vector>

#include "cardlib/codec/json.h"

namespace servicecard {
namespace {

using Error = WalletTokenError;

/// Where the JWT ends and the disclosures begin.
std::size_t jwt_end(std::string_view text) { return text.find('~'); }

/// What was recorded, with room for the signature left empty: a token in everything but that.
std::string without_signature(std::string_view record) {
  std::string text(record);
  const std::size_t end = jwt_end(text);
  if (end != std::string::npos) text.insert(end, 1, '.');
  return text;
}

/// Conceals whatever is not to be seen without its holder's will, in the order in which it stands.
std::vector<std::string> conceal_all(json::object& payload, RandomSource& random) {
  std::vector<std::string> disclosures;
  disclosures.reserve(disclosable_claims.size() + all_sectors.size());
  for (const char* name : disclosable_claims) {
    disclosures.push_back(sd_jwt::conceal(payload, name, random));
  }
  json::object& services = payload.at("services").as_object();
  for (const Sector sector : all_sectors) {
    if (!services.contains(to_string(sector))) continue;
    disclosures.push_back(sd_jwt::conceal(services, to_string(sector), random));
  }
  payload["_sd_alg"] = "sha-256";
  return disclosures;
}

}  // namespace

std::expected<WalletToken, WalletTokenError> WalletToken::parse(std::string_view text) {
  auto token = sd_jwt::parse(text);
  if (!token) return std::unexpected(Error::bad_sd_jwt);
  if (!token->jwt.kid) return std::unexpected(Error::no_kid);
  if (token->jwt.typ != wallet_token_type) return std::unexpected(Error::wrong_type);
  auto claims = read_wallet_claims(*token);
  if (!claims) return std::unexpected(claims.error());
  if (token->key_binding && !claims->holder_key) {
    return std::unexpected(Error::unexpected_key_binding);
  }
  return WalletToken(*std::move(token), *std::move(claims));
}

std::expected<WalletClaims, WalletTokenError> WalletToken::verify(
    const VerificationKey& key) const {
  if (!key.verify_digest(token_hash_, token_.jwt.signature)) {
    return std::unexpected(Error::bad_signature);
  }
  return claims_;
}

std::expected<void, KeyBindingError> WalletToken::verify_key_binding(
    const HolderChallenge& challenge) const {
  if (!claims_.holder_key) return std::unexpected(KeyBindingError::missing);
  return servicecard::verify_key_binding(token_, *claims_.holder_key, challenge);
}

std::optional<std::string_view> WalletToken::presented_nonce() const {
  if (!token_.key_binding) return std::nullopt;
  return json::text_member(token_.key_binding->claims, "nonce");
}

UnsignedWalletToken UnsignedWalletToken::make(const CardClaims& claims, const VerificationKey& key,
                                              const std::optional<VerificationKey>& holder,
                                              RandomSource& random) {
  json::object payload = wallet_payload(claims, holder);
  const std::vector<std::string> disclosures = conceal_all(payload, random);
  const std::string input = signing_input(wallet_token_type, json::serialize(payload), key);
  auto made = from_record(sd_jwt::join(input, disclosures));
  if (!made) throw std::logic_error("wallet token: claims that the profile does not allow");
  return *std::move(made);
}

std::expected<UnsignedWalletToken, WalletTokenError> UnsignedWalletToken::from_record(
    std::string_view record) {
  const auto token = WalletToken::parse(without_signature(record));
  if (!token) return std::unexpected(token.error());
  if (token->parts().key_binding) return std::unexpected(Error::unexpected_key_binding);
  return UnsignedWalletToken(std::string(record), token->kid());
}

Sha256 UnsignedWalletToken::token_hash() const {
  return sha256(std::string_view(record_).substr(0, jwt_end(record_)));
}

std::string UnsignedWalletToken::sign(const Signer& signer) const {
  if (signer.public_key().kid() != kid_) {
    throw std::logic_error("wallet token: made for another key");
  }
  const std::size_t end = jwt_end(record_);
  return finish_jws(record_.substr(0, end), signer) + record_.substr(end);
}

}  // namespace servicecard
