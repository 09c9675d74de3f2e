#pragma once

#include <filesystem>
#include <string>

#include "cardlib/identity/civil_date.h"

/// What is done with the offline root, on the machine where its medium is.
namespace servicecard::cli {

/// A copy of the root's public key in a data directory, for verifiers on this machine.
[[nodiscard]] std::filesystem::path root_copy(const std::filesystem::path& data);
void copy_root(const std::filesystem::path& root_folder, const std::filesystem::path& data);

/// Has the root sign what the ring wants next. The ring is only read; its states come into force
/// once the list is loaded. Throws `Stop` with the reason where the root does not sign.
[[nodiscard]] std::string sign_trust_list(const std::filesystem::path& keys_folder,
                                          const std::filesystem::path& root_folder, Time now);

}  // namespace servicecard::cli
