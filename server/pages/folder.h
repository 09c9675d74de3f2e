#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "server/pages/pages.h"

namespace servicecard::pages {

/// Reads a folder that the build of web/ filled: every file, with the `.br` and `.gz` beside it as
/// its compressed forms. Symbolic links are not followed. The error says in English what is wrong
/// with the folder.
[[nodiscard]] std::expected<Pages, std::string> read_folder(const std::filesystem::path& folder);

}  // namespace servicecard::pages
