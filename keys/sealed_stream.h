#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <span>
#include <string_view>

#include "cardlib/codec/bytes.h"
#include "cardlib/crypto/random_source.h"
#include "cardlib/crypto/secret_bytes.h"
#include "keys/passphrase.h"

/// Octets of any length under a passphrase, in one pass and in bounded memory: scrypt and
/// AES-256-GCM in chunks, each bound to its place and the last to being the last, so that nothing
/// can be altered, cut off, exchanged or appended unnoticed. docs/operations.md has the format.
namespace servicecard::keys {

enum class SealedStreamError : std::uint8_t {
  foreign,           ///< does not begin as these do
  unknown_version,   ///< made by a newer program
  wrong_passphrase,  ///< or its head was altered
  altered,           ///< a chunk is not what was written
  cut,               ///< ends before its last chunk
  trailing,          ///< goes on after what it should hold
};

/// The name in messages and JSON: that of the enumerator.
[[nodiscard]] std::string_view to_string(SealedStreamError error);

/// Writes one. What it was given is there only after `finish`.
class SealedWriter {
 public:
  /// Takes what is to be written, in order; throws where it cannot.
  using Sink = std::function<void(BytesView)>;

  /// Takes some 400 ms and 128 MiB, for scrypt.
  SealedWriter(Sink sink, const Passphrase& passphrase, RandomSource& random);

  void write(BytesView octets);
  /// Writes the last chunk. Once, and nothing after it.
  void finish();

 private:
  void write_chunk(std::size_t size, std::uint8_t kind);

  Sink sink_;
  RandomSource& random_;
  SecretBytes key_;
  SecretBytes waiting_;
  std::size_t filled_ = 0;
  std::uint64_t count_ = 0;
};

/// Reads one. Nothing is given out that was not found whole first.
class SealedReader {
 public:
  /// Fills the octets and gives how many there were: fewer only at the end.
  using Source = std::function<std::size_t(std::span<std::uint8_t>)>;

  [[nodiscard]] static std::expected<SealedReader, SealedStreamError> open(
      Source source, const Passphrase& passphrase);

  /// Exactly so many of the next octets; `cut` where the stream ends before.
  [[nodiscard]] std::expected<void, SealedStreamError> read(std::span<std::uint8_t> octets);
  /// That nothing is left.
  [[nodiscard]] std::expected<void, SealedStreamError> finish();

 private:
  SealedReader(Source source, SecretBytes key);
  [[nodiscard]] std::expected<void, SealedStreamError> next_chunk();

  Source source_;
  SecretBytes key_;
  Bytes ahead_;  // the next chunk as it was read, sealed
  SecretBytes chunk_;
  std::size_t taken_ = 0;  // of the chunk
  std::uint64_t count_ = 0;
  bool is_last_ = false;  // the chunk
};

}  // namespace servicecard::keys
