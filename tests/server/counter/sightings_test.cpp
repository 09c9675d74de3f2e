#include "server/counter/sightings.h"

#include <gtest/gtest.h>

#include "tests/server/store/test_store.h"

namespace servicecard::counter {
namespace {

using std::chrono::seconds;
using test::test_time;

constexpr seconds window{300};
constexpr std::int64_t card = 7;

Sightings::Place at(const std::string& partner, std::optional<std::string> site = {}) {
  return {.partner = partner, .site = std::move(site)};
}

struct Row {
  const char* name;
  Sightings::Place first;
  Sightings::Place second;
  seconds between;
  bool two_places;
};

TEST(Sightings, TellOneCardAtTwoPlacesWithinTheWindow) {
  const std::vector<Row> rows{
      {"two partners", at("hospital"), at("bank"), seconds(0), true},
      {"two partners, just in time", at("hospital"), at("bank"), window - seconds(1), true},
      {"two partners, too late", at("hospital"), at("bank"), window, false},
      {"one partner", at("hospital"), at("hospital"), seconds(1), false},
      {"two sites", at("hospital", "east"), at("hospital", "west"), seconds(1), true},
      {"one site", at("hospital", "east"), at("hospital", "east"), seconds(1), false},
      {"a site that is not named", at("hospital", "east"), at("hospital"), seconds(1), false},
      {"sites of the same name", at("hospital", "east"), at("bank", "east"), seconds(1), true},
      {"a clock that was set back", at("hospital"), at("bank"), seconds(-60), true}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    Sightings sightings(window);
    EXPECT_FALSE(sightings.note(card, row.first, test_time()));
    const auto earlier = sightings.note(card, row.second, test_time() + row.between);
    ASSERT_EQ(earlier.has_value(), row.two_places);
    if (!earlier) continue;
    EXPECT_EQ(earlier->partner, row.first.partner);
    EXPECT_EQ(earlier->ago, row.between);
  }
}

TEST(Sightings, KeepCardsApart) {
  Sightings sightings(window);
  EXPECT_FALSE(sightings.note(1, at("hospital"), test_time()));
  EXPECT_FALSE(sightings.note(2, at("bank"), test_time()));
  EXPECT_TRUE(sightings.note(1, at("bank"), test_time()));
}

TEST(Sightings, CountFromTheLastTime) {
  Sightings sightings(window);
  for (int minutes = 0; minutes <= 8; minutes += 4) {
    EXPECT_FALSE(sightings.note(card, at("hospital"), test_time() + std::chrono::minutes(minutes)));
  }
  EXPECT_TRUE(sightings.note(card, at("bank"), test_time() + std::chrono::minutes(9)));
}

TEST(Sightings, ForgetTheCardNotSeenForLongestWhenThereAreTooMany) {
  Sightings sightings(window);
  const auto count = static_cast<std::int64_t>(Sightings::max_cards);
  for (std::int64_t n = 0; n < count; ++n) {
    EXPECT_FALSE(sightings.note(n, at("hospital"), test_time()));
  }
  EXPECT_TRUE(sightings.note(1, at("bank"), test_time()));  // 0 went, then 1 came last
  EXPECT_FALSE(sightings.note(count, at("hospital"), test_time()));
  EXPECT_FALSE(sightings.note(0, at("bank"), test_time()));
  EXPECT_TRUE(sightings.note(1, at("hospital"), test_time()));
}

}  // namespace
}  // namespace servicecard::counter
