#include "server/store/journal_log.h"

#include <string>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include "cardlib/codec/cbor.h"
#include "server/store/failure.h"
#include "server/store/verifications.h"
#include "tests/server/store/sample_rows.h"
#include "tests/server/store/test_store.h"

namespace servicecard::store {
namespace {

using test::test_time;

using Faults = std::vector<JournalProblem>;

class JournalLog : public testing::Test {
 protected:
  JournalLog() {
    for (int i = 0; i < 6; ++i) {
      store().write([&](Transaction& transaction) {
        transaction.append({.time = test_time(),
                            .actor = i % 2 == 0 ? "li" : "wang",
                            .kind = "card.lost",
                            .subject = "card:" + std::to_string(i),
                            .content = {{"number", i}}});
        return 0;
      });
    }
  }
  Store& store() { return test_store_.store(); }
  JournalReport verify() { return store().read(journal_log::verify); }
  void verification(const std::string& verdict) {
    store().write([&](Transaction& transaction) {
      return verifications::append(transaction, {.time = test_time(),
                                                 .partner_id = "p",
                                                 .key_id = 1,
                                                 .verdict = verdict,
                                                 .kind = "printed",
                                                 .card_id = std::nullopt,
                                                 .service = "health.checkup",
                                                 .site = std::nullopt});
    });
  }
  void seal() {
    store().write([](Transaction& transaction) {
      verifications::seal(transaction, test_time());
      return 0;
    });
  }
  // As somebody with the file in hand would.
  JournalReport verify_after(const std::string& tampering) {
    test_store_.close();
    {
      SQLite::Database database(test_store_.file().string(), SQLite::OPEN_READWRITE);
      database.exec("PRAGMA ignore_check_constraints = ON");
      database.exec(tampering);
    }
    test_store_.reopen();
    return verify();
  }

