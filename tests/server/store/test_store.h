#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "cardlib/identity/civil_date.h"
#include "server/store/store.h"
#include "tests/support/fixed_random.h"
#include "tests/support/temporary_directory.h"

namespace servicecard::test {

/// 2026-04-30 08:00 UTC: when things happen in tests.
[[nodiscard]] Time test_time();

/// A database that has every migration, in a folder of its own, and a store over it.
class TestStore {
 public:
  TestStore();

  [[nodiscard]] store::Store& store() { return *store_; }
  [[nodiscard]] std::filesystem::path file() const { return directory_.path() / "test.db"; }
  /// Closes the store and opens it again, as a new process would.
  void reopen();
  void close() { store_.reset(); }

 private:
  TemporaryDirectory directory_;
  FixedRandom random_{1};
  std::unique_ptr<store::Store> store_;
};

/// A leaf for changes that are about something else.
[[nodiscard]] store::JournalEntry leaf_about(std::string subject);

// The table `setting` serves as the simplest of the record's tables.
void put_setting(store::Transaction& transaction, const std::string& name,
                 const std::string& value);
[[nodiscard]] std::optional<std::string> setting(store::Reader& reader, const std::string& name);
[[nodiscard]] std::int64_t count_rows(store::Reader& reader, const std::string& table);

}  // namespace servicecard::test
