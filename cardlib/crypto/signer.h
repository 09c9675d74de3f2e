#pragma once

#include "cardlib/codec/bytes.h"
#include "cardlib/crypto/verification_key.h"

namespace servicecard {

/// Something that holds a private key and signs with it: a key file today, an HSM tomorrow. The
/// caller chooses neither algorithm nor `kid`. Whether a key may sign (its purpose, state and end)
/// is decided by whoever hands out a signer: see `keys/key_ring.h`.
class Signer {
 public:
  Signer() = default;
  Signer(const Signer&) = delete;
  Signer& operator=(const Signer&) = delete;
  virtual ~Signer() = default;

  [[nodiscard]] virtual const VerificationKey& public_key() const = 0;

  /// ES256 over the message. Safe to call from several threads. Throws where the key's holder
  /// fails.
  [[nodiscard]] virtual Signature sign(BytesView message) const = 0;
};

}  // namespace servicecard
