#pragma once

#include <expected>
#include <filesystem>
#include <memory>

#include "cardlib/crypto/random_source.h"
#include "cardlib/crypto/signer.h"
#include "keys/file_error.h"
#include "keys/passphrase.h"

namespace servicecard::keys {

/// A private P-256 key in memory, wiped when the last user lets go of it. It shows nobody its
/// private half but, encrypted, to a file. Safe to use from several threads.
class SigningKey final : public Signer {
 public:
  [[nodiscard]] static std::shared_ptr<const SigningKey> generate();

  /// From a file that `save` wrote: see `keys/key_file.h` and `keys/private_file.h` for what is
  /// refused.
  [[nodiscard]] static std::expected<std::shared_ptr<const SigningKey>, FileError> load(
      const std::filesystem::path& file, const Passphrase& passphrase);

  /// Writes a new encrypted file, whole and durably; `exists` where there is one of that name.
  [[nodiscard]] std::expected<void, FileError> save(const std::filesystem::path& file,
                                                    const Passphrase& passphrase,
                                                    RandomSource& random) const;

  [[nodiscard]] const VerificationKey& public_key() const override;
  [[nodiscard]] Signature sign(BytesView message) const override;

  ~SigningKey() override;

 private:
  struct Key;
  explicit SigningKey(std::unique_ptr<const Key> key);
  std::unique_ptr<const Key> key_;
};

}  // namespace servicecard::keys
