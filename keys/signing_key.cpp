#include "keys/signing_key.h"

#include <array>
#include <stdexcept>
#include <utility>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

#include "cardlib/crypto/digest.h"
#include "keys/key_file.h"
#include "keys/private_file.h"

namespace servicecard::keys {
namespace {

struct FreeContext {
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_PKEY_CTX, FreeContext>;
using BigNumber = std::unique_ptr<BIGNUM, decltype(&BN_free)>;

constexpr std::size_t max_der_signature = 72;

void require(bool good, const char* what) {
  if (!good) throw std::runtime_error(what);
}

std::array<std::uint8_t, 32> coordinate(const EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  require(EVP_PKEY_get_bn_param(key, name, &number) == 1, "a private key without its public half");
  const BigNumber owned(number, BN_free);
  std::array<std::uint8_t, 32> octets{};
  require(BN_bn2binpad(number, octets.data(), octets.size()) == octets.size(),
          "a coordinate of more than 32 octets");
  return octets;
}

VerificationKey public_half(const EVP_PKEY* key) {
  auto half = VerificationKey::from_coordinates(coordinate(key, OSSL_PKEY_PARAM_EC_PUB_X),
                                                coordinate(key, OSSL_PKEY_PARAM_EC_PUB_Y));
  require(half.has_value(), "a private key whose public half is not on P-256");
  return std::move(*half);
}

Context signing_context(EVP_PKEY* key) {
  Context context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  require(context && EVP_PKEY_sign_init(context.get()) == 1, "OpenSSL cannot sign with P-256");
  return context;
}

// From the DER that OpenSSL gives to r and s of fixed length.
Signature fixed_length(const unsigned char* der, std::size_t size) {
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> parsed(
      d2i_ECDSA_SIG(nullptr, &der, static_cast<long>(size)), ECDSA_SIG_free);
  Signature signature{};
  constexpr int half = 32;
  require(parsed && BN_bn2binpad(ECDSA_SIG_get0_r(parsed.get()), signature.data(), half) == half &&
              BN_bn2binpad(ECDSA_SIG_get0_s(parsed.get()), signature.data() + half, half) == half,
          "OpenSSL made a malformed signature");
  return signature;
}

}  // namespace

struct SigningKey::Key {
  explicit Key(PrivateKey from)
      : private_key(std::move(from)),
        public_key(public_half(private_key.get())),
        context(signing_context(private_key.get())) {}

  PrivateKey private_key;
  VerificationKey public_key;
  Context context;  // ready to sign; copied for each signature, which costs less than a new one
};

SigningKey::SigningKey(std::unique_ptr<const Key> key) : key_(std::move(key)) {}
SigningKey::~SigningKey() = default;

std::shared_ptr<const SigningKey> SigningKey::generate() {
  PrivateKey key(EVP_EC_gen("P-256"));
  require(key != nullptr, "OpenSSL cannot make a P-256 key");
  return std::shared_ptr<const SigningKey>(
      new SigningKey(std::make_unique<const Key>(std::move(key))));
}

std::expected<std::shared_ptr<const SigningKey>, FileError> SigningKey::load(
    const std::filesystem::path& file, const Passphrase& passphrase) {
  const auto text = read_file(file, Readers::owner_alone);
  if (!text) return std::unexpected(text.error());
  auto key = decrypt_private_key(text->view(), passphrase);
  if (!key) return std::unexpected(key.error());
  return std::shared_ptr<const SigningKey>(
      new SigningKey(std::make_unique<const Key>(std::move(*key))));
}

std::expected<void, FileError> SigningKey::save(const std::filesystem::path& file,
                                                const Passphrase& passphrase,
                                                RandomSource& random) const {
  return create_file(file, as_bytes(encrypt_private_key(key_->private_key, passphrase, random)));
}

const VerificationKey& SigningKey::public_key() const { return key_->public_key; }

Signature SigningKey::sign(BytesView message) const {
  const Sha256 digest = sha256(message);
  const Context context(EVP_PKEY_CTX_dup(key_->context.get()));
  std::array<unsigned char, max_der_signature> der{};
  std::size_t size = der.size();
  require(
      context && EVP_PKEY_sign(context.get(), der.data(), &size, digest.data(), digest.size()) == 1,
      "OpenSSL failed to sign");
  return fixed_length(der.data(), size);
}

}  // namespace servicecard::keys
