#pragma once

#include <expected>
#include <memory>
#include <string>

#include <openssl/evp.h>

#include "cardlib/codec/bytes.h"
#include "cardlib/crypto/random_source.h"
#include "keys/file_error.h"
#include "keys/passphrase.h"

/// The text of a private key's file: PKCS#8 `EncryptedPrivateKeyInfo` (RFC 5958 §3) in PEM
/// (RFC 7468 §11), PBES2 with scrypt (RFC 7914 §7) and AES-256-CBC. See docs/key-files.md.
namespace servicecard::keys {

struct FreePrivateKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
/// OpenSSL's own object; wiped by it when it goes.
using PrivateKey = std::unique_ptr<EVP_PKEY, FreePrivateKey>;

/// scrypt's cost: 16 MiB and some 40 ms. Another cost in a file is refused, so that nobody can make
/// us compute for hours.
inline constexpr std::uint64_t scrypt_n = 16384;
inline constexpr std::uint64_t scrypt_r = 8;
inline constexpr std::uint64_t scrypt_p = 1;

[[nodiscard]] std::string encrypt_private_key(const PrivateKey& key, const Passphrase& passphrase,
                                              RandomSource& random);

/// Accepts exactly what `encrypt_private_key` writes for a P-256 key: `damaged` for any other text,
/// `wrong_kind` for a PEM of something else or another kind of key, `wrong_passphrase`.
[[nodiscard]] std::expected<PrivateKey, FileError> decrypt_private_key(
    BytesView text, const Passphrase& passphrase);

}  // namespace servicecard::keys
