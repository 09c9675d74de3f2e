#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <string_view>

#include "cardlib/credential/sd_jwt.h"
#include "cardlib/crypto/signer.h"
#include "cardlib/crypto/verification_key.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard {

/// How far the clock of a holder's phone may be from ours, either way.
inline constexpr std::chrono::seconds key_binding_window{300};

/// What a JWT made with the holder's key has to say to count here and now.
struct HolderChallenge {
  std::string_view audience;  ///< whom it was made for
  std::string_view nonce;     ///< what we gave out; that it counts once is for the caller to see to
  Time now;
};

enum class KeyBindingError {
  missing,         ///< no key binding is presented
  wrong_type,      ///< `typ` other than `kb+jwt`
  bad_signature,   ///< not made with the holder's key
  bad_claim,       ///< `aud`, `nonce`, `iat` or `sd_hash` is absent or of another type
  wrong_hash,      ///< made for another selection of disclosures, or another token
  wrong_audience,  ///< made for somebody else
  wrong_nonce,     ///< made for another request
  wrong_time,      ///< `iat` outside the window, or not within its own `nbf` and `exp`
};

/// Checks the key binding of a presentation against the key in the credential's `cnf` (RFC 9901
/// §7.3). Whether one is required is never decided by its being there: a credential with `cnf`
/// requires it.
[[nodiscard]] std::expected<void, KeyBindingError> verify_key_binding(
    const sd_jwt::Parsed& token, const VerificationKey& holder, const HolderChallenge& challenge);

/// Adds a key binding to a presentation that ends in `~`: what a wallet does.
[[nodiscard]] std::string bind_presentation(std::string_view presented,
                                            const HolderChallenge& challenge, const Signer& holder);

enum class HolderProofError {
  bad_jwt,         ///< not a JWT that could be verified (`JwsError`)
  wrong_type,      ///< `typ` other than `openid4vci-proof+jwt`
  bad_key,         ///< `jwk` is absent or no public P-256 key, or `kid` stands beside it
  bad_signature,   ///< not made with the key in `jwk`
  bad_claim,       ///< `aud`, `nonce` or `iat` is absent or of another type
  wrong_audience,  ///< made for another issuer
  wrong_nonce,     ///< made for another request
  wrong_time,      ///< `iat` outside the window, or not within its own `nbf` and `exp`
};

/// Checks a proof of possession of the key that a wallet token is to be bound to, in the shape of
/// OpenID4VCI's `jwt` proof (appendix F.1), and returns that key. The audience is the issuer.
[[nodiscard]] std::expected<VerificationKey, HolderProofError> verify_holder_proof(
    std::string_view proof, const HolderChallenge& challenge);

/// What a wallet sends to have a token bound to its key.
[[nodiscard]] std::string make_holder_proof(const HolderChallenge& challenge, const Signer& holder);

}  // namespace servicecard
