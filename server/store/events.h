#pragma once

#include <variant>

namespace servicecard::store {

using Event = std::variant<std::monostate>;

}  // namespace servicecard::store
