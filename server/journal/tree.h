#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>

#include "cardlib/codec/bytes.h"
#include "cardlib/crypto/digest.h"

namespace servicecard::journal {

/// RFC 6962 §2.1: SHA-256(0x01 ‖ left ‖ right).
[[nodiscard]] Sha256 hash_of_children(const Sha256& left, const Sha256& right);

enum class TreeError {
  malformed,  ///< not what `Tree::state` gives for this size
};

/// The Merkle tree over a growing list of leaf hashes (RFC 6962 §2.1). It keeps the roots of its
/// complete subtrees alone, at most one for each bit of its size, so that an append costs O(1)
/// hashes on average and a copy costs little. None of this takes memory, so that none of it fails.
class Tree {
 public:
  Tree() = default;
  /// Back from `state`.
  [[nodiscard]] static std::expected<Tree, TreeError> restore(std::uint64_t size, BytesView state);

  void append(const Sha256& leaf_hash);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// The Merkle tree hash; that of the empty tree is SHA-256 of nothing.
  [[nodiscard]] Sha256 root() const;
  /// The subtree roots, the largest subtree first, 32 octets each.
  [[nodiscard]] Bytes state() const;

  bool operator==(const Tree& other) const;

 private:
  [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(std::popcount(size_)); }
  [[nodiscard]] std::span<const Sha256> subtrees() const {
    return std::span(subtrees_).first(count());
  }

  std::uint64_t size_ = 0;
  std::array<Sha256, 64> subtrees_{};  // the largest first, one for each bit of size_
};

}  // namespace servicecard::journal
