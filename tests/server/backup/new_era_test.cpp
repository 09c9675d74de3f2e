#include "server/backup/new_era.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/counter/card_memory.h"
#include "server/counter/publisher.h"
#include "server/desk/issue.h"
#include "server/desk/policies.h"
#include "server/store/settings.h"
#include "server/store/status_lists.h"
#include "tests/server/desk/desk_at_work.h"

namespace servicecard::backup {
namespace {

using testing::ElementsAre;

/// A desk that issues cards, then begins an era as if it had just been restored.
class EraTest : public testing::Test, protected test::DeskAtWork {
 protected:
  EraTest() { desk_.unlock(); }

  std::string issue(int n) {
    const auto results = issue_applications(desk(), by("wang"), {nth_approved(n)});
    return results.front().card.value();
  }
  NewEra begin(Time now) {
    return begin_new_era(desk_.store(),
                         {.created_at = test::test_time(),
                          .issuer = desk().issuer.str(),
                          .schema = "s",
                          .journal_size = 7,
                          .journal_root = {},
                          .tables = {},
                          .files = {}},
                         desk().issuer, nullptr, now);
  }
  std::optional<store::StatusListRow> list(std::int64_t number) {
    return desk_.store().read(
        [&](store::Snapshot& snapshot) { return store::status_lists::find(snapshot, number); });
  }
};

TEST_F(EraTest, WritesEveryListOffAndOpensAnotherFarAbove) {
  issue(1);
  const NewEra era = begin(test::test_time());
  EXPECT_EQ(era.written_off, 1);
  EXPECT_EQ(list(1)->unused, store::UnusedIndex::invalid);
  EXPECT_TRUE(list(1)->closed_at);
  // 119 days and 16 hours from the first of January, in tens of minutes.
  EXPECT_EQ(era.status_list, 1 + 119 * 144 + 16 * 6);
  EXPECT_FALSE(list(era.status_list)->closed_at);
  EXPECT_EQ(list(era.status_list)->unused, store::UnusedIndex::valid);
}

TEST_F(EraTest, GoesOnWithNumbersThatNobodyHas) {
  EXPECT_EQ(issue(1).substr(0, 10), "YC26-00002");  // the first would end in I or O
  const NewEra era = begin(test::test_time());
  EXPECT_THAT(era.next_numbers, ElementsAre("YC2026 from 2757121"));
  EXPECT_EQ(issue(2).substr(0, 12), "YC26-2757121");
}

TEST_F(EraTest, SkipsAHundredThousandWhereTheYearIsYoung) {
  issue(1);
  desk_.clock().set(start_of(CivilDate::of(2027, 1, 1).value()) + std::chrono::minutes(2));
  EXPECT_THAT(begin(desk_.clock().now()).next_numbers, ElementsAre("YC2027 from 100001"));
}

TEST_F(EraTest, NeverGoesBelowTheEraBefore) {
  issue(1);
  std::set<std::int64_t> lists;
  std::set<std::vector<std::string>> numbers;
  for (int i = 0; i < 5; ++i) {
    const NewEra era = begin(test::test_time());
    EXPECT_TRUE(lists.insert(era.status_list).second);
    EXPECT_TRUE(numbers.insert(era.next_numbers).second);
  }
}

TEST_F(EraTest, PublishesNoPackBelowOneThatMayBeOut) {
  EXPECT_EQ(begin(test::test_time()).pack_sequence, 1'777'536'000U);
  const auto earlier = test::test_time() - std::chrono::hours(1);
  EXPECT_EQ(begin(earlier).pack_sequence, 1'777'536'000U);
}

TEST_F(EraTest, TellsTheJournalWhereItCameFrom) {
  begin(test::test_time());
  const store::JournalRow leaf = desk_.journal().back();
  EXPECT_EQ(leaf.kind, "data.restored");
  EXPECT_EQ(leaf.actor, "system");
  EXPECT_EQ(leaf.subject, "issuer:https://card.example.cn");
  EXPECT_THAT(leaf.content.value(), testing::HasSubstr("\"journal_size\":7"));
}

// What an offline verifier is told of an index that this record knows nothing of.
TEST_F(EraTest, SaysInvalidOfWhatWasDrawnFromTheOldListSince) {
  desk_.restart();
  const counter::CardMemory memory(desk_.store(), desk().issuer);
  issue(1);
  begin(test::test_time());
  std::vector<counter::CardMemory::ListSize> sizes;
  for (const auto& row : desk_.store().read([](store::Snapshot& snapshot) {
         return store::status_lists::served(snapshot, test::test_time());
       })) {
    sizes.push_back({.number = row.number, .capacity = row.capacity, .unused = row.unused});
  }
  ASSERT_EQ(sizes.size(), 2U);
  const auto lists = memory.status_lists(sizes);
  const auto count = [&](std::size_t list, Status status) {
    std::size_t found = 0;
    for (std::size_t at = 0; at < lists[list].entries(); ++at) {
      if (lists[list].at(at) == static_cast<std::uint8_t>(status)) ++found;
    }
    return found;
  };
  EXPECT_EQ(count(0, Status::valid), 2U);  // the two credentials of the card
  EXPECT_EQ(count(0, Status::invalid), lists[0].entries() - 2);
  EXPECT_EQ(count(1, Status::valid), lists[1].entries());
}

}  // namespace
}  // namespace servicecard::backup
