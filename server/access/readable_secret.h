#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cardlib/crypto/random_source.h"

/// Secrets that people read from a screen or a sheet and type: groups of four characters, five bits
/// each, without letters that are mistaken for digits (Crockford's Base32).
namespace servicecard::access {

/// `7k2m-9qxd-03vh` for three groups, 60 random bits.
[[nodiscard]] std::string make_readable_secret(std::size_t groups, RandomSource& random);

/// What was typed, as it was made: without spaces and hyphens, in small letters, `o` as 0, `i` and
/// `l` as 1. Equal for everything that a person takes for the same.
[[nodiscard]] std::string canonical_secret(std::string_view typed);

/// What was typed, in the groups in which it was made.
[[nodiscard]] std::string grouped_secret(std::string_view typed);

}  // namespace servicecard::access
