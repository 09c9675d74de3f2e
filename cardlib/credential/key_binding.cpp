#include "cardlib/credential/key_binding.h"

#include <cstdint>
#include <optional>

#include "cardlib/codec/json.h"
#include "cardlib/credential/jws.h"

namespace servicecard {
namespace {

constexpr std::string_view key_binding_type = "kb+jwt";
constexpr std::string_view proof_type = "openid4vci-proof+jwt";

std::int64_t seconds(Time time) { return time.time_since_epoch().count(); }

/// How the claims that answer a challenge can be wrong; both kinds of JWT have them.
enum class Answer { good, bad_claim, wrong_audience, wrong_nonce, wrong_time };

/// An `exp` or `nbf` of a holder's own is honoured (RFC 7519 §4.1). Nothing where one is no
/// integer.
std::optional<bool> is_within_own_times(const json::object& claims, std::int64_t now) {
  const auto expires = json::int_member(claims, "exp");
  const auto not_before = json::int_member(claims, "nbf");
  if (claims.contains("exp") != expires.has_value()) return std::nullopt;
  if (claims.contains("nbf") != not_before.has_value()) return std::nullopt;
  return (!expires || now < *expires) && (!not_before || now >= *not_before);
}

Answer check(const json::object& claims, const HolderChallenge& challenge) {
  const auto audience = json::text_member(claims, "aud");
  const auto nonce = json::text_member(claims, "nonce");
  const auto issued_at = json::int_member(claims, "iat");
  const std::int64_t now = seconds(challenge.now);
  const auto timely = is_within_own_times(claims, now);
  if (!audience || !nonce || !issued_at || !timely) return Answer::bad_claim;
  if (*audience != challenge.audience) return Answer::wrong_audience;
  if (*nonce != challenge.nonce) return Answer::wrong_nonce;
  const std::int64_t window = key_binding_window.count();
  if (*issued_at < now - window || *issued_at > now + window || !*timely) return Answer::wrong_time;
  return Answer::good;
}

/// The same answer as an error of either kind of JWT; nothing where it is good.
template <class Error>
std::optional<Error> error_of(Answer answer) {
  switch (answer) {
    case Answer::good:
      return std::nullopt;
    case Answer::bad_claim:
      return Error::bad_claim;
    case Answer::wrong_audience:
      return Error::wrong_audience;
    case Answer::wrong_nonce:
      return Error::wrong_nonce;
    case Answer::wrong_time:
      return Error::wrong_time;
  }
  return std::nullopt;
}

json::object answer_to(const HolderChallenge& challenge) {
  return {{"iat", seconds(challenge.now)}, {"aud", challenge.audience}, {"nonce", challenge.nonce}};
}

}  // namespace

std::expected<void, KeyBindingError> verify_key_binding(const sd_jwt::Parsed& token,
                                                        const VerificationKey& holder,
                                                        const HolderChallenge& challenge) {
  if (!token.key_binding) return std::unexpected(KeyBindingError::missing);
  const ParsedJwt& binding = *token.key_binding;
  if (binding.typ != key_binding_type) return std::unexpected(KeyBindingError::wrong_type);
  if (!verify(binding, holder)) return std::unexpected(KeyBindingError::bad_signature);
  const auto hash = json::text_member(binding.claims, "sd_hash");
  if (!hash) return std::unexpected(KeyBindingError::bad_claim);
  if (*hash != sd_jwt::sd_hash(token.presented))
    return std::unexpected(KeyBindingError::wrong_hash);
  const auto error = error_of<KeyBindingError>(check(binding.claims, challenge));
  if (error) return std::unexpected(*error);
  return {};
}

std::string bind_presentation(std::string_view presented, const HolderChallenge& challenge,
                              const Signer& holder) {
  json::object claims = answer_to(challenge);
  claims["sd_hash"] = sd_jwt::sd_hash(presented);
  return std::string(presented) + sign_jwt(key_binding_type, claims, holder, KeyHint::none);
}

std::expected<VerificationKey, HolderProofError> verify_holder_proof(
    std::string_view proof, const HolderChallenge& challenge) {
  const auto jwt = parse_jwt(proof, max_token_size, EmbeddedJwk::proof_of_possession);
  if (!jwt) return std::unexpected(HolderProofError::bad_jwt);
  if (jwt->typ != proof_type) return std::unexpected(HolderProofError::wrong_type);
  const json::object* const jwk = json::object_member(jwt->header, "jwk");
  if (jwk == nullptr || jwt->kid) return std::unexpected(HolderProofError::bad_key);
  const auto key = VerificationKey::from_jwk(*jwk);
  if (!key) return std::unexpected(HolderProofError::bad_key);
  if (!verify(*jwt, *key)) return std::unexpected(HolderProofError::bad_signature);
  const auto error = error_of<HolderProofError>(check(jwt->claims, challenge));
  if (error) return std::unexpected(*error);
  return *key;
}

std::string make_holder_proof(const HolderChallenge& challenge, const Signer& holder) {
  return sign_jwt(proof_type, answer_to(challenge), holder, KeyHint::jwk);
}

}  // namespace servicecard
