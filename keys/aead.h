#pragma once

#include <optional>

#include "cardlib/codec/bytes.h"
#include "cardlib/crypto/random_source.h"
#include "cardlib/crypto/secret_bytes.h"

/// AES-256-GCM (NIST SP 800-38D) as this room stores it: a nonce of 12 random octets, the
/// ciphertext, a tag of 16 octets.
namespace servicecard::keys::aead {

inline constexpr std::size_t key_size = 32;
inline constexpr std::size_t overhead = 12 + 16;

[[nodiscard]] Bytes seal(BytesView key, BytesView plaintext, BytesView associated,
                         RandomSource& random);

/// Nothing where it is too short, altered, or sealed with another key or associated data.
[[nodiscard]] std::optional<SecretBytes> open(BytesView key, BytesView sealed,
                                              BytesView associated);

}  // namespace servicecard::keys::aead
