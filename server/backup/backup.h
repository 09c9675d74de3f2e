#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>

#include "cardlib/crypto/random_source.h"
#include "cardlib/identity/civil_date.h"
#include "keys/passphrase.h"
#include "server/backup/failure.h"
#include "server/backup/manifest.h"

/// One encrypted file that holds a whole data directory, as it stood at one moment: the database,
/// the keys, and the secrets that lie beside them. docs/operations.md has the format.
namespace servicecard::backup {

/// The stages of a long work, in their order.
enum class Stage : std::uint8_t { copy, check, seal, open, record };

/// Told now and then how far a stage is.
using OnStage = std::function<void(Stage, std::size_t done, std::size_t all)>;

struct BackupOptions {
  std::filesystem::path data;  ///< the data directory; a server may be at work in it
  std::filesystem::path to;    ///< a new file
};

/// Makes a backup: copies the database at one moment, checks the copy, and seals it with the other
/// files. The file is there whole and durable, or not at all.
///
/// It does not take the data directory: it only reads, so that the server goes on, stops and starts
/// as it likes. The plain copy lies in the directory meanwhile, in `backup.draft`; where this is
/// cut short, the next backup clears it away.
[[nodiscard]] std::expected<Manifest, BackupFailure> make_backup(const BackupOptions& options,
                                                                 const keys::Passphrase& passphrase,
                                                                 Time now, RandomSource& random,
                                                                 const OnStage& on_stage);

/// Reads all of a backup and writes nothing: that each octet is as it was written, which was
/// checked when it was made. Gives what it holds.
[[nodiscard]] std::expected<Manifest, BackupFailure> check_backup(
    const std::filesystem::path& file, const keys::Passphrase& passphrase, const OnStage& on_stage);

}  // namespace servicecard::backup
