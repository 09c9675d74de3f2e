#include <string>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gtest/gtest.h>

#include "cardlib/codec/cbor.h"
#include "server/store/actors.h"
#include "server/store/migration.h"
#include "server/store/partners.h"
#include "server/store/sqlite/backend.h"
#include "server/store/verifications.h"
#include "tests/server/store/sample_rows.h"
#include "tests/server/store/test_store.h"
#include "tests/support/fixed_random.h"
#include "tests/support/temporary_directory.h"

/// A database from before partners had sites, accounts and scopes.
namespace servicecard::store {
namespace {

using test::digest_of;
using test::test_time;

class PartnersMigration : public testing::Test {
 protected:
  PartnersMigration() {
    const auto steps = built_in_migrations();
    EXPECT_TRUE(migrate(file_, steps.first(10), test_time()));
    fill();
    EXPECT_TRUE(migrate(file_, steps, test_time()));
  }

  void fill() {
    SQLite::Database old(file_.string(), SQLite::OPEN_READWRITE);
    old.exec(
        "INSERT INTO partner (id, name, sector, max_age, bearers, created_at)"
        " VALUES ('hospital', '示例医院（虚构）', 'health', 86400, 'accepted', 5);"
        "INSERT INTO actor (name, role, epoch, created_at) VALUES ('li', 'clerk', 3, 5);"
        "INSERT INTO policy (name, version, document, effective_from, entered_by, entered_at)"
        " VALUES ('default', 1, '{}', '2021-01-01', 'li', 5);"
        "INSERT INTO verification (id, time, partner_id, key_id, verdict, kind)"
        " VALUES (7, 6, 'hospital', 1, 'valid', 'printed')");
    SQLite::Statement key(
        old, "INSERT INTO partner_key (partner_id, hash, created_at) VALUES ('hospital', ?, 5)");
    const Sha256 hash = digest_of("key");
    key.bind(1, hash.data(), static_cast<int>(hash.size()));
    key.exec();
  }

  test::TemporaryDirectory directory_;
  std::filesystem::path file_ = directory_.path() / "old.db";
  test::FixedRandom random_{1};
};

TEST_F(PartnersMigration, LetsPartnersSeeAndKeysDoWhatTheyDid) {
  Store store(sqlite::backend(file_), random_);
  const auto partner =
      store.read([](Snapshot& s) { return partners::find(s, "hospital").value(); });
  EXPECT_EQ(partner.shows, every_card_field());
  EXPECT_TRUE(partner.sites.empty());
  const auto keys = store.read([](Snapshot& s) { return partners::keys(s, "hospital"); });
  ASSERT_EQ(keys.size(), 1U);
  EXPECT_EQ(keys[0].scopes, every_partner_scope());
  EXPECT_EQ(keys[0].jwk, std::nullopt);
  EXPECT_EQ(keys[0].last_used_at, std::nullopt);
}

TEST_F(PartnersMigration, KeepsAccountsAndWhatRefersToThem) {
  Store store(sqlite::backend(file_), random_);
  const auto li = store.read([](Snapshot& s) { return actors::find(s, "li").value(); });
  EXPECT_EQ(li.role, "clerk");
  EXPECT_EQ(li.epoch, 3);
  EXPECT_EQ(li.partner_id, std::nullopt);
  SQLite::Database database(file_.string(), SQLite::OPEN_READONLY);
  EXPECT_FALSE(SQLite::Statement(database, "PRAGMA foreign_key_check").executeStep());
}

TEST_F(PartnersMigration, LeavesTheDigestOfVerificationsAsItWas) {
  Store store(sqlite::backend(file_), random_);
  const auto nothing = cbor::Value(cbor::Value::Variant(nullptr));
  EXPECT_EQ(store.read([](Snapshot& s) { return verifications::digest_of(s, 7, 7); }),
            sha256({Sha256{}, cbor::encode(cbor::Array{7, 6, "hospital", 1, "valid", "printed",
                                                       nothing, nothing, nothing})}));
}

}  // namespace
}  // namespace servicecard::store
