#include "cardlib/eligibility/facts.h"

#include <set>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/eligibility/service.h"

namespace servicecard {
namespace {

TEST(Facts, NamesAreReadBack) {
  std::set<std::string_view> texts;
  for (const Designation designation : all_designations) {
    EXPECT_EQ(parse_designation(to_string(designation)), designation);
    texts.insert(text_of(designation).zh);
    texts.insert(text_of(designation).en);
  }
  EXPECT_EQ(texts.size(), 2 * all_designations.size());
  for (const TaxStanding standing : all_tax_standings) {
    EXPECT_EQ(parse_tax_standing(to_string(standing)), standing);
  }
  for (const CreditStatus status : all_credit_statuses) {
    EXPECT_EQ(parse_credit_status(to_string(status)), status);
  }
  EXPECT_EQ(parse_designation("KEY"), std::nullopt);
  EXPECT_EQ(parse_tax_standing(""), std::nullopt);
  EXPECT_EQ(parse_credit_status("fine"), std::nullopt);
}

TEST(Service, NamesAreReadBack) {
  std::set<std::string_view> texts;
  for (const Beneficiary beneficiary : all_beneficiaries) {
    EXPECT_EQ(parse_beneficiary(to_string(beneficiary)), beneficiary);
    texts.insert(text_of(beneficiary).zh);
    texts.insert(text_of(beneficiary).en);
  }
  EXPECT_EQ(texts.size(), 2 * all_beneficiaries.size());
  for (const UsePeriod period : all_use_periods) {
    EXPECT_EQ(parse_use_period(to_string(period)), period);
  }
  EXPECT_EQ(parse_beneficiary("uncle"), std::nullopt);
  EXPECT_EQ(parse_use_period("week"), std::nullopt);
}

}  // namespace
}  // namespace servicecard
