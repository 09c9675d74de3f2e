#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

#include "cardlib/crypto/random_source.h"
#include "cardlib/crypto/secret_bytes.h"
#include "keys/file_error.h"

namespace servicecard::keys {

enum class PassphraseError {
  weak,         ///< below the floor of `Passphrase::parse`
  unset,        ///< the environment variable is not set
  no_terminal,  ///< there is no terminal to ask at
  mismatch,     ///< the two entries differ
};

/// What opens private keys and the data key. It exists only above a floor of strength; wiped when
/// it goes.
class Passphrase {
 public:
  static constexpr std::size_t min_length = 12;    ///< octets
  static constexpr std::size_t min_different = 6;  ///< different octets among them
  static constexpr std::size_t max_length = 1024;  ///< octets

  /// Any UTF-8 or other text without control characters, above the floor.
  [[nodiscard]] static std::expected<Passphrase, PassphraseError> parse(BytesView text);

  /// 160 random bits in 32 characters of Base32.
  [[nodiscard]] static Passphrase make(RandomSource& random);

  /// The first file of a folder that `init` makes without a terminal: the text, and a line end.
  /// `exists` where there is one.
  [[nodiscard]] std::expected<void, FileError> save(const std::filesystem::path& file) const;

  [[nodiscard]] BytesView view() const { return text_.view(); }

 private:
  explicit Passphrase(SecretBytes text) : text_(std::move(text)) {}
  SecretBytes text_;
};

/// From a file that is its owner's alone; one line end after the text is not part of it.
[[nodiscard]] std::expected<Passphrase, FileError> passphrase_from_file(
    const std::filesystem::path& file);

/// From an environment variable. Others of the same user can see it in /proc: a file is better.
/// Read it before the first thread is started.
[[nodiscard]] std::expected<Passphrase, PassphraseError> passphrase_from_environment(
    const std::string& name);

/// How often the terminal asks: once for what exists, twice for what is new.
enum class Entry { once, twice };

/// Asks at the controlling terminal, without echo, whatever standard input is.
[[nodiscard]] std::expected<Passphrase, PassphraseError> passphrase_from_terminal(
    std::string_view question, Entry entry);

}  // namespace servicecard::keys
