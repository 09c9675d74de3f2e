#pragma once

#include <cstddef>
#include <utility>

#include "cardlib/codec/bytes.h"

namespace servicecard {

/// Octets that are wiped when they go: move-only, not printable, compared in constant time.
class SecretBytes {
 public:
  SecretBytes() = default;
  explicit SecretBytes(std::size_t size) : bytes_(size) {}
  /// Copies the octets; wiping the source stays with the caller.
  static SecretBytes copy_of(BytesView bytes);

  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  SecretBytes(SecretBytes&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  ~SecretBytes();

  [[nodiscard]] BytesView view() const { return bytes_; }
  [[nodiscard]] std::span<std::uint8_t> writable() { return bytes_; }
  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  [[nodiscard]] bool operator==(const SecretBytes& other) const;

 private:
  Bytes bytes_;
};

}  // namespace servicecard
