#pragma once

#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/credential/trust_list.h"
#include "keys/ring_index.h"

/// JWK Sets (RFC 7517 §5) of public keys, for publication and for export.
namespace servicecard::keys {

/// Keys that verify cards, and no others: active and retired ones of purpose `card`. The `jwks` of
/// `/.well-known/jwt-vc-issuer`.
[[nodiscard]] json::object card_jwk_set(const TrustList& list);

/// Keys that verify what is no card: active and retired ones of the other purposes.
/// `/.well-known/jwks.json`. A card signed by one of these is a forgery, so they stand apart.
[[nodiscard]] json::object service_jwk_set(const TrustList& list);

/// Every public key with its `purpose` and, but for the root, its `state` as the ring has it. For
/// people and audits; nothing is to be verified by picking keys from it.
[[nodiscard]] json::object every_jwk_set(const std::vector<KeyRecord>& records,
                                         const VerificationKey& root);

}  // namespace servicecard::keys
