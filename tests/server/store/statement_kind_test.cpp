#include "server/store/statement_kind.h"

#include <gtest/gtest.h>

namespace servicecard::store {
namespace {

TEST(StatementKind, FindsTheWrittenTable) {
  EXPECT_EQ(written_table("INSERT INTO card (id) VALUES (1)"), "card");
  EXPECT_EQ(written_table("INSERT INTO card(id) VALUES (1)"), "card");
  EXPECT_EQ(written_table("UPDATE card SET state = 'lost'"), "card");
  EXPECT_EQ(written_table("  DELETE\n FROM card"), "card");
}

TEST(StatementKind, TakesNothingElseForAWrite) {
  for (const char* sql :
       {"", "SELECT * FROM card", "DROP TABLE card", "INSERT OR REPLACE INTO card VALUES (1)",
        "REPLACE INTO card VALUES (1)", "DELETE card", "insert into card", "PRAGMA user_version",
        "BEGIN", "WITH x AS (SELECT 1) INSERT INTO card SELECT 1"}) {
    EXPECT_EQ(written_table(sql), "") << sql;
  }
}

TEST(StatementKind, TellsWhatReads) {
  EXPECT_TRUE(is_reading("SELECT 1"));
  EXPECT_TRUE(is_reading("\n WITH x AS (SELECT 1) SELECT * FROM x"));
  for (const char* sql : {"", "SELECTED", "PRAGMA x", "COMMIT", "INSERT INTO a VALUES (1)"}) {
    EXPECT_FALSE(is_reading(sql)) << sql;
  }
}

TEST(StatementKind, KeepsTheUnjournaledTablesFew) {
  for (const char* table : {"verification", "consumed_nonce", "idempotency", "partner_key_use"}) {
    EXPECT_TRUE(is_unjournaled(table)) << table;
  }
  for (const char* table : {"", "card", "journal_leaf", "verification_seal", "setting"}) {
    EXPECT_FALSE(is_unjournaled(table)) << table;
  }
}

}  // namespace
}  // namespace servicecard::store
