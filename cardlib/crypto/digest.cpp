#include "cardlib/crypto/digest.h"

#include <array>
#include <memory>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

namespace servicecard {
namespace {

// Fetched once: looking the digest up costs more than hashing a short text.
const EVP_MD* fetched_sha256() {
  static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> digest(
      EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free);
  if (!digest) throw std::runtime_error("OpenSSL offers no SHA-256");
  return digest.get();
}

// One a thread: making one costs as much as hashing a short text.
EVP_MD_CTX* digest_context() {
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
      EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return context.get();
}

}  // namespace

Sha256 sha256(std::initializer_list<BytesView> parts) {
  EVP_MD_CTX* const context = digest_context();
  Sha256 digest{};
  bool good = context != nullptr && EVP_DigestInit_ex(context, fetched_sha256(), nullptr) == 1;
  for (const BytesView part : parts) {
    good = good && EVP_DigestUpdate(context, part.data(), part.size()) == 1;
  }
  good = good && EVP_DigestFinal_ex(context, digest.data(), nullptr) == 1;
  if (!good) throw std::runtime_error("SHA-256 failed");
  return digest;
}

Sha256 sha256(BytesView bytes) { return sha256({bytes}); }

Sha256 sha256(std::string_view text) { return sha256({as_bytes(text)}); }

Sha256 hmac_sha256(BytesView key, BytesView message) {
  Sha256 mac{};
  unsigned int size = 0;
  const unsigned char* const done = HMAC(fetched_sha256(), key.data(), static_cast<int>(key.size()),
                                         message.data(), message.size(), mac.data(), &size);
  if (done == nullptr || size != mac.size()) throw std::runtime_error("HMAC-SHA-256 failed");
  return mac;
}

bool constant_time_equal(BytesView a, BytesView b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace servicecard
