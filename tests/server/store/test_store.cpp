#include "tests/server/store/test_store.h"

#include <chrono>
#include <stdexcept>
#include <utility>

#include "server/store/migration.h"
#include "server/store/sqlite/backend.h"

namespace servicecard::test {

Time test_time() { return Time(std::chrono::seconds(1'777'536'000)); }

namespace {

// Migrated once; each test takes a copy.
const std::filesystem::path& migrated_database() {
  static const TemporaryDirectory directory;
  static const std::filesystem::path file = [] {
    std::filesystem::path made = directory.path() / "template.db";
    if (!store::migrate(made, store::built_in_migrations(), test_time())) {
      throw std::runtime_error("the migrations do not apply");
    }
    return made;
  }();
  return file;
}

}  // namespace

TestStore::TestStore() {
  std::filesystem::copy_file(migrated_database(), file());
  reopen();
}

void TestStore::reopen() {
  store_.reset();
  store_ = std::make_unique<store::Store>(store::sqlite::backend(file()), random_);
}

store::JournalEntry leaf_about(std::string subject) {
  return {.time = test_time(),
          .actor = "tester",
          .kind = "test.changed",
          .subject = std::move(subject),
          .content = {{"why", "test"}}};
}

void put_setting(store::Transaction& transaction, const std::string& name,
                 const std::string& value) {
  transaction.change(
      "INSERT INTO setting (name, value) VALUES ($name, $value)"
      " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      {{"$name", name}, {"$value", value}});
}

std::optional<std::string> setting(store::Reader& reader, const std::string& name) {
  return reader.one("SELECT value FROM setting WHERE name = $name", {{"$name", name}},
                    [](const store::Row& row) { return row.text("value"); });
}

std::int64_t count_rows(store::Reader& reader, const std::string& table) {
  return reader
      .one("SELECT count(*) AS count FROM " + table, {},
           [](const store::Row& row) { return row.integer("count"); })
      .value();
}

}  // namespace servicecard::test
