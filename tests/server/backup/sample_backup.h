#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "keys/passphrase.h"
#include "server/backup/backup.h"

namespace servicecard::test {

/// What the backups of tests are sealed with.
[[nodiscard]] keys::Passphrase backup_passphrase();

/// Makes a backup at `test_time()`.
[[nodiscard]] std::expected<backup::Manifest, backup::BackupFailure> back_up(
    const std::filesystem::path& data, const std::filesystem::path& to,
    const backup::OnStage& on_stage = [](backup::Stage, std::size_t, std::size_t) {});

/// What checking that file says: "whole", or the error's name.
[[nodiscard]] std::string checked(const std::filesystem::path& file);

[[nodiscard]] std::string octets_of(const std::filesystem::path& file);
void write_octets(const std::filesystem::path& file, const std::string& octets);
/// The names in a folder and below, with `/` between, in their order.
[[nodiscard]] std::string names_in(const std::filesystem::path& folder);

}  // namespace servicecard::test
