#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "server/store/journal_log.h"

namespace servicecard::store {

/// Told now and then of a long work how much is done, of how much.
using OnProgress = std::function<void(std::size_t done, std::size_t all)>;

/// Copies a database as it stands at one moment into a new file of mode 0600, durably and without a
/// log beside it. Another process may go on writing meanwhile: this one only reads and never
/// checkpoints, but the log of the other grows until the copy is done. Throws `Failure`.
void copy_database(const std::filesystem::path& from, const std::filesystem::path& to,
                   const OnProgress& on_progress);

/// What a database holds, as far as it can be counted and checked.
struct Inspection {
  std::string schema;                          ///< the last step of its migrations
  bool is_whole = false;                       ///< its pages, indices and references are; else the
                                               ///< rest was not looked at
  JournalReport journal;                       ///< recomputed
  std::map<std::string, std::int64_t> tables;  ///< rows of each

  [[nodiscard]] bool is_sound() const { return is_whole && journal.problems.empty(); }
};

/// Looks at a database that nobody has open.
[[nodiscard]] Inspection inspect_database(const std::filesystem::path& file);

}  // namespace servicecard::store
