#pragma once

#include <array>
#include <string>

#include "cardlib/credential/key_purpose.h"
#include "cardlib/credential/trust_list.h"
#include "cardlib/identity/civil_date.h"
#include "tests/support/test_signer.h"

namespace servicecard::test {

/// An issuer with one active key a purpose, and its root.
class TestTrust {
 public:
  static constexpr std::string_view issuer_text = "https://card.yichuan.example";

  /// Lists are issued at that moment and count for a year, keys for three.
  explicit TestTrust(Time issued_at) : issued_at_(issued_at) {}

  [[nodiscard]] static Issuer issuer();
  [[nodiscard]] const TestSigner& root() const { return signer(KeyPurpose::root); }
  [[nodiscard]] const TestSigner& signer(KeyPurpose purpose) const;

  /// A list of every key but the root's.
  [[nodiscard]] TrustListContent content() const;
  /// That list, signed and read back.
  [[nodiscard]] TrustList list() const { return list_of(content()); }
  /// Any list, signed by the root and read back.
  [[nodiscard]] TrustList list_of(const TrustListContent& content) const;

 private:
  Time issued_at_;
  std::array<TestSigner, all_key_purposes.size()> signers_;
};

/// The entry for a purpose's key.
[[nodiscard]] TrustedKey& entry_for(TrustListContent& content, KeyPurpose purpose);

}  // namespace servicecard::test
