#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cardlib/crypto/random_source.h"
#include "cli/client.h"

namespace servicecard::cli::demo {

/// Those who run the county, each by a token of his own: nobody does another's part.
struct Staff {
  Client administrator;
  Client first_clerk;   ///< enters records, writes applications
  Client second_clerk;  ///< confirms amounts, checks applications
  Client approver;      ///< approves, issues, takes away
};

/// What each of them, and the hospital's counter, presents; by name.
using Credentials = std::vector<std::pair<std::string, std::string>>;

/// Makes the accounts of the staff by requests, and lets everybody choose a password: their
/// passwords, the administrator's first. `one_time` is the administrator's from before.
[[nodiscard]] Credentials hire(Door& door, Language language, const std::string& one_time,
                               RandomSource& random);

/// Everybody signs in and takes a token for a year; so they must come again before it is over.
[[nodiscard]] Credentials take_tokens(Door& door, Language language, const Credentials& passwords);

/// An account of that partner's counter, moved into: its name and its password.
[[nodiscard]] Credentials::value_type open_counter(Door& door, Language language,
                                                   Client& administrator,
                                                   const std::string& partner,
                                                   RandomSource& random);

[[nodiscard]] Staff staff_with(Door& door, Language language, const Credentials& tokens);

}  // namespace servicecard::cli::demo
