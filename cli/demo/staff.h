#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/client.h"

namespace servicecard::cli::demo {

/// Those who run the county, each with a token of his own: nobody does another's part.
struct Staff {
  Client administrator;
  Client first_clerk;   ///< enters records, writes applications
  Client second_clerk;  ///< confirms amounts, checks applications
  Client approver;      ///< approves, issues, takes away
};

/// What each of them, and the hospital's counter, presents.
using Tokens = std::vector<std::pair<std::string, std::string>>;

}  // namespace servicecard::cli::demo
