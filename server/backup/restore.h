#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>

#include "cardlib/crypto/random_source.h"
#include "cardlib/identity/civil_date.h"
#include "keys/passphrase.h"
#include "server/backup/backup.h"
#include "server/backup/failure.h"
#include "server/backup/new_era.h"

namespace servicecard::backup {

struct RestoreOptions {
  std::filesystem::path file;
  std::filesystem::path data;       ///< a new folder, or an empty one
  std::optional<std::string> pack;  ///< the last offline pack that was published, where it is known
};

struct Restored {
  Manifest manifest;
  NewEra era;
  /// Until when it is known what was taken away: the moment of the pack, or that of the backup.
  Time known_until;
};

/// Makes a data directory of a backup: unseals it beside its place, in `<data>.restoring`, checks
/// it against what the backup says of itself, begins a new era (`new_era.h`), and only then moves
/// it there. So no program ever works on the old state itself.
[[nodiscard]] std::expected<Restored, BackupFailure> restore_backup(
    const RestoreOptions& options, const keys::Passphrase& passphrase, Time now,
    RandomSource& random, const OnStage& on_stage);

}  // namespace servicecard::backup
