#include "keys/key_file.h"

#include <array>
#include <cstring>
#include <stdexcept>
#include <string_view>

#include <openssl/asn1t.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

namespace servicecard::keys {
namespace {

template <class T, void (*Free)(T*)>
struct Freer {
  void operator()(T* pointer) const { Free(pointer); }
};
template <class T, void (*Free)(T*)>
using Owned = std::unique_ptr<T, Freer<T, Free>>;

void free_bio(BIO* bio) { BIO_free(bio); }
using Bio = Owned<BIO, free_bio>;
using Pbe2 = Owned<PBE2PARAM, PBE2PARAM_free>;
using Scrypt = Owned<SCRYPT_PARAMS, SCRYPT_PARAMS_free>;
using Algorithm = Owned<X509_ALGOR, X509_ALGOR_free>;
using EncryptedKey = Owned<X509_SIG, X509_SIG_free>;
using KeyInfo = Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;
using Context = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

constexpr int salt_size = 16;
using Salt = std::array<std::uint8_t, salt_size>;
using InitialVector = std::array<std::uint8_t, 16>;

constexpr std::string_view pem_header = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n";

template <class Pointer>
Pointer made(Pointer pointer) {
  if (!pointer) throw std::runtime_error("OpenSSL cannot write an encrypted private key");
  return pointer;
}

Algorithm encryption_algorithm(const Salt& salt, InitialVector vector) {
  return Algorithm(PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), salt.data(), salt_size, vector.data(),
                                         scrypt_n, scrypt_r, scrypt_p));
}

std::string to_pem(const X509_SIG* encrypted) {
  const Bio bio = made(Bio(BIO_new(BIO_s_mem())));
  if (PEM_write_bio_PKCS8(bio.get(), encrypted) != 1) made(Bio());
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

EncryptedKey from_pem(BytesView text) {
  const Bio bio = made(Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))));
  return EncryptedKey(PEM_read_bio_PKCS8(bio.get(), nullptr, nullptr, nullptr));
}

template <std::size_t N>
bool copy_octets(const ASN1_OCTET_STRING* from, std::array<std::uint8_t, N>& to) {
  if (from == nullptr || ASN1_STRING_length(from) != static_cast<int>(N)) return false;
  std::memcpy(to.data(), ASN1_STRING_get0_data(from), N);
  return true;
}

const ASN1_OCTET_STRING* octets_of(const ASN1_TYPE* parameter) {
  const bool is_octets = parameter != nullptr && parameter->type == V_ASN1_OCTET_STRING;
  return is_octets ? parameter->value.octet_string : nullptr;
}

Bytes to_der(const X509_ALGOR* algorithm) {
  Bytes der(static_cast<std::size_t>(i2d_X509_ALGOR(algorithm, nullptr)));
  unsigned char* end = der.data();
  i2d_X509_ALGOR(algorithm, &end);
  return der;
}

// Whether the file is encrypted as we do it: our algorithm, made anew with its salt and vector, is
// its algorithm.
bool is_our_encryption(const X509_SIG* encrypted) {
  const X509_ALGOR* algorithm = nullptr;
  X509_SIG_get0(encrypted, &algorithm, nullptr);
  if (OBJ_obj2nid(algorithm->algorithm) != NID_pbes2) return false;
  const Pbe2 pbe2(static_cast<PBE2PARAM*>(
      ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBE2PARAM), algorithm->parameter)));
  if (!pbe2) return false;
  const Scrypt scrypt(static_cast<SCRYPT_PARAMS*>(
      ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(SCRYPT_PARAMS), pbe2->keyfunc->parameter)));
  Salt salt{};
  InitialVector vector{};
  if (!scrypt || !copy_octets(scrypt->salt, salt) ||
      !copy_octets(octets_of(pbe2->encryption->parameter), vector)) {
    return false;
  }
  return to_der(algorithm) == to_der(made(encryption_algorithm(salt, vector)).get());
}

bool is_p256(EVP_PKEY* key) {
  std::array<char, 32> group{};
  return EVP_PKEY_is_a(key, "EC") == 1 &&
         EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) == 1 &&
         std::string_view(group.data()) == "prime256v1";
}

// The two halves belong together: decrypting a block wrongly can leave a key that does not.
bool is_whole(EVP_PKEY* key) {
  const Context context = made(Context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr)));
  return EVP_PKEY_check(context.get()) == 1;
}

std::expected<PrivateKey, FileError> decrypt(const X509_SIG* encrypted,
                                             const Passphrase& passphrase) {
  const std::string_view secret = as_text(passphrase.view());
  const KeyInfo info(PKCS8_decrypt(encrypted, secret.data(), static_cast<int>(secret.size())));
  if (!info) return std::unexpected(FileError::wrong_passphrase);
  PrivateKey key(EVP_PKCS82PKEY(info.get()));
  if (!key) return std::unexpected(FileError::wrong_passphrase);
  if (!is_p256(key.get())) return std::unexpected(FileError::wrong_kind);
  if (!is_whole(key.get())) return std::unexpected(FileError::wrong_passphrase);
  return key;
}

}  // namespace

std::string encrypt_private_key(const PrivateKey& key, const Passphrase& passphrase,
                                RandomSource& random) {
  Salt salt{};
  InitialVector vector{};
  random.fill(salt);
  random.fill(vector);
  const KeyInfo info = made(KeyInfo(EVP_PKEY2PKCS8(key.get())));
  Algorithm algorithm = made(encryption_algorithm(salt, vector));
  const std::string_view secret = as_text(passphrase.view());
  const EncryptedKey encrypted = made(EncryptedKey(
      PKCS8_set0_pbe(secret.data(), static_cast<int>(secret.size()), info.get(), algorithm.get())));
  static_cast<void>(algorithm.release());  // it belongs to the encrypted key now
  return to_pem(encrypted.get());
}

std::expected<PrivateKey, FileError> decrypt_private_key(BytesView text,
                                                         const Passphrase& passphrase) {
  if (text.size() < pem_header.size()) return std::unexpected(FileError::damaged);
  const std::string_view pem = as_text(text);
  if (!pem.starts_with(pem_header)) {
    const bool another = pem.starts_with("-----BEGIN ");
    return std::unexpected(another ? FileError::wrong_kind : FileError::damaged);
  }
  ERR_set_mark();  // what OpenSSL says of a bad file is no error of the next caller
  std::expected<PrivateKey, FileError> key = std::unexpected(FileError::damaged);
  if (const EncryptedKey encrypted = from_pem(text);
      encrypted && to_pem(encrypted.get()) == pem && is_our_encryption(encrypted.get())) {
    key = decrypt(encrypted.get(), passphrase);
  }
  ERR_pop_to_mark();
  return key;
}

}  // namespace servicecard::keys
