#pragma once

#include <optional>
#include <string>

namespace servicecard::store {

/// The pattern for `LIKE … ESCAPE '!'` that finds the text wherever it stands; nothing for nothing.
[[nodiscard]] std::optional<std::string> containing(const std::optional<std::string>& text);

}  // namespace servicecard::store
