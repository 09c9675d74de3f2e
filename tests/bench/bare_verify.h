#pragma once

#include <memory>

#include <openssl/evp.h>

#include "cardlib/codec/bytes.h"
#include "cardlib/crypto/verification_key.h"

namespace servicecard::test {

/// What everything else is measured against: OpenSSL alone verifies ES256 over those octets, its
/// key parsed and its digest fetched beforehand.
class BareVerify {
 public:
  BareVerify(const VerificationKey& key, BytesView message, BytesView signature);

  [[nodiscard]] bool operator()() const;

 private:
  std::shared_ptr<EVP_PKEY> key_;
  std::shared_ptr<EVP_MD> digest_;
  Bytes message_;
  Bytes der_;
};

}  // namespace servicecard::test
