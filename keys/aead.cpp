#include "keys/aead.h"

#include <array>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>

namespace servicecard::keys::aead {
namespace {

constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;
using Nonce = std::array<std::uint8_t, nonce_size>;
using Tag = std::array<std::uint8_t, tag_size>;

// Fetched once: looking the cipher up costs more than sealing a short text.
const EVP_CIPHER* cipher() {
  static const std::unique_ptr<EVP_CIPHER, decltype(&EVP_CIPHER_free)> fetched(
      EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr), EVP_CIPHER_free);
  if (!fetched) throw std::runtime_error("OpenSSL offers no AES-256-GCM");
  return fetched.get();
}

void require(bool good) {
  if (!good) throw std::runtime_error("AES-256-GCM failed");
}

Context context() {
  Context made(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  require(made != nullptr);
  return made;
}

int length(BytesView bytes) { return static_cast<int>(bytes.size()); }

}  // namespace

Bytes seal(BytesView key, BytesView plaintext, BytesView associated, RandomSource& random) {
  Nonce nonce{};
  random.fill(nonce);
  Bytes sealed(nonce.begin(), nonce.end());
  sealed.resize(plaintext.size() + overhead);
  std::uint8_t* const body = sealed.data() + nonce_size;
  const Context run = context();
  int count = 0;
  Tag tag{};
  require(EVP_EncryptInit_ex2(run.get(), cipher(), key.data(), nonce.data(), nullptr) == 1);
  require(EVP_EncryptUpdate(run.get(), nullptr, &count, associated.data(), length(associated)) ==
          1);
  require(EVP_EncryptUpdate(run.get(), body, &count, plaintext.data(), length(plaintext)) == 1);
  require(EVP_EncryptFinal_ex(run.get(), body + plaintext.size(), &count) == 1);
  require(EVP_CIPHER_CTX_ctrl(run.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, tag.data()) == 1);
  std::ranges::copy(tag, body + plaintext.size());
  return sealed;
}

std::optional<SecretBytes> open(BytesView key, BytesView sealed, BytesView associated) {
  if (sealed.size() < overhead) return std::nullopt;
  const BytesView body = sealed.subspan(nonce_size, sealed.size() - overhead);
  Tag tag{};
  std::ranges::copy(sealed.last(tag_size), tag.begin());
  SecretBytes plaintext(body.size());
  const Context run = context();
  int count = 0;
  std::array<unsigned char, 16> rest{};  // GCM leaves nothing to it
  require(EVP_DecryptInit_ex2(run.get(), cipher(), key.data(), sealed.data(), nullptr) == 1);
  require(EVP_DecryptUpdate(run.get(), nullptr, &count, associated.data(), length(associated)) ==
          1);
  require(EVP_DecryptUpdate(run.get(), plaintext.writable().data(), &count, body.data(),
                            length(body)) == 1);
  require(EVP_CIPHER_CTX_ctrl(run.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()) == 1);
  if (EVP_DecryptFinal_ex(run.get(), rest.data(), &count) != 1) return std::nullopt;
  return plaintext;
}

}  // namespace servicecard::keys::aead
