#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// What a password that a person chooses must be: long rather than strange (NIST SP 800-63B).
namespace servicecard::access {

enum class PasswordError : std::uint8_t {
  too_short,   ///< under 12 code points
  too_long,    ///< over 128 code points
  unreadable,  ///< no UTF-8, or with control characters
  is_name,     ///< the name of the account
  too_common,  ///< among the first that anybody tries, or hardly any different characters
  unchanged,   ///< the one that it is to take the place of
};

/// `"password-too-short"`: the last part of a problem's type.
[[nodiscard]] std::string_view to_string(PasswordError error);

inline constexpr std::size_t min_password_length = 12;   ///< code points
inline constexpr std::size_t max_password_length = 128;  ///< code points

/// What is wrong with a new password of the account of that name; nothing where it is good.
/// Whether it differs from the one before is for the caller to see.
[[nodiscard]] std::optional<PasswordError> find_fault(std::string_view password,
                                                      std::string_view account);

}  // namespace servicecard::access
