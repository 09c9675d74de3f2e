#pragma once

#include <expected>
#include <string>

#include "cardlib/crypto/random_source.h"
#include "cardlib/identity/civil_date.h"
#include "server/app/data.h"

namespace servicecard::app {

/// Lets somebody who is locked out in again: a one-time password, the second factor taken away, a
/// leaf of the journal. For whoever holds the data directory, while no server does. Gives the
/// password, or what to tell the operator.
[[nodiscard]] std::expected<std::string, std::string> reset_account(DataOptions options,
                                                                    const std::string& name,
                                                                    Time now, RandomSource& random);

}  // namespace servicecard::app
