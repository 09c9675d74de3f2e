#pragma once

#include <expected>
#include <filesystem>

#include "keys/passphrase.h"
#include "server/app/start_failure.h"

namespace servicecard::app {

/// The passphrase of a data directory's keys: from the file that `CARD_PASSPHRASE_FILE` names, from
/// `CARD_PASSPHRASE`, or from the file `passphrase` in the directory, the first of these that there
/// is. To be called before the first thread is started.
[[nodiscard]] std::expected<keys::Passphrase, StartFailure> find_passphrase(
    const std::filesystem::path& data);

}  // namespace servicecard::app
