#include "tests/support/test_trust.h"

#include <algorithm>
#include <chrono>

namespace servicecard::test {

Issuer TestTrust::issuer() { return Issuer::parse(issuer_text).value(); }

const TestSigner& TestTrust::signer(KeyPurpose purpose) const {
  return signers_.at(static_cast<std::size_t>(purpose));
}

TrustListContent TestTrust::content() const {
  TrustListContent content{.issuer = issuer(),
                           .sequence = 1,
                           .issued_at = issued_at_,
                           .expires = issued_at_ + std::chrono::days(365),
                           .keys = {},
                           .next_root = {}};
  for (const KeyPurpose purpose : all_key_purposes) {
    if (purpose == KeyPurpose::root) continue;
    content.keys.push_back({.key = signer(purpose).public_key(),
                            .purpose = purpose,
                            .state = KeyState::active,
                            .created = issued_at_ - std::chrono::days(1),
                            .since = issued_at_,
                            .expires = issued_at_ + std::chrono::days(3 * 365)});
  }
  return content;
}

TrustList TestTrust::list_of(const TrustListContent& content) const {
  return TrustList::read(TrustList::sign(content, root()).value(), root().public_key()).value();
}

TrustedKey& entry_for(TrustListContent& content, KeyPurpose purpose) {
  return *std::ranges::find(content.keys, purpose, &TrustedKey::purpose);
}

}  // namespace servicecard::test
