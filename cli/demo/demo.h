#pragma once

#include <filesystem>

#include "cardlib/credential/issuer.h"
#include "cli/console.h"

namespace servicecard::cli {

/// Makes a data directory with the synthetic county in it: the county lives through the time since
/// last year, and every act in it is a request to the API by one of the people who would make it.
/// Their tokens, API keys and test cards of every verdict are left in `data`/demo. Throws `Stop`
/// where there is something at `data` already, or an act is refused.
void make_demo(Console& console, const std::filesystem::path& data, const Issuer& issuer);

}  // namespace servicecard::cli
