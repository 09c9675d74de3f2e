#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string_view>

#include "cardlib/codec/bytes.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/crypto/random_source.h"
#include "cardlib/crypto/secret_bytes.h"
#include "keys/file_error.h"
#include "keys/passphrase.h"

namespace servicecard::keys {

enum class OpenError {
  malformed,  ///< too short, or of a version that this program does not know
  forged,     ///< altered, sealed with another key or for another use, or moved to another place
};

/// Encrypts what must not be read from a stolen database (AES-256-GCM with a random nonce). Safe to
/// use from several threads.
class Sealer {
 public:
  /// The associated data names the place: the table, column and row, say. It is not stored, and
  /// the same must be given to `open`, so a value cannot be moved to another place.
  [[nodiscard]] Bytes seal(BytesView plaintext, BytesView associated, RandomSource& random) const;
  [[nodiscard]] std::expected<SecretBytes, OpenError> open(BytesView sealed,
                                                           BytesView associated) const;

 private:
  friend class DataKey;
  explicit Sealer(SecretBytes key) : key_(std::move(key)) {}
  SecretBytes key_;
};

/// Tells equal values from different ones without telling the values (HMAC-SHA-256): for the
/// uniqueness of resident IDs, which are too few to stay secret under a plain hash. Safe to use
/// from several threads.
class KeyedHash {
 public:
  [[nodiscard]] Sha256 of(BytesView value) const;

 private:
  friend class DataKey;
  explicit KeyedHash(SecretBytes key) : key_(std::move(key)) {}
  SecretBytes key_;
};

/// The one secret from which the keys of stored data come: 256 bits, kept outside the database in
/// an encrypted file. Lost, the personal data and the stored tokens are lost with it.
class DataKey {
 public:
  [[nodiscard]] static DataKey make(RandomSource& random);
  [[nodiscard]] static std::expected<DataKey, FileError> load(const std::filesystem::path& file,
                                                              const Passphrase& passphrase);
  /// Writes a new encrypted file, whole and durably; `exists` where there is one of that name.
  [[nodiscard]] std::expected<void, FileError> save(const std::filesystem::path& file,
                                                    const Passphrase& passphrase,
                                                    RandomSource& random) const;

  /// A key of its own for each use (HKDF-Expand, RFC 5869 §2.3). A use is a constant in the code of
  /// whoever stores, such as `"person.resident_id"`; changing it loses what was stored under it.
  [[nodiscard]] Sealer sealer(std::string_view use) const;
  [[nodiscard]] KeyedHash keyed_hash(std::string_view use) const;

 private:
  explicit DataKey(SecretBytes master) : master_(std::move(master)) {}
  SecretBytes master_;
};

}  // namespace servicecard::keys
