#pragma once

#include <cstdint>
#include <string_view>

#include "cardlib/crypto/random_source.h"
#include "server/journal/tree.h"
#include "server/store/connection.h"

namespace servicecard::store {

struct JournalEntry;

/// The journal as the writer keeps it: leaves in `journal_leaf`, and the tree over them in memory
/// and in the one row of `journal_head`.
class JournalTable {
 public:
  /// Takes up the tree where the database says it stands. Throws `Failure` where that is no tree.
  JournalTable(Connection& connection, RandomSource& random);

  /// True for the tables that nobody else writes to.
  [[nodiscard]] static bool owns(std::string_view table);

  std::uint64_t append(Connection& connection, const JournalEntry& entry);
  /// Writes the head, if leaves were appended since the last commit; once a group, before its
  /// commit.
  void save_head(Connection& connection) const;
  /// The commit has been done.
  void committed() { committed_ = tree_; }

  [[nodiscard]] const journal::Tree& tree() const { return tree_; }
  /// What came after that tree was rolled back.
  void roll_back_to(const journal::Tree& earlier) { tree_ = earlier; }
  /// Everything since the last commit was rolled back.
  void roll_back() { tree_ = committed_; }

 private:
  RandomSource& random_;
  journal::Tree tree_;
  journal::Tree committed_;
};

}  // namespace servicecard::store
