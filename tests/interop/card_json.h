#pragma once

#include "cardlib/codec/json.h"
#include "cardlib/credential/claims.h"
#include "cardlib/credential/cwt.h"
#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/status_list_token.h"
#include "cardlib/credential/wallet_claims.h"

/// What the programs of this folder write of claims, one shape for what went in and what came out.
namespace servicecard::test {

[[nodiscard]] json::object claims_json(const CardClaims& claims);
[[nodiscard]] json::object claims_json(const WalletClaims& claims);
[[nodiscard]] json::object claims_json(const PrintedClaims& claims);
/// The registered claims, with the names that RFC 8392 gives them.
[[nodiscard]] json::object claims_json(const cwt::Claims& claims);
[[nodiscard]] json::object claims_json(const StatusListClaims& claims);

}  // namespace servicecard::test