  test::TestStore test_store_;
};

TEST_F(JournalLog, IsWhatItWasWritten) {
  const JournalReport report = verify();
  EXPECT_EQ(report.problems, Faults{});
  EXPECT_EQ(report.size, 6U);
  const JournalHead head = store().read(journal_log::head);
  EXPECT_EQ(head.size, 6U);
  EXPECT_EQ(head.root, report.root);
}

TEST_F(JournalLog, IsReadFromTheNewestAndBySubject) {
  const auto page = [&](std::int64_t limit, std::optional<std::int64_t> before) {
    std::vector<std::uint64_t> sequences;
    for (const JournalRow& row : store().read(
             [&](Snapshot& snapshot) { return journal_log::page(snapshot, limit, before); })) {
      sequences.push_back(row.sequence);
    }
    return sequences;
  };
  EXPECT_EQ(page(4, std::nullopt), (std::vector<std::uint64_t>{5, 4, 3, 2}));
  EXPECT_EQ(page(4, 2), (std::vector<std::uint64_t>{1, 0}));
  const auto about =
      store().read([](Snapshot& snapshot) { return journal_log::about(snapshot, "card:3"); });
  ASSERT_EQ(about.size(), 1U);
  EXPECT_EQ(about[0].actor, "wang");
  EXPECT_EQ(about[0].kind, "card.lost");
  EXPECT_EQ(about[0].time, test_time());
  EXPECT_EQ(about[0].content, R"({"number":3})");
}

struct Tampering {
  const char* name;
  const char* sql;
  Faults problems;
};

constexpr const char* copy_of_leaf =
    "INSERT INTO journal_leaf SELECT 6, time, actor, kind, subject, commitment, hash, content,"
    " content_key FROM journal_leaf WHERE seq = 5";

class TamperedJournal : public JournalLog, public testing::WithParamInterface<Tampering> {};

TEST_P(TamperedJournal, IsFoundOut) {
  EXPECT_EQ(verify_after(GetParam().sql).problems, GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Table, TamperedJournal,
    testing::Values(
        Tampering{"TheActor",
                  "UPDATE journal_leaf SET actor = 'wang' WHERE seq = 2",
                  {{JournalFault::altered_leaf, 2}}},
        Tampering{"TheTime",
                  "UPDATE journal_leaf SET time = time + 1 WHERE seq = 0",
                  {{JournalFault::altered_leaf, 0}}},
        Tampering{"TheKind",
                  "UPDATE journal_leaf SET kind = 'card.found' WHERE seq = 5",
                  {{JournalFault::altered_leaf, 5}}},
        Tampering{"TheSubject",
                  "UPDATE journal_leaf SET subject = 'card:9' WHERE seq = 1",
                  {{JournalFault::altered_leaf, 1}}},
        Tampering{"TheContent",
                  "UPDATE journal_leaf SET content = '{\"number\":9}' WHERE seq = 3",
                  {{JournalFault::altered_content, 3}}},
        Tampering{"TheContentsKey",
                  "UPDATE journal_leaf SET content_key = zeroblob(32) WHERE seq = 3",
                  {{JournalFault::altered_content, 3}}},
        Tampering{"TheContentsKeyAlone",
                  "UPDATE journal_leaf SET content_key = NULL WHERE seq = 3",
                  {{JournalFault::altered_content, 3}}},
        Tampering{"TheCommitment",
                  "UPDATE journal_leaf SET commitment = zeroblob(32) WHERE seq = 4",
                  {{JournalFault::altered_leaf, 4}, {JournalFault::altered_content, 4}}},
        Tampering{"TheHash",
                  "UPDATE journal_leaf SET hash = zeroblob(32) WHERE seq = 4",
                  {{JournalFault::altered_leaf, 4}, {JournalFault::wrong_root, 6}}},
        Tampering{"ALeafTakenFromTheMiddle",
                  "DELETE FROM journal_leaf WHERE seq = 2",
                  {{JournalFault::missing_leaf, 2},
                   {JournalFault::wrong_size, 5},
                   {JournalFault::wrong_root, 5}}},
        Tampering{"TheLastLeafTaken",
                  "DELETE FROM journal_leaf WHERE seq = 5",
                  {{JournalFault::wrong_size, 5}, {JournalFault::wrong_root, 5}}},
        Tampering{"ALeafAdded",
                  copy_of_leaf,
                  {{JournalFault::altered_leaf, 6},
                   {JournalFault::wrong_size, 7},
                   {JournalFault::wrong_root, 7}}},
        Tampering{"TwoLeavesExchanged",
                  "UPDATE journal_leaf SET seq = 99 WHERE seq = 1;"
                  "UPDATE journal_leaf SET seq = 1 WHERE seq = 2;"
                  "UPDATE journal_leaf SET seq = 2 WHERE seq = 99",
                  {{JournalFault::altered_leaf, 1},
                   {JournalFault::altered_leaf, 2},
                   {JournalFault::wrong_root, 6}}},
        Tampering{"TheRoot",
                  "UPDATE journal_head SET root = zeroblob(32)",
                  {{JournalFault::wrong_root, 6}}},
        Tampering{"ContentErasedAsItMayBe",
                  "UPDATE journal_leaf SET content = NULL, content_key = NULL WHERE seq = 3",
                  {}}),
    [](const auto& row) { return row.param.name; });

TEST_F(JournalLog, WillNotGrowOnADamagedHead) {
  test_store_.close();
  {
    SQLite::Database database(test_store_.file().string(), SQLite::OPEN_READWRITE);
    database.exec("UPDATE journal_head SET size = 7");
  }
  EXPECT_THROW(test_store_.reopen(), Failure);
}

class SealedVerifications : public JournalLog {
 protected:
  SealedVerifications() {
    for (const char* verdict : {"valid", "lost", "valid"}) verification(verdict);
    seal();
    verification("expired");
  }
};

TEST_F(SealedVerifications, AreCoveredByOneLeaf) {
  const auto rows =
      store().read([](Snapshot& s) { return journal_log::about(s, "verification:1-3"); });
  EXPECT_EQ(rows.size(), 1U);
  EXPECT_EQ(verify().problems, Faults{});
  seal();
  seal();
  EXPECT_EQ(
      store().read([](Snapshot& s) { return journal_log::about(s, "verification:4-4"); }).size(),
      1U);
  EXPECT_EQ(verify().size, 8U);
  EXPECT_EQ(verify().problems, Faults{});
}

TEST_F(SealedVerifications, AreNamedByTheirLeafWhenTheyWereAltered) {
  for (const char* tampering :
       {"UPDATE verification SET verdict = 'valid' WHERE id = 2",
        "UPDATE verification SET verdict = 'lost' WHERE id = 2; DELETE FROM verification WHERE "
        "id = 3",
        "INSERT INTO verification SELECT 3, time, partner_id, key_id, 'lost', kind, card_id, "
        "service, site, account_id FROM verification WHERE id = 1"}) {
    SCOPED_TRACE(tampering);
    EXPECT_EQ(verify_after(tampering).problems, (Faults{{JournalFault::altered_verifications, 6}}));
  }
}

// Rows that were sealed before there were accounts have nine members.
TEST_F(JournalLog, SealsTheRowOfAKeyAsItAlwaysWasAndTheAccountOfAnother) {
  const auto expected = [](const cbor::Array& row) {
    return sha256({Sha256{}, cbor::encode(row)});
  };
  const auto nothing = cbor::Value(cbor::Value::Variant(nullptr));
  const std::int64_t seconds = test_time().time_since_epoch().count();
  verification("valid");
  EXPECT_EQ(store().read([](Snapshot& s) { return verifications::digest_of(s, 1, 1); }),
            expected({std::int64_t{1}, seconds, "p", std::int64_t{1}, "valid", "printed", nothing,
                      "health.checkup", nothing}));
  store().write([&](Transaction& transaction) {
    return verifications::append(transaction, {.time = test_time(),
                                               .partner_id = "p",
                                               .verdict = "valid",
                                               .kind = "printed",
                                               .card_id = std::nullopt,
                                               .service = std::nullopt,
                                               .site = "east",
                                               .account_id = 7});
  });
  EXPECT_EQ(store().read([](Snapshot& s) { return verifications::digest_of(s, 2, 2); }),
            expected({std::int64_t{2}, seconds, "p", nothing, "valid", "printed", nothing, nothing,
                      "east", std::int64_t{7}}));
}

TEST_F(SealedVerifications, AreNotYetThoseOfTheHourThatRuns) {
  EXPECT_EQ(verify_after("UPDATE verification SET verdict = 'valid' WHERE id = 4").problems,
            Faults{});
}

TEST_F(JournalLog, GetsALeafForEachHourOfVerifications) {
  HourlySeal seal(store());
  const auto sealed = [&] {
    return store().read([](Snapshot& s) { return test::count_rows(s, "verification_seal"); });
  };
  // The writer works in order: once this is done, what was submitted before it is.
  const auto settle = [&] { store().write([](Transaction&) { return 0; }); };
  verification("valid");
  seal.at(test_time());
  settle();
  EXPECT_EQ(sealed(), 1);
  verification("valid");
  seal.at(test_time() + std::chrono::minutes(59));
  settle();
  EXPECT_EQ(sealed(), 1);
  seal.at(test_time() + std::chrono::hours(1));
  settle();
  EXPECT_EQ(sealed(), 2);
  verification("valid");
  seal.finish(test_time() + std::chrono::hours(1));
  settle();
  EXPECT_EQ(sealed(), 3);
  EXPECT_EQ(verify().problems, Faults{});
}

}  // namespace
}  // namespace servicecard::store
