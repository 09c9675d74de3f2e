#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cardlib/codec/cbor.h"
#include "cardlib/codec/json.h"
#include "cardlib/credential/claims.h"
#include "cardlib/credential/wallet_token.h"
#include "cardlib/crypto/signer.h"
#include "cardlib/crypto/verification_key.h"

/// Tokens with good signatures, as honest as the test makes them.
namespace servicecard::test {

/// A wallet token with all its disclosures, as it is issued.
[[nodiscard]] std::string wallet_token(const CardClaims& claims, const Signer& signer,
                                       const std::optional<VerificationKey>& holder = {});

/// The text of a printed token, as it is issued.
[[nodiscard]] std::string printed_token(const CardClaims& claims, const Signer& signer);

/// The claims of a wallet token that are always visible.
[[nodiscard]] json::object visible_claims(const CardClaims& claims);

/// A wallet token of any payload, without disclosures.
[[nodiscard]] std::string forge_wallet(const json::object& payload, const Signer& signer,
                                       std::string_view type = wallet_token_type);

/// The claims of a printed token.
[[nodiscard]] cbor::Map printed_payload(const CardClaims& claims, const Signer& signer);

/// The text of a printed token of any payload, with more members in its protected header.
[[nodiscard]] std::string forge_printed(const cbor::Map& payload, const Signer& signer,
                                        const cbor::Map& header = {});

/// The value under a key, to be changed. Throws where there is none.
[[nodiscard]] cbor::Value& member(cbor::Map& map, const cbor::Value& key);

}  // namespace servicecard::test
