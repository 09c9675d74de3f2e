#pragma once

#include <cstdint>

namespace servicecard::access {

/// What somebody who signed in has to do before anything else.
enum class Standing : std::uint8_t {
  settled,                 ///< nothing
  password_change_needed,  ///< the password was made by somebody else
  second_factor_needed,    ///< the role demands one, and the account has none
};

}  // namespace servicecard::access
