#include "cardlib/lifecycle/card_state.h"

#include <chrono>
#include <expected>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace servicecard {
namespace {

using namespace std::chrono_literals;
using enum CardState;
using enum CardAct;
using enum IllegalMove;

struct Pair {
  CardState state;
  CardAct act;
  std::expected<CardState, IllegalMove> result;
};

std::expected<CardState, IllegalMove> no(IllegalMove why) { return std::unexpected(why); }

// Every state with every act.
const Pair pairs[] = {
    {prepared, release, active},
    {prepared, report_lost, no(not_released)},
    {prepared, report_found, no(not_released)},
    {prepared, suspend, no(not_released)},
    {prepared, reinstate, no(not_released)},
    {prepared, revoke, revoked},
    {prepared, supersede, no(not_released)},

    {active, release, no(already_so)},
    {active, report_lost, lost},
    {active, report_found, no(already_so)},
    {active, suspend, suspended},
    {active, reinstate, no(already_so)},
    {active, revoke, revoked},
    {active, supersede, superseded},

    {lost, release, no(wrong_state)},
    {lost, report_lost, no(already_so)},
    {lost, report_found, active},
    {lost, suspend, no(wrong_state)},
    {lost, reinstate, no(wrong_state)},
    {lost, revoke, revoked},
    {lost, supersede, superseded},

    {suspended, release, no(wrong_state)},
    {suspended, report_lost, no(wrong_state)},
    {suspended, report_found, no(wrong_state)},
    {suspended, suspend, no(already_so)},
    {suspended, reinstate, active},
    {suspended, revoke, revoked},
    {suspended, supersede, superseded},

    {revoked, release, no(final_state)},
    {revoked, report_lost, no(final_state)},
    {revoked, report_found, no(final_state)},
    {revoked, suspend, no(final_state)},
    {revoked, reinstate, no(final_state)},
    {revoked, revoke, no(final_state)},
    {revoked, supersede, no(final_state)},

    {superseded, release, no(final_state)},
    {superseded, report_lost, no(final_state)},
    {superseded, report_found, no(final_state)},
    {superseded, suspend, no(final_state)},
    {superseded, reinstate, no(final_state)},
    {superseded, revoke, no(final_state)},
    {superseded, supersede, no(final_state)},
};

TEST(CardState, MovesAsTheTableSaysForEveryStateAndAct) {
  std::set<std::string> seen;
  for (const Pair& pair : pairs) {
    const std::string name =
        std::string(to_string(pair.state)) + " + " + std::string(to_string(pair.act));
    SCOPED_TRACE(name);
    seen.insert(name);
    EXPECT_EQ(next(pair.state, pair.act), pair.result);
  }
  EXPECT_EQ(seen.size(), all_card_states.size() * all_card_acts.size());
}

TEST(CardState, IsReadBackFromItsName) {
  for (const CardState state : all_card_states) {
    EXPECT_EQ(parse_card_state(to_string(state)), state);
    EXPECT_FALSE(text_of(state).zh.empty());
    EXPECT_FALSE(text_of(state).en.empty());
  }
  EXPECT_EQ(parse_card_state("expired"), std::nullopt);
  EXPECT_EQ(parse_card_state("Active"), std::nullopt);
  EXPECT_EQ(parse_card_state(""), std::nullopt);
}

TEST(CardState, GivesTheValueOfItsStatusEntries) {
  EXPECT_EQ(status_value(prepared), 0);
  EXPECT_EQ(status_value(active), 0);
  EXPECT_EQ(status_value(lost), 2);
  EXPECT_EQ(status_value(suspended), 2);
  EXPECT_EQ(status_value(revoked), 1);
  EXPECT_EQ(status_value(superseded), 1);
}

TEST(CardAct, NeedsAReasonWhereItTakesTheCardAway) {
  for (const CardAct act : all_card_acts) {
    const bool takes_away = act == suspend || act == revoke || act == supersede;
    EXPECT_EQ(needs_reason(act), takes_away) << to_string(act);
  }
}

TEST(IllegalMove, HasANameEach) {
  EXPECT_EQ(to_string(already_so), "already_so");
  EXPECT_EQ(to_string(not_released), "not_released");
  EXPECT_EQ(to_string(wrong_state), "wrong_state");
  EXPECT_EQ(to_string(final_state), "final_state");
}

const Time begin = start_of(CivilDate::parse("2026-05-01").value());
const Time end = start_of(CivilDate::parse("2027-05-01").value());
const Validity validity{.not_before = begin, .expires = end};

TEST(Phase, BeginsExactlyAtNotBeforeAndEndsExactlyAtExpires) {
  EXPECT_EQ(phase_of(validity, begin - 1s), Phase::not_yet_valid);
  EXPECT_EQ(phase_of(validity, begin), Phase::current);
  EXPECT_EQ(phase_of(validity, end - 1s), Phase::current);
  EXPECT_EQ(phase_of(validity, end), Phase::expired);
}

TEST(LiveCard, IsOpenAndUnexpired) {
  for (const CardState state : all_card_states) {
    SCOPED_TRACE(to_string(state));
    const bool open = state != revoked && state != superseded;
    EXPECT_EQ(is_live(state, validity, begin - 1s), open);
    EXPECT_EQ(is_live(state, validity, end - 1s), open);
    EXPECT_FALSE(is_live(state, validity, end));
  }
}

TEST(LiveCard, CountsInQuotasFromItsFirstDay) {
  EXPECT_FALSE(counts_in_quota(active, validity, begin - 1s));
  EXPECT_TRUE(counts_in_quota(active, validity, begin));
  EXPECT_TRUE(counts_in_quota(prepared, validity, begin));
  EXPECT_TRUE(counts_in_quota(suspended, validity, end - 1s));
  EXPECT_FALSE(counts_in_quota(active, validity, end));
  EXPECT_FALSE(counts_in_quota(superseded, validity, begin));
}

}  // namespace
}  // namespace servicecard
