#include "keys/key_file.h"

#include <cstring>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/params.h>
#include <openssl/pem.h>

#include "keys/signing_key.h"
#include "tests/keys/support.h"

namespace servicecard::keys {
namespace {

using test::passphrase;

PrivateKey p256() { return PrivateKey(EVP_EC_gen("P-256")); }

std::string encrypted(const PrivateKey& key) {
  SystemRandom random;
  return encrypt_private_key(key, passphrase(), random);
}

// One text for the tests that only alter it.
const std::string& sample() {
  static const std::string text = encrypted(p256());
  return text;
}

FileError error_of(std::string_view text, const Passphrase& with = passphrase()) {
  const auto key = decrypt_private_key(as_bytes(text), with);
  return key ? FileError::exists : key.error();  // `exists` is no answer of this function
}

std::string written_by_openssl(EVP_PKEY* key, const EVP_CIPHER* cipher) {
  BIO* const bio = BIO_new(BIO_s_mem());
  const std::string secret(as_text(passphrase().view()));
  PEM_write_bio_PKCS8PrivateKey(bio, key, cipher, secret.data(), static_cast<int>(secret.size()),
                                nullptr, nullptr);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio, &text);
  const std::string pem(text, static_cast<std::size_t>(size));
  BIO_free(bio);
  return pem;
}

TEST(KeyFile, OpensToTheKeyThatWasEncrypted) {
  const PrivateKey key = p256();
  const auto opened = decrypt_private_key(as_bytes(encrypted(key)), passphrase());
  ASSERT_TRUE(opened);
  EXPECT_EQ(EVP_PKEY_eq(opened->get(), key.get()), 1);
}

TEST(KeyFile, OfOneKeyNeverLooksTheSameTwice) {
  const PrivateKey key = p256();
  EXPECT_NE(encrypted(key), encrypted(key));
}

TEST(KeyFile, DoesNotOpenWithAnotherPassphrase) {
  EXPECT_EQ(error_of(sample(), passphrase("correct horse batterz")), FileError::wrong_passphrase);
}

TEST(KeyFile, CutAtAnyOctetIsDamaged) {
  for (std::size_t size = 0; size < sample().size(); ++size) {
    SCOPED_TRACE(size);
    EXPECT_EQ(error_of(std::string_view(sample()).substr(0, size)), FileError::damaged);
  }
}

TEST(KeyFile, WithAnythingBeforeOrBehindIsDamaged) {
  EXPECT_EQ(error_of("\n" + sample()), FileError::damaged);
  EXPECT_EQ(error_of(sample() + "\n"), FileError::damaged);
  EXPECT_EQ(error_of(sample() + sample()), FileError::damaged);
}

// Where the salt stands in the text, and where the vector begins.
constexpr std::size_t salt_at = 84;
constexpr std::size_t salt_end = 107;
constexpr std::size_t vector_at = 140;

TEST(KeyFile, WithAnyBitOfItsHeadFlippedIsRefused) {
  for (std::size_t at = 0; at < vector_at; ++at) {
    if (at >= salt_at && at < salt_end) continue;
    for (unsigned bit = 0; bit < 8; ++bit) {
      SCOPED_TRACE(std::to_string(at) + "." + std::to_string(bit));
      std::string text = sample();
      text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1U << bit));
      const FileError error = error_of(text);
      EXPECT_TRUE(error == FileError::damaged || error == FileError::wrong_kind)
          << to_string(error);
    }
  }
}

TEST(KeyFile, WithItsSaltVectorOrCiphertextAlteredDoesNotOpen) {
  const std::size_t footer_at = sample().find("-----END");
  for (std::size_t at = salt_at; at < footer_at; at += 13) {
    if (at >= salt_end && at < vector_at) continue;
    SCOPED_TRACE(at);
    std::string text = sample();
    text[at] = text[at] == 'A' ? 'B' : 'A';
    const FileError error = error_of(text);
    EXPECT_TRUE(error == FileError::damaged || error == FileError::wrong_passphrase)
        << to_string(error);
  }
}

TEST(KeyFile, OfAnotherKindIsNamedSo) {
  const PrivateKey p384(EVP_EC_gen("P-384"));
  const PrivateKey ed25519(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  EXPECT_EQ(error_of(encrypted(p384)), FileError::wrong_kind);
  EXPECT_EQ(error_of(encrypted(ed25519)), FileError::wrong_kind);
  EXPECT_EQ(error_of(written_by_openssl(p256().get(), nullptr)), FileError::wrong_kind)
      << "an unencrypted key";
}

TEST(KeyFile, EncryptedByAnotherFunctionIsDamaged) {
  EXPECT_EQ(error_of(written_by_openssl(p256().get(), EVP_aes_256_cbc())), FileError::damaged)
      << "PBKDF2";
}

// The private half of one key with the public half of another.
PrivateKey mismatched() {
  const PrivateKey one = p256();
  const PrivateKey other = p256();
  OSSL_PARAM* params = nullptr;
  OSSL_PARAM* public_params = nullptr;
  EVP_PKEY_todata(one.get(), EVP_PKEY_KEYPAIR, &params);
  EVP_PKEY_todata(other.get(), EVP_PKEY_PUBLIC_KEY, &public_params);
  const OSSL_PARAM* const foreign = OSSL_PARAM_locate(public_params, OSSL_PKEY_PARAM_PUB_KEY);
  OSSL_PARAM* const own = OSSL_PARAM_locate(params, OSSL_PKEY_PARAM_PUB_KEY);
  std::memcpy(own->data, foreign->data, foreign->data_size);
  EVP_PKEY_CTX* const context = EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr);
  EVP_PKEY* made = nullptr;
  EVP_PKEY_fromdata_init(context);
  EVP_PKEY_fromdata(context, &made, EVP_PKEY_KEYPAIR, params);
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(params);
  OSSL_PARAM_free(public_params);
  return PrivateKey(made);
}

TEST(KeyFile, WhoseHalvesDoNotBelongTogetherDoesNotOpen) {
  EXPECT_EQ(error_of(encrypted(mismatched())), FileError::wrong_passphrase);
}

TEST(KeyFile, LeavesNoErrorBehindForTheNextCaller) {
  (void)error_of("-----BEGIN ENCRYPTED PRIVATE KEY-----\nnonsense\n");
  (void)error_of(sample(), passphrase("correct horse batterz"));
  EXPECT_EQ(ERR_peek_error(), 0U);
}

TEST(KeyFile, ShowsNothingOfThePrivateHalf) {
  EXPECT_EQ(sample().find("-----BEGIN PRIVATE KEY"), std::string::npos);
  EXPECT_TRUE(sample().starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
}

}  // namespace
}  // namespace servicecard::keys
