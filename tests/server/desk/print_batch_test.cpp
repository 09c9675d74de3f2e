#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/desk/cards.h"
#include "server/desk/enterprises.h"
#include "server/desk/handover.h"
#include "server/desk/issue.h"
#include "server/desk/print_batches.h"
#include "tests/server/desk/desk_at_work.h"

namespace servicecard::desk {
namespace {

using Numbers = std::vector<std::string>;

std::string said(const PrintRefusal& refusal) {
  const auto why =
      std::visit([](auto error) { return std::string(to_string(error)); }, refusal.why);
  return refusal.card.empty() ? why : why + " " + refusal.card;
}

template <class Value>
std::string said(const std::expected<Value, PrintRefusal>& result) {
  return result ? "done" : said(result.error());
}

/// Three enterprises with three cards each: those of the first are `cards_[0]` to `cards_[2]`.
class PrintBatch : public testing::Test, protected test::DeskAtWork {
 protected:
  PrintBatch() {
    desk_.unlock();
    std::vector<std::int64_t> applications;
    for (int n = 1; n <= 9; ++n) applications.push_back(nth_approved(n));
    for (const auto& item : issue_applications(desk(), by("wang"), applications)) {
      cards_.push_back(item.card.value());
    }
  }

  Prover prover() {
    return [this](const Imprint&, const PrintableCard& card) -> std::optional<ProofFault> {
      ++proofs_;
      if (card.number.str() != bad_) return std::nullopt;
      return ProofFault{.fault = "missing-glyph", .text = card.holder};
    };
  }

  BatchResult make(PrintChoice cards) {
    return make_batch(desk(), by("chen"), {.cards = std::move(cards), .paper = Paper::card});
  }
  std::int64_t made(PrintChoice cards) { return make(std::move(cards)).value().batch.id; }
  BatchResult prove(std::int64_t id) { return prove_batch(desk(), by("chen"), id, prover()); }
  std::int64_t proven(PrintChoice cards) {
    const std::int64_t id = made(std::move(cards));
    EXPECT_EQ(prove(id).value().batch.state, BatchState::ready);
    return id;
  }
  std::int64_t printed(PrintChoice cards, const Numbers& spoiled = {}) {
    const std::int64_t id = proven(std::move(cards));
    EXPECT_EQ(said(finish_batch(desk(), by("chen"), id, spoiled)), "done");
    return id;
  }
  BatchView batch(std::int64_t id) { return show_batch(desk(), id).value(); }

  CardDetail card(const std::string& number) {
    return show_card(desk(), desk_.clock().now(), CardNumber::parse(number).value()).value();
  }
  PrintState print_of(const std::string& number) { return card(number).view.print.state; }
  Numbers with_print(PrintState state) {
    Numbers numbers;
    CardQuery query;
    query.print = state;
    for (const CardView& view : list_cards(desk(), desk_.clock().now(), query)) {
      numbers.push_back(view.card.number.str());
    }
    return numbers;
  }
  void suspend(const std::string& number) {
    const auto parsed = CardNumber::parse(number).value();
    ASSERT_TRUE(suspend_card(desk(), by("chen"), parsed, "核查"));
  }
  auto hand_over_to(const std::string& number, const std::string& to) {
    return hand_over(desk(), by("li"), CardNumber::parse(number).value(), to, "");
  }
  int leaves(const std::string& kind) {
    return static_cast<int>(std::ranges::count(desk_.journal(), kind, &store::JournalRow::kind));
  }

