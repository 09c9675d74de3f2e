#include "cardlib/crypto/secret_bytes.h"

#include <openssl/crypto.h>

#include "cardlib/crypto/digest.h"

namespace servicecard {
namespace {

void wipe(Bytes& bytes) { OPENSSL_cleanse(bytes.data(), bytes.size()); }

}  // namespace

SecretBytes SecretBytes::copy_of(BytesView bytes) {
  SecretBytes secret;
  secret.bytes_.assign(bytes.begin(), bytes.end());
  return secret;
}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this != &other) {
    wipe(bytes_);
    bytes_ = std::exchange(other.bytes_, {});
  }
  return *this;
}

SecretBytes::~SecretBytes() { wipe(bytes_); }

bool SecretBytes::operator==(const SecretBytes& other) const {
  return constant_time_equal(bytes_, other.bytes_);
}

}  // namespace servicecard
