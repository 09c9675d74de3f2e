#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cardlib/crypto/random_source.h"
#include "cardlib/identity/bilingual.h"
#include "cli/console.h"
#include "cli/demo/calendar.h"
#include "cli/demo/sandbox.h"
#include "cli/demo/staff.h"

namespace servicecard::cli::demo {

/// A data directory that was just made.
struct Birthplace {
  std::filesystem::path data;
  std::filesystem::path root_folder;
  std::string admin_password;  ///< the administrator's, for the first sign-in
};

/// What is left when the county has come to the present day.
struct Legacy {
  Credentials passwords{};
  Credentials tokens{};
  Sandbox sandbox{};
  std::vector<std::pair<Bilingual, std::string>> counts{};
};

/// Lets the county live from its beginning to now. Throws `Stop` where somebody's act is refused.
[[nodiscard]] Legacy live(const Birthplace& place, const Calendar& calendar, Language language,
                          Progress& progress, RandomSource& random);

}  // namespace servicecard::cli::demo
