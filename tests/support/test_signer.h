#pragma once

#include <memory>

#include "cardlib/codec/json.h"
#include "cardlib/crypto/signer.h"

namespace servicecard::test {

/// Signs ES256 with a key that only this process knows.
class TestSigner final : public Signer {
 public:
  /// A fresh key.
  TestSigner();
  /// The key of a private JWK (`x`, `y`, `d`). Throws where it is none.
  explicit TestSigner(const json::object& private_jwk);
  ~TestSigner() override;

  [[nodiscard]] const VerificationKey& public_key() const override;
  [[nodiscard]] Signature sign(BytesView message) const override;

  /// The key with its private member, for libraries that want one.
  [[nodiscard]] json::object private_jwk() const;

 private:
  struct Held;
  std::unique_ptr<const Held> held_;
};

}  // namespace servicecard::test
