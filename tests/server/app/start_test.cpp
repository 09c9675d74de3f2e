#include <cstdlib>
#include <fstream>
#include <functional>
#include <unistd.h>

#include <gtest/gtest.h>

#include "server/app/app.h"
#include "server/app/listening.h"
#include "server/store/sqlite/backend.h"
#include "tests/server/app/sample_app.h"
#include "tests/server/store/test_store.h"
#include "tests/support/environment_variable.h"

namespace servicecard::test {
namespace {

namespace fs = std::filesystem;
using app::StartError;

void write(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::trunc) << text;
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

// Changes one row of the database behind the store's back.
void change_database(const fs::path& data, const std::string& sql) {
  const auto writer = store::sqlite::backend(data / "servicecard.db")->open_writer();
  writer->begin(store::Access::write);
  writer->run(sql, {}, store::Access::write, [](const store::Row&) {});
  writer->commit();
}

struct Row {
  std::string name;
  std::function<void(const fs::path& data)> spoil;
  StartError error;
  std::string advice;  ///< words that it must have
};

std::vector<Row> rows() {
  return {
      {"no folder", [](const fs::path& data) { fs::remove_all(data); }, StartError::no_data,
       "cardctl init"},
      {"no database", [](const fs::path& data) { fs::remove(data / "servicecard.db"); },
       StartError::no_data, "servicecard.db"},
      {"open to others", [](const fs::path& data) { fs::permissions(data, fs::perms::all); },
       StartError::data_exposed, "chmod 700"},
      {"no passphrase", [](const fs::path& data) { fs::remove(data / "passphrase"); },
       StartError::no_passphrase, "CARD_PASSPHRASE_FILE"},
      {"weak passphrase", [](const fs::path& data) { write(data / "passphrase", "secret\n"); },
       StartError::no_passphrase, "too weak"},
      {"wrong passphrase",
       [](const fs::path& data) { write(data / "passphrase", "correct horse battery\n"); },
       StartError::wrong_passphrase, "does not open"},
      {"no data key", [](const fs::path& data) { fs::remove(data / "keys" / "data-key.json"); },
       StartError::bad_key_file, "backup"},
      {"cut ring", [](const fs::path& data) { write(data / "keys" / "ring.json", "{"); },
       StartError::bad_key_file, "ring.json"},
      {"changed migration",
       [](const fs::path& data) {
         change_database(data, "UPDATE schema_migration SET hash = zeroblob(32) WHERE number = 1");
       },
       StartError::changed_migration, "0001"},
      {"newer database",
       [](const fs::path& data) {
         change_database(data,
                         "INSERT INTO schema_migration (number, name, hash, applied_at)"
                         " VALUES (9000, '9000_later', zeroblob(32), 0)");
       },
       StartError::newer_database, "9000"},
      {"unfinished",
       [](const fs::path& data) {
         change_database(data, "DELETE FROM setting WHERE name = 'issuer'");
       },
       StartError::no_data, "did not finish"},
      {"another issuer's database",
       [](const fs::path& data) {
         change_database(
             data, "UPDATE setting SET value = 'https://other.example' WHERE name = 'issuer'");
       },
       StartError::mixed_data, "https://other.example"},
  };
}

TEST(Start, IsRefusedWithAdviceWhereTheDataIsNotRight) {
  for (const Row& row : rows()) {
    SCOPED_TRACE(row.name);
    SampleApp sample;
    sample.close();
    row.spoil(sample.data());
    const auto opened = sample.open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().error, row.error);
    EXPECT_NE(opened.error().advice.find(row.advice), std::string::npos) << opened.error().advice;
  }
}

TEST(Start, NamesTheProcessThatHoldsTheData) {
  SampleApp sample;
  const auto second = sample.open();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().error, StartError::data_in_use);
  EXPECT_NE(second.error().advice.find("process " + std::to_string(::getpid())), std::string::npos)
      << second.error().advice;
}

TEST(Start, TakesThePassphraseOfTheEnvironmentBeforeThatOfTheDirectory) {
  SampleApp sample;
  sample.close();
  {
    const EnvironmentVariable other("CARD_PASSPHRASE", "correct horse battery");
    EXPECT_EQ(sample.open().error().error, StartError::wrong_passphrase);
  }
  const fs::path elsewhere = sample.data().parent_path() / "passphrase";
  fs::rename(sample.data() / "passphrase", elsewhere);
  const EnvironmentVariable file("CARD_PASSPHRASE_FILE", elsewhere.string());
  EXPECT_TRUE(sample.open());
}

TEST(Start, InProductionRefusesADemonstration) {
  SampleApp sample;
  sample.close();
  EXPECT_EQ(sample.open(app::Rules::production).error().error, StartError::synthetic_data);
}

TEST(Start, InProductionRefusesAnIssuerThatNobodyElseCanReach) {
  SampleApp sample;
  sample.close();
  change_database(sample.data(), "UPDATE setting SET value = 'refused' WHERE name = 'fakes'");
  EXPECT_EQ(sample.open(app::Rules::production).error().error, StartError::local_issuer);
}

TEST(Start, InProductionRefusesWhileTheRootIsWithinReach) {
  SampleApp sample;
  const fs::path data = sample.data().parent_path() / "county";
  const auto made =
      app::init_data({.data = data, .issuer = Issuer::parse("https://card.example.cn").value()},
                     sample.clock().now(), sample.random());
  ASSERT_TRUE(made);
  const auto open = [&] {
    return app::App::open({.data = data, .rules = app::Rules::production}, sample.clock(),
                          sample.random());
  };
  EXPECT_EQ(open().error().error, StartError::root_within_reach);
  fs::remove_all(made->root_folder);
  EXPECT_TRUE(open());
}

TEST(Start, ServesADemonstrationFromThePortOfItsIssuerAlone) {
  const Issuer demo = Issuer::parse("http://127.0.0.1:8123").value();
  EXPECT_TRUE(app::check_port(demo, 8123));
  const auto other = app::check_port(demo, 8080);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().error, StartError::other_port);
  EXPECT_NE(other.error().advice.find("--port 8123"), std::string::npos);
  EXPECT_TRUE(app::check_port(Issuer::parse("http://localhost").value(), 80));
  EXPECT_TRUE(app::check_port(Issuer::parse("https://card.example.cn").value(), 8443));
}

}  // namespace
}  // namespace servicecard::test
