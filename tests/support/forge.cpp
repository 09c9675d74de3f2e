#include "tests/support/forge.h"

#include <algorithm>
#include <stdexcept>

#include "cardlib/credential/cose_sign1.h"
#include "cardlib/credential/jws.h"
#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/sc1_text.h"
#include "tests/support/fixed_random.h"

namespace servicecard::test {

std::string wallet_token(const CardClaims& claims, const Signer& signer,
                         const std::optional<VerificationKey>& holder) {
  FixedRandom random(1);
  return UnsignedWalletToken::make(claims, signer.public_key(), holder, random).sign(signer);
}

std::string printed_token(const CardClaims& claims, const Signer& signer) {
  return sc1::encode(UnsignedPrintedToken::make(claims, signer.public_key()).value().sign(signer));
}

json::object visible_claims(const CardClaims& claims) {
  json::object payload = wallet_payload(claims, {});
  for (const char* name : disclosable_claims) payload.erase(name);
  payload["services"] = json::object();
  payload["_sd_alg"] = "sha-256";
  return payload;
}

std::string forge_wallet(const json::object& payload, const Signer& signer, std::string_view type) {
  return sign_jwt(type, payload, signer) + "~";
}

cbor::Map printed_payload(const CardClaims& claims, const Signer& signer) {
  const auto token = UnsignedPrintedToken::make(claims, signer.public_key()).value();
  const auto record = cose::ToBeSigned::from_record(token.to_be_signed()).value();
  return *cbor::decode(record.payload(), cbor::Strictness::deterministic).value().as_map();
}

std::string forge_printed(const cbor::Map& payload, const Signer& signer, const cbor::Map& header) {
  const Bytes octets = cbor::encode(payload);
  return sc1::encode(cose::ToBeSigned::make(signer.public_key(), header, octets).sign(signer));
}

cbor::Value& member(cbor::Map& map, const cbor::Value& key) {
  const auto found = std::ranges::find(map, key, &cbor::Map::value_type::first);
  if (found == map.end()) throw std::logic_error("no such key");
  return found->second;
}

}  // namespace servicecard::test