  Numbers cards_;
  std::string bad_;  ///< the card that the prover refuses
  int proofs_ = 0;
};

TEST_F(PrintBatch, IsOfAllCardsThatWereNeverPrintedOneEnterpriseAfterAnother) {
  printed(Numbers{cards_[1]});
  const std::int64_t id = made(Unprinted{});
  const auto rows = list_batch_cards(desk(), id, {}).value();
  Numbers numbers;
  for (const BatchCardView& row : rows) numbers.push_back(row.number);
  EXPECT_EQ(numbers, (Numbers{cards_[0], cards_[2], cards_[3], cards_[4], cards_[5], cards_[6],
                              cards_[7], cards_[8]}));
}

TEST_F(PrintBatch, IsOfOneEnterpriseWhereThatIsAskedFor) {
  const std::int64_t id = made(Unprinted{.enterprise = test::uscc(2)});
  EXPECT_EQ(batch(id).counts.waiting, 3);
  EXPECT_EQ(list_batch_cards(desk(), id, {}).value().at(0).number, cards_[3]);
}

TEST_F(PrintBatch, KeepsTheOrderInWhichCardsWereNamed) {
  const std::int64_t id = made(Numbers{cards_[5], cards_[0]});
  const auto rows = list_batch_cards(desk(), id, {}).value();
  EXPECT_EQ(rows.at(0).number, cards_[5]);
  EXPECT_EQ(rows.at(1).number, cards_[0]);
}

TEST_F(PrintBatch, IsMadeWholeOrNotAtAllAndNamesTheCard) {
  suspend(cards_[2]);
  EXPECT_EQ(said(make(Numbers{cards_[0], cards_[2]})), "wrong-state " + cards_[2]);
  EXPECT_EQ(said(make(Numbers{cards_[0], "YC26-99999-9"})), "no-such-card YC26-99999-9");
  EXPECT_EQ(said(make(Numbers{cards_[0], cards_[0]})), "card-in-batch " + cards_[0]);
  EXPECT_EQ(said(make(Unprinted{.enterprise = test::uscc(99)})), "no-cards");
  EXPECT_EQ(print_of(cards_[0]), PrintState::none);
  EXPECT_EQ(leaves("print.begun"), 0);
}

TEST_F(PrintBatch, HasACardAlone) {
  made(Numbers{cards_[0]});
  EXPECT_EQ(said(make(Numbers{cards_[0]})), "card-in-batch " + cards_[0]);
  EXPECT_EQ(batch(made(Unprinted{})).counts.waiting, 8);
}

TEST_F(PrintBatch, IsReadyWhenEachCardIsProven) {
  const std::int64_t id = made(Numbers{cards_[0], cards_[1]});
  EXPECT_EQ(print_of(cards_[0]), PrintState::waiting);
  EXPECT_EQ(said(printable_batch(desk(), desk_.clock().now(), id)), "not-proven");
  EXPECT_EQ(said(finish_batch(desk(), by("chen"), id, {})), "not-proven");
  EXPECT_EQ(prove(id).value().batch.state, BatchState::ready);
  EXPECT_EQ(print_of(cards_[0]), PrintState::ready);
  EXPECT_EQ(printable_batch(desk(), desk_.clock().now(), id).value().cards.size(), 2U);
}

TEST_F(PrintBatch, IsProvenOnce) {
  const std::int64_t id = proven(Unprinted{});
  EXPECT_EQ(proofs_, 9);
  EXPECT_EQ(prove(id).value().batch.state, BatchState::ready);
  EXPECT_EQ(proofs_, 9);
  EXPECT_EQ(leaves("print.proven"), 1);
}

TEST_F(PrintBatch, GoesOnWhereItWasCutShort) {
  const std::int64_t id = made(Unprinted{});
  const Prover broken = [this](const Imprint&, const PrintableCard& card) {
    if (card.number.str() == cards_[4]) throw std::runtime_error("the machine fails");
    return std::optional<ProofFault>();
  };
  EXPECT_THROW(static_cast<void>(prove_batch(desk(), by("chen"), id, broken)), std::runtime_error);
  desk_.restart();
  EXPECT_EQ(batch(id).batch.state, BatchState::working);
  EXPECT_EQ(prove(id).value().batch.state, BatchState::ready);
}

TEST_F(PrintBatch, StopsAtTheFirstCardThatCannotBePrintedAndNamesIt) {
  bad_ = cards_[4];
  const std::int64_t id = made(Unprinted{});
  const BatchView stopped = prove(id).value();
  EXPECT_EQ(stopped.batch.state, BatchState::stopped);
  EXPECT_EQ(stopped.fault_card, cards_[4]);
  EXPECT_EQ(stopped.batch.fault.value().fault, "missing-glyph");
  EXPECT_EQ(stopped.batch.fault.value().text, "张三");
  EXPECT_EQ(stopped.counts.ready, 4);
  EXPECT_EQ(said(printable_batch(desk(), desk_.clock().now(), id)), "not-proven");
  EXPECT_EQ(leaves("print.stopped"), 1);
}

TEST_F(PrintBatch, IsTriedAgainWhenTheFaultIsMended) {
  bad_ = cards_[4];
  const std::int64_t id = made(Unprinted{});
  EXPECT_EQ(prove(id).value().batch.state, BatchState::stopped);
  bad_.clear();
  const BatchView again = prove(id).value();
  EXPECT_EQ(again.batch.state, BatchState::ready);
  EXPECT_FALSE(again.fault_card.has_value());
  EXPECT_EQ(proofs_, 10);
}

TEST_F(PrintBatch, GoesOnWithoutTheCardThatIsLeftOut) {
  bad_ = cards_[4];
  const std::int64_t id = made(Unprinted{});
  EXPECT_EQ(prove(id).value().batch.state, BatchState::stopped);
  EXPECT_EQ(leave_out(desk(), by("chen"), id, bad_).value().batch.state, BatchState::working);
  EXPECT_EQ(prove(id).value().batch.state, BatchState::ready);
  EXPECT_EQ(print_of(bad_), PrintState::none);
  EXPECT_EQ(said(leave_out(desk(), by("chen"), id, bad_)), "not-in-batch " + bad_);
}

TEST_F(PrintBatch, IsAbandonedWithItsLastCard) {
  const std::int64_t id = made(Numbers{cards_[0]});
  EXPECT_EQ(leave_out(desk(), by("chen"), id, cards_[0]).value().batch.state,
            BatchState::abandoned);
}

TEST_F(PrintBatch, StopsForACardThatWasSuspendedBeforeItsProof) {
  const std::int64_t id = made(Unprinted{});
  suspend(cards_[0]);
  const BatchView stopped = prove(id).value();
  EXPECT_EQ(stopped.batch.fault.value().fault, not_active_fault);
  EXPECT_EQ(stopped.fault_card, cards_[0]);
}

TEST_F(PrintBatch, IsNotDrawnWithACardThatWasSuspendedAfterItsProof) {
  const std::int64_t id = proven(Unprinted{});
  suspend(cards_[2]);
  EXPECT_EQ(said(printable_batch(desk(), desk_.clock().now(), id)), "wrong-state " + cards_[2]);
  ASSERT_EQ(said(leave_out(desk(), by("chen"), id, cards_[2])), "done");
  EXPECT_EQ(printable_batch(desk(), desk_.clock().now(), id).value().cards.size(), 8U);
}

TEST_F(PrintBatch, IsDrawnAsItWasProvenOrNotAtAll) {
  const std::int64_t id = proven(Numbers{cards_[0]});
  EnterpriseChange change;
  change.name = "乙公司（虚构）";
  ASSERT_TRUE(change_enterprise(desk(), by("chen"), test::uscc(1), change));
  EXPECT_EQ(said(printable_batch(desk(), desk_.clock().now(), id)),
            "changed-since-proof " + cards_[0]);
}

TEST_F(PrintBatch, KeepsTheImprintThatItWasMadeWith) {
  const std::int64_t id = made(Numbers{cards_[0]});
  const Imprint before = batch(id).imprint;
  Imprint after = before;
  after.hotline = "0379-00001234";
  ASSERT_TRUE(set_imprint(desk(), by("wu"), after));
  EXPECT_EQ(prove(id).value().batch.state, BatchState::ready);
  EXPECT_EQ(printable_batch(desk(), desk_.clock().now(), id).value().imprint, before);
  EXPECT_EQ(batch(made(Numbers{cards_[1]})).imprint, after);
}

TEST_F(PrintBatch, IsPrintedWhenSomebodySaysSoButForTheSpoiled) {
  const std::int64_t id = proven(Numbers{cards_[0], cards_[1], cards_[2]});
  EXPECT_EQ(said(finish_batch(desk(), by("li"), id, {cards_[5]})), "not-in-batch " + cards_[5]);
  const BatchView view = finish_batch(desk(), by("li"), id, {cards_[1]}).value();
  EXPECT_EQ(view.batch.state, BatchState::printed);
  EXPECT_EQ(view.batch.ended_by, "li");
  EXPECT_EQ(view.counts.printed, 2);
  EXPECT_EQ(with_print(PrintState::printed), (Numbers{cards_[0], cards_[2]}));
  EXPECT_EQ(print_of(cards_[1]), PrintState::none);
  EXPECT_EQ(card(cards_[0]).history.back().kind, "card.printed");
  EXPECT_EQ(card(cards_[1]).history.back().kind, "card.spoiled");
}

TEST_F(PrintBatch, PrintsASpoiledCardAnew) {
  printed(Numbers{cards_[0]}, {cards_[0]});
  printed(Numbers{cards_[0]});
  EXPECT_EQ(print_of(cards_[0]), PrintState::printed);
}

TEST_F(PrintBatch, TakesAPrintedCardThatIsNamedAgainAsSpoiled) {
  const std::int64_t first = printed(Numbers{cards_[0]});
  made(Numbers{cards_[0]});
  EXPECT_EQ(batch(first).counts.spoiled, 1);
  EXPECT_EQ(print_of(cards_[0]), PrintState::waiting);
}

TEST_F(PrintBatch, GivesItsCardsBackWhenItIsAbandoned) {
  const std::int64_t id = proven(Unprinted{});
  ASSERT_EQ(said(abandon_batch(desk(), by("chen"), id)), "done");
  EXPECT_EQ(batch(id).counts.dropped, 9);
  EXPECT_EQ(with_print(PrintState::none).size(), 9U);
  EXPECT_EQ(batch(made(Unprinted{})).counts.waiting, 9);
}

TEST_F(PrintBatch, EndsOnce) {
  const std::int64_t id = printed(Numbers{cards_[0]});
  EXPECT_EQ(said(prove(id)), "batch-ended");
  EXPECT_EQ(said(printable_batch(desk(), desk_.clock().now(), id)), "batch-ended");
  EXPECT_EQ(said(leave_out(desk(), by("chen"), id, cards_[0])), "batch-ended");
  EXPECT_EQ(said(finish_batch(desk(), by("chen"), id, {})), "batch-ended");
  EXPECT_EQ(said(abandon_batch(desk(), by("chen"), id)), "batch-ended");
  EXPECT_EQ(said(prove(99)), "no-such-batch");
  EXPECT_EQ(said(list_batch_cards(desk(), 99, {})), "no-such-batch");
}

TEST_F(PrintBatch, IsListedNewestFirst) {
  const std::int64_t first = made(Numbers{cards_[0]});
  const std::int64_t second = made(Numbers{cards_[1]});
  const auto page = list_batches(desk(), {.limit = 1});
  ASSERT_EQ(page.size(), 1U);
  EXPECT_EQ(page.at(0).batch.id, second);
  EXPECT_EQ(list_batches(desk(), {.limit = 1, .after = second}).at(0).batch.id, first);
}

TEST_F(PrintBatch, GivesACardToItsHolderOnce) {
  printed(Numbers{cards_[0]});
  const auto handed = hand_over_to(cards_[0], "张三").value();
  EXPECT_EQ(handed.print.state, PrintState::handed_over);
  EXPECT_EQ(handed.print.handover.value().recipient, "张三");
  EXPECT_EQ(handed.print.handover.value().by, "li");
  EXPECT_EQ(said(hand_over_to(cards_[0], "张三")), "handed-over " + cards_[0]);
  EXPECT_EQ(said(make(Numbers{cards_[0]})), "handed-over " + cards_[0]);
  EXPECT_EQ(with_print(PrintState::handed_over), Numbers{cards_[0]});
  EXPECT_EQ(card(cards_[0]).history.back().kind, "card.handed_over");
}

TEST_F(PrintBatch, GivesNobodyACardThatIsNotPrintedOrNotActive) {
  proven(Numbers{cards_[0]});
  EXPECT_EQ(said(hand_over_to(cards_[0], "张三")), "not-printed " + cards_[0]);
  printed(Numbers{cards_[1]});
  EXPECT_EQ(said(hand_over_to(cards_[1], "  ")), "empty-recipient " + cards_[1]);
  EXPECT_EQ(said(hand_over_to(cards_[1], "张\n三")), "empty-recipient " + cards_[1]);
  EXPECT_EQ(said(hand_over_to(cards_[1], std::string(61, 'x'))), "empty-recipient " + cards_[1]);
  suspend(cards_[1]);
  EXPECT_EQ(said(hand_over_to(cards_[1], "张三")), "wrong-state " + cards_[1]);
}

}  // namespace
}  // namespace servicecard::desk
