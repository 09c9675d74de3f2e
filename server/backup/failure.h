#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cardlib/identity/bilingual.h"

namespace servicecard::backup {

/// Why there is no backup, or why one is not taken.
enum class BackupError : std::uint8_t {
  no_data,           ///< no data directory there, or one that is not whole
  occupied,          ///< would have to overwrite something
  unreadable,        ///< the system refuses
  unsound,           ///< the database is damaged, or the journal does not add up
  not_a_backup,      ///< another kind of file
  newer,             ///< made by a newer program
  wrong_passphrase,  ///< or the head of the file was altered
  damaged,           ///< altered, cut or longer than it was
  foreign_pack,      ///< the pack is another county's, or was altered
  older_pack,        ///< the pack is older than the backup, and tells nothing that it does not
};

/// The name in JSON: that of the enumerator.
[[nodiscard]] std::string_view to_string(BackupError error);
/// What is wrong and what to do, for the person at the shell.
[[nodiscard]] Bilingual text_of(BackupError error);

struct BackupFailure {
  BackupError error;
  std::string detail;  ///< the file or folder, and what the machine says of it
};

}  // namespace servicecard::backup
