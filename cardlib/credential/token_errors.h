#pragma once

#include <optional>

#include "cardlib/credential/key_binding.h"
#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/refusal.h"
#include "cardlib/credential/sc1_text.h"
#include "cardlib/credential/status_source.h"
#include "cardlib/credential/wallet_claims.h"

/// What the formats call an error, as the verifier's refusal.
namespace servicecard {

[[nodiscard]] Refusal refusal_of(WalletTokenError error);
[[nodiscard]] Refusal refusal_of(PrintedTokenError error);
[[nodiscard]] Refusal refusal_of(sc1::Error error);
[[nodiscard]] Refusal refusal_of(KeyBindingError error);

/// Nothing for an active card.
[[nodiscard]] std::optional<Refusal> refusal_of(CardStatus status);

}  // namespace servicecard
