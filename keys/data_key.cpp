#include "keys/data_key.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/json.h"
#include "keys/aead.h"
#include "keys/key_file.h"
#include "keys/private_file.h"

namespace servicecard::keys {
namespace {

// The first octet of what is sealed, and the version of the key's file.
constexpr std::uint8_t version = 1;
constexpr std::size_t salt_size = 16;
constexpr std::string_view file_context = "servicecard data key 1";

// HKDF-Expand to one block (RFC 5869 §2.3); the master key is uniform, so it needs no Extract.
SecretBytes expand(BytesView master, std::string_view kind, std::string_view use) {
  std::string info = "servicecard 1 ";
  info.append(kind).append(" ").append(use).push_back('\x01');
  Sha256 block = hmac_sha256(master, as_bytes(info));
  SecretBytes key = SecretBytes::copy_of(block);
  OPENSSL_cleanse(block.data(), block.size());
  return key;
}

SecretBytes stretch(const Passphrase& passphrase, BytesView salt) {
  constexpr std::uint64_t max_memory = std::uint64_t{32} * 1024 * 1024;
  SecretBytes key(aead::key_size);
  const std::string_view secret = as_text(passphrase.view());
  if (EVP_PBE_scrypt(secret.data(), secret.size(), salt.data(), salt.size(), scrypt_n, scrypt_r,
                     scrypt_p, max_memory, key.writable().data(), aead::key_size) != 1) {
    throw std::runtime_error("scrypt failed");
  }
  return key;
}

struct KeyFile {
  Bytes salt;
  Bytes sealed;
};

std::string to_text(const KeyFile& file) {
  const json::object members{{"version", version},  {"kdf", "scrypt"},
                             {"n", scrypt_n},       {"r", scrypt_r},
                             {"p", scrypt_p},       {"salt", base64url::encode(file.salt)},
                             {"cipher", "A256GCM"}, {"sealed", base64url::encode(file.sealed)}};
  return json::serialize(members) + "\n";
}

// Only what `to_text` writes: a reader of anything else would have to bound what it may cost.
std::expected<KeyFile, FileError> from_text(std::string_view text) {
  const auto members = json::parse_object(text);
  if (!members) return std::unexpected(FileError::damaged);
  const auto salt = base64url::decode(json::text_member(*members, "salt").value_or(""));
  const auto sealed = base64url::decode(json::text_member(*members, "sealed").value_or(""));
  if (!salt || !sealed) return std::unexpected(FileError::damaged);
  KeyFile file{*salt, *sealed};
  const bool sized =
      file.salt.size() == salt_size && file.sealed.size() == aead::key_size + aead::overhead;
  if (!sized || to_text(file) != text) return std::unexpected(FileError::damaged);
  return file;
}

}  // namespace

Bytes Sealer::seal(BytesView plaintext, BytesView associated, RandomSource& random) const {
  Bytes sealed = aead::seal(key_.view(), plaintext, associated, random);
  sealed.insert(sealed.begin(), version);
  return sealed;
}

std::expected<SecretBytes, OpenError> Sealer::open(BytesView sealed, BytesView associated) const {
  if (sealed.size() <= aead::overhead || sealed.front() != version) {
    return std::unexpected(OpenError::malformed);
  }
  auto plaintext = aead::open(key_.view(), sealed.subspan(1), associated);
  if (!plaintext) return std::unexpected(OpenError::forged);
  return std::move(*plaintext);
}

Sha256 KeyedHash::of(BytesView value) const { return hmac_sha256(key_.view(), value); }

DataKey DataKey::make(RandomSource& random) {
  SecretBytes master(aead::key_size);
  random.fill(master.writable());
  return DataKey(std::move(master));
}

std::expected<DataKey, FileError> DataKey::load(const std::filesystem::path& file,
                                                const Passphrase& passphrase) {
  const auto text = read_file(file, Readers::owner_alone);
  if (!text) return std::unexpected(text.error());
  const auto parsed = from_text(as_text(text->view()));
  if (!parsed) return std::unexpected(parsed.error());
  const SecretBytes stretched = stretch(passphrase, parsed->salt);
  auto master = aead::open(stretched.view(), parsed->sealed, as_bytes(file_context));
  if (!master) return std::unexpected(FileError::wrong_passphrase);
  return DataKey(std::move(*master));
}

std::expected<void, FileError> DataKey::save(const std::filesystem::path& file,
                                             const Passphrase& passphrase,
                                             RandomSource& random) const {
  Bytes salt(salt_size);
  random.fill(salt);
  const SecretBytes stretched = stretch(passphrase, salt);
  Bytes sealed = aead::seal(stretched.view(), master_.view(), as_bytes(file_context), random);
  return create_file(file, as_bytes(to_text({std::move(salt), std::move(sealed)})));
}

Sealer DataKey::sealer(std::string_view use) const {
  return Sealer(expand(master_.view(), "seal", use));
}

KeyedHash DataKey::keyed_hash(std::string_view use) const {
  return KeyedHash(expand(master_.view(), "hash", use));
}

}  // namespace servicecard::keys
