#include "server/store/print_batches.h"

#include <gtest/gtest.h>

#include "server/store/failure.h"
#include "server/store/handovers.h"
#include "tests/server/store/sample_rows.h"
#include "tests/server/store/test_store.h"

namespace servicecard::store {
namespace {

using test::digest_of;
using test::test_time;
using test::with_leaf;

/// Two cards, the first of them in a batch.
class PrintBatches : public testing::Test {
 protected:
  PrintBatches() {
    with_leaf(store(), [&](Transaction& transaction) {
      card_ = rows_.add_card(transaction, 1);
      other_ = rows_.add_card(transaction, 2);
      batch_ = add_batch(transaction);
      print_batches::add_card(transaction, batch_, 1, card_);
      return 0;
    });
  }

  Store& store() { return test_store_.store(); }

  static std::int64_t add_batch(Transaction& transaction) {
    return print_batches::add(
        transaction,
        {.paper = Paper::a4, .imprint = "{}", .made_by = "chen", .made_at = test_time()});
  }

  template <class ChangeFunction>
  bool is_refused(ChangeFunction change) {
    try {
      with_leaf(store(), [&](Transaction& transaction) {
        change(transaction);
        return 0;
      });
      return false;
    } catch (const Failure& failure) {
      return failure.kind() == FailureKind::constraint;
    }
  }
  void put(BatchCardState state) {
    with_leaf(store(), [&](Transaction& transaction) {
      print_batches::save_card(transaction, row(state));
      return 0;
    });
  }
  BatchCard row(BatchCardState state) const {
    return {.batch_id = batch_,
            .place = 1,
            .card_id = card_,
            .state = state,
            .proof =
                state == BatchCardState::waiting ? std::nullopt : std::optional(digest_of("face"))};
  }
  void hand_over(Transaction& transaction) const {
    handovers::add(transaction, card_,
                   {.recipient = "张三", .note = "", .by = "chen", .at = test_time()});
  }
  PrintState print_of(std::int64_t card) {
    return store().read(
        [&](Snapshot& snapshot) { return handovers::print_of(snapshot, card).state; });
  }

  test::TestStore test_store_;
  test::SampleRows rows_{test_store_.store()};
  std::int64_t card_ = 0;
  std::int64_t other_ = 0;
  std::int64_t batch_ = 0;
};

TEST_F(PrintBatches, HoldACardInOneBatchAtATime) {
  EXPECT_TRUE(is_refused([&](Transaction& transaction) {
    print_batches::add_card(transaction, add_batch(transaction), 1, card_);
  }));
  put(BatchCardState::dropped);
  EXPECT_FALSE(is_refused([&](Transaction& transaction) {
    print_batches::add_card(transaction, add_batch(transaction), 1, card_);
  }));
}

TEST_F(PrintBatches, CountAPrintOfACardUntilItIsSpoiled) {
  put(BatchCardState::ready);
  put(BatchCardState::printed);
  const auto print_anew = [&](Transaction& transaction) {
    print_batches::add_card(transaction, add_batch(transaction), 1, card_);
  };
  EXPECT_TRUE(is_refused(print_anew));
  put(BatchCardState::spoiled);
  EXPECT_FALSE(is_refused(print_anew));
  EXPECT_EQ(print_of(card_), PrintState::waiting);
}

TEST_F(PrintBatches, CallNoCardReadyWithoutAProof) {
  EXPECT_TRUE(is_refused([&](Transaction& transaction) {
    BatchCard unproven = row(BatchCardState::ready);
    unproven.proof.reset();
    print_batches::save_card(transaction, unproven);
  }));
}

TEST_F(PrintBatches, NeverBringBackWhatWasDropped) {
  put(BatchCardState::dropped);
  EXPECT_TRUE(is_refused([&](Transaction& transaction) {
    print_batches::save_card(transaction, row(BatchCardState::printed));
  }));
}

TEST_F(PrintBatches, NeverOpenABatchAgain) {
  auto batch = store().read(
      [&](Snapshot& snapshot) { return print_batches::find(snapshot, batch_).value(); });
  batch.state = BatchState::abandoned;
  batch.ended_by = "chen";
  batch.ended_at = test_time();
  EXPECT_FALSE(
      is_refused([&](Transaction& transaction) { print_batches::save(transaction, batch); }));
  batch.state = BatchState::working;
  batch.ended_by.reset();
  batch.ended_at.reset();
  EXPECT_TRUE(
      is_refused([&](Transaction& transaction) { print_batches::save(transaction, batch); }));
}

TEST_F(PrintBatches, StopOnlyForACardWithAFault) {
  auto batch = store().read(
      [&](Snapshot& snapshot) { return print_batches::find(snapshot, batch_).value(); });
  batch.state = BatchState::stopped;
  EXPECT_TRUE(
      is_refused([&](Transaction& transaction) { print_batches::save(transaction, batch); }));
  batch.fault = {.card_id = card_, .fault = "missing-glyph", .text = ""};
  EXPECT_FALSE(
      is_refused([&](Transaction& transaction) { print_batches::save(transaction, batch); }));
  EXPECT_EQ(store().read([&](Snapshot& snapshot) {
    return print_batches::find(snapshot, batch_).value().fault;
  }),
            batch.fault);
}

TEST_F(PrintBatches, HandOverPrintedCardsAlone) {
  EXPECT_TRUE(is_refused([&](Transaction& transaction) { hand_over(transaction); }));
  put(BatchCardState::ready);
  put(BatchCardState::printed);
  EXPECT_EQ(print_of(card_), PrintState::printed);
  EXPECT_FALSE(is_refused([&](Transaction& transaction) { hand_over(transaction); }));
  EXPECT_EQ(print_of(card_), PrintState::handed_over);
  EXPECT_TRUE(is_refused([&](Transaction& transaction) { hand_over(transaction); }));
}

TEST_F(PrintBatches, KeepThePrintOfACardThatIsHandedOver) {
  put(BatchCardState::printed);
  with_leaf(store(), [&](Transaction& transaction) {
    hand_over(transaction);
    return 0;
  });
  EXPECT_TRUE(is_refused([&](Transaction& transaction) {
    print_batches::save_card(transaction, row(BatchCardState::spoiled));
  }));
}

TEST_F(PrintBatches, FindTheUnprintedAmongActiveCards) {
  const auto unprinted = [&] {
    return store().read([&](Snapshot& snapshot) {
      return print_batches::unprinted(snapshot, test_time(), std::nullopt, 10);
    });
  };
  EXPECT_TRUE(unprinted().empty());
  with_leaf(store(), [&](Transaction& transaction) {
    for (const std::int64_t id : {card_, other_}) {
      cards::move(transaction, id, CardState::active, std::nullopt, test_time());
    }
    return 0;
  });
  EXPECT_EQ(unprinted(), std::vector{other_});
  EXPECT_EQ(print_of(other_), PrintState::none);
}

}  // namespace
}  // namespace servicecard::store
