#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"

/// The record of every change: a Merkle log (RFC 6962 hashing) of leaves.
namespace servicecard::journal {

/// The random key of one leaf's commitment, kept beside its content and erased with it.
using ContentKey = std::array<std::uint8_t, 32>;

/// HMAC-SHA-256 of the content's octets. With the key it proves the content; once key and content
/// are erased it tells nothing, not even to one who guesses.
[[nodiscard]] Sha256 commit_to(std::string_view content, const ContentKey& key);

/// What a leaf states.
struct Leaf {
  std::uint64_t sequence = 0;  ///< its place in the log, from 0
  Time time;
  std::string actor;    ///< who did it
  std::string kind;     ///< what was done, as in `card.revoked`
  std::string subject;  ///< to whom or what, as in `card:YC26-00017-2`
  Sha256 commitment{};  ///< of the content, by `commit_to`

  bool operator==(const Leaf&) const = default;
};

/// RFC 6962 §2.1: SHA-256(0x00 ‖ the leaf), the leaf as a deterministic CBOR array of its six
/// members in the order above.
[[nodiscard]] Sha256 hash_of(const Leaf& leaf);

}  // namespace servicecard::journal
