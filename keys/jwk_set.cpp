#include "keys/jwk_set.h"

#include <utility>

namespace servicecard::keys {
namespace {

template <class Wanted>
json::object jwk_set(const TrustList& list, Wanted wanted) {
  json::array keys;
  for (const TrustedKey& listed : list.keys()) {
    if (!refusal_by_state(listed) && wanted(listed.purpose)) keys.push_back(listed.key.to_jwk());
  }
  return {{"keys", std::move(keys)}};
}

}  // namespace

json::object card_jwk_set(const TrustList& list) {
  return jwk_set(list, [](KeyPurpose purpose) { return purpose == KeyPurpose::card; });
}

json::object service_jwk_set(const TrustList& list) {
  return jwk_set(list, [](KeyPurpose purpose) {
    return purpose != KeyPurpose::card && purpose != KeyPurpose::root;
  });
}

json::object every_jwk_set(const std::vector<KeyRecord>& records, const VerificationKey& root) {
  json::object root_jwk = root.to_jwk();
  root_jwk["purpose"] = to_string(KeyPurpose::root);
  json::array keys;
  keys.push_back(std::move(root_jwk));
  for (const KeyRecord& record : records) {
    json::object jwk = record.key.key.to_jwk();
    jwk["purpose"] = to_string(record.key.purpose);
    jwk["state"] = to_string(record.key.state);
    keys.push_back(std::move(jwk));
  }
  return {{"keys", std::move(keys)}};
}

}  // namespace servicecard::keys
