#include "cardlib/lifecycle/validity.h"

#include <chrono>
#include <optional>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/cardlib/eligibility/policies.h"

namespace servicecard {
namespace {

using namespace std::chrono_literals;

const Policy& policy() {
  static const Policy shipped = test::shipped("default");
  return shipped;
}

std::optional<CivilDate> contract(std::string_view end) {
  return end.empty() ? std::nullopt : std::optional(test::day(end));
}

TEST(Validity, EndsAfterThePolicysDayOrTheContracts) {
  struct Row {
    std::string_view name;
    std::string_view first_day;
    std::string_view contract_end;
    std::string_view last_day;
  };
  for (const Row& row :
       {Row{"30 April of the next year", "2026-03-01", "", "2027-04-30"},
        Row{"the same for any day of the year", "2026-12-31", "", "2027-04-30"},
        Row{"contract ends later", "2026-03-01", "2030-12-31", "2027-04-30"},
        Row{"contract ends the same day", "2026-03-01", "2027-04-30", "2027-04-30"},
        Row{"contract ends earlier", "2026-03-01", "2026-09-30", "2026-09-30"},
        Row{"contract ends today", "2026-03-01", "2026-03-01", "2026-03-01"},
        Row{"renewal on the old card's end", "2027-05-01", "", "2028-04-30"}}) {
    SCOPED_TRACE(row.name);
    const auto validity =
        validity_from(policy(), test::day(row.first_day), contract(row.contract_end));
    ASSERT_TRUE(validity);
    EXPECT_EQ(validity->not_before, start_of(test::day(row.first_day)));
    EXPECT_EQ(validity->expires, start_of(test::day(row.last_day).plus_days(1)));
    EXPECT_EQ(day_of(validity->expires - 1s).str(), row.last_day);
  }
}

TEST(Validity, RefusesACardWithoutADay) {
  EXPECT_EQ(validity_from(policy(), test::day("2026-03-01"), contract("2026-02-28")).error(),
            ValidityError::contract_ended);
  const Policy this_year = test::parsed(test::edited("/validity/years_after", "0"));
  EXPECT_EQ(validity_from(this_year, test::day("2026-05-01"), std::nullopt).error(),
            ValidityError::policy_ended);
  EXPECT_TRUE(validity_from(this_year, test::day("2026-04-30"), std::nullopt));
  EXPECT_EQ(to_string(ValidityError::contract_ended), "contract_ended");
  EXPECT_EQ(to_string(ValidityError::policy_ended), "policy_ended");
}

TEST(RenewalWindow, OpensSixtyDaysBeforeTheEndAndClosesAtIt) {
  const auto validity = validity_from(policy(), test::day("2026-05-01"), std::nullopt).value();
  const Time end = validity.expires;
  EXPECT_EQ(renewal_window(policy(), validity, end - std::chrono::days{60} - 1s),
            RenewalWindow::not_open);
  EXPECT_EQ(renewal_window(policy(), validity, end - std::chrono::days{60}), RenewalWindow::open);
  EXPECT_EQ(renewal_window(policy(), validity, end - 1s), RenewalWindow::open);
  EXPECT_EQ(renewal_window(policy(), validity, end), RenewalWindow::over);
}

}  // namespace
}  // namespace servicecard
