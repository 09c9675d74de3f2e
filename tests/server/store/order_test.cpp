#include "server/store/order.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/store/cards.h"
#include "server/store/enterprises.h"
#include "tests/server/store/sample_rows.h"
#include "tests/server/store/test_store.h"

namespace servicecard::store {
namespace {

using Ids = std::vector<std::int64_t>;

/// Four cards, entered in this order: their last days are the 3rd, the 1st, the 2nd and the 1st.
class SortedCards : public testing::Test {
 protected:
  SortedCards() {
    int n = 0;
    for (const int days : {3, 1, 2, 1}) ids_.push_back(add_card(++n, std::chrono::days(days)));
  }

  Ids listed(Order order, Page page = {}) {
    CardFilter filter;
    filter.order = order;
    Ids ids;
    for (const Card& card : test_store_.store().read(
             [&](Snapshot& snapshot) { return cards::list(snapshot, filter, page); })) {
      ids.push_back(card.id);
    }
    return ids;
  }
  /// The same, one card a page.
  Ids paged(Order order) {
    Ids ids;
    while (true) {
      const Ids page = listed(order, {.limit = 1, .after = ids.empty() ? 0 : ids.back()});
      if (page.empty()) return ids;
      ids.push_back(page.front());
    }
  }

  Ids ids_;

 private:
  std::int64_t add_card(int n, std::chrono::days days) {
    return test::with_leaf(test_store_.store(), [&](Transaction& transaction) {
      const std::int64_t person = rows_.add_person(transaction, n);
      NewCard card = rows_.card(
          person, rows_.add_application(transaction, person, ApplicationState::approved), n);
      card.validity.expires = card.validity.not_before + days;
      return cards::add(transaction, card);
    });
  }

  test::TestStore test_store_;
  test::SampleRows rows_{test_store_.store()};
};

TEST_F(SortedCards, StandAsTheyWereEntered) {
  EXPECT_EQ(listed({}), ids_);
  EXPECT_EQ(paged({}), ids_);
}

TEST_F(SortedCards, StandTheLastEnteredFirst) {
  const Order order{.by = SortKey::entered, .descending = true};
  const Ids expected{ids_[3], ids_[2], ids_[1], ids_[0]};
  EXPECT_EQ(listed(order), expected);
  EXPECT_EQ(paged(order), expected);
}

TEST_F(SortedCards, StandByTheirEndAndThenAsTheyWereEntered) {
  const Order order{.by = SortKey::ends, .descending = false};
  const Ids expected{ids_[1], ids_[3], ids_[2], ids_[0]};
  EXPECT_EQ(listed(order), expected);
  EXPECT_EQ(paged(order), expected);
}

TEST_F(SortedCards, StandByTheirEndTheOtherWayRound) {
  const Order order{.by = SortKey::ends, .descending = true};
  const Ids expected{ids_[0], ids_[2], ids_[3], ids_[1]};
  EXPECT_EQ(listed(order), expected);
  EXPECT_EQ(paged(order), expected);
}

TEST(RowsOfPage, GoBehindTheLastRowOfThePageBefore) {
  EXPECT_EQ(rows_of_page("SELECT * FROM card WHERE state = $state", "card",
                         {.by = SortKey::changed, .descending = true}, {.limit = 50, .after = 7}),
            "SELECT * FROM card WHERE state = $state AND (changed_at, id) < (SELECT changed_at, id"
            " FROM card WHERE id = $after) ORDER BY changed_at DESC, id DESC LIMIT $limit");
}

}  // namespace
}  // namespace servicecard::store
