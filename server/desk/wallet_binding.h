#pragma once

#include <expected>
#include <string>

#include "cardlib/codec/json.h"
#include "cardlib/identity/card_number.h"
#include "server/access/actor.h"
#include "server/access/timed_nonce.h"
#include "server/desk/card_error.h"
#include "server/desk/desk.h"

/// Binding a card's wallet token to a key in its holder's phone (docs/wallet-token.md).
namespace servicecard::desk {

/// What the holder's key has to sign.
struct WalletChallenge {
  std::string nonce;
  std::string audience;  ///< the issuer
  Time expires;
};

[[nodiscard]] std::expected<WalletChallenge, CardError> challenge_wallet(
    const Desk& desk, const access::TimedNonces& nonces, Time now, const CardNumber& number);

/// Issues the wallet token anew, bound to the key that signed the proof (`jwk` names the same one);
/// the token before it is void from then on. Gives the new token's text.
[[nodiscard]] std::expected<std::string, CardError> bind_wallet(
    const Desk& desk, const access::TimedNonces& nonces, const access::Act& act,
    const CardNumber& number, const json::object& jwk, const std::string& proof);

}  // namespace servicecard::desk
