#pragma once

#include <expected>
#include <filesystem>
#include <optional>

#include "server/app/start_failure.h"
#include "server/pages/pages.h"

namespace servicecard::app {

/// The path of the program that runs.
[[nodiscard]] std::filesystem::path own_program();

/// The pages of the folder that was `configured`; where none was, those beside the program: a
/// `bin/cardserver` has them in `share/servicecard/pages`, in a build as where it is installed.
/// None where nothing stands there. A folder that is there and holds no pages: `bad_pages`.
[[nodiscard]] std::expected<std::optional<pages::Pages>, StartFailure> read_pages(
    const std::filesystem::path& configured, const std::filesystem::path& program);

}  // namespace servicecard::app
