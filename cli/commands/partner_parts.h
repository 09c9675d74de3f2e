#pragma once

#include <string>

#include "cli/command.h"
#include "cli/shell.h"

/// What belongs to a partner: its sites, the accounts of its counter, its keys.
namespace servicecard::cli {

void add_partner_part_commands(Menu& partner);

/// The public JWK in a file.
[[nodiscard]] json::object jwk_in(const std::string& file);
/// A new key of that partner, as `wanted` describes it.
[[nodiscard]] json::value add_partner_key(Shell& shell, const std::string& partner,
                                          const json::object& wanted);

}  // namespace servicecard::cli
