#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/eligibility/policy.h"
#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/fen.h"
#include "cardlib/identity/masking.h"
#include "cardlib/identity/person_name.h"
#include "cardlib/identity/phone.h"
#include "cardlib/identity/resident_id.h"
#include "cardlib/identity/uscc.h"
#include "tests/support/vectors.h"

namespace servicecard {
namespace {

std::vector<std::string> naughty_strings() {
  std::vector<std::string> out;
  const auto list = test::read_json_vector("strings/blns.json");
  for (const auto& text : list.as_array()) out.emplace_back(text.as_string());
  return out;
}

TEST(NaughtyStrings, AreAcceptedAsNamesUnchangedOrRefused) {
  SERVICECARD_NEEDS_VECTORS();
  const auto strings = naughty_strings();
  std::size_t accepted = 0;
  for (const std::string& text : strings) {
    const auto name = PersonName::parse(text);
    if (!name) continue;
    ++accepted;
    EXPECT_EQ(name->str(), text);
    EXPECT_NE(name->masked(), text);
  }
  EXPECT_GT(accepted, 100U);
  std::cout << "conformance strings/blns: " << accepted << " of " << strings.size()
            << " cases are names, unchanged; the others are refused\n";
}

TEST(NaughtyStrings, AreNoCodesNumbersOrDays) {
  SERVICECARD_NEEDS_VECTORS();
  for (const std::string& text : naughty_strings()) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(Uscc::parse(text));
    EXPECT_FALSE(Uscc::with_check(text));
    EXPECT_FALSE(ResidentId::parse(text));
    EXPECT_FALSE(CardNumber::parse(text));
    EXPECT_FALSE(Phone::parse(text));
    EXPECT_FALSE(CivilDate::parse(text));
    EXPECT_FALSE(Policy::parse(text));
  }
}

// Some of them are amounts in plain digits; those keep their value.
TEST(NaughtyStrings, AreAmountsOnlyWhereTheyAreWrittenAsAmounts) {
  SERVICECARD_NEEDS_VECTORS();
  for (const std::string& text : naughty_strings()) {
    SCOPED_TRACE(text);
    const auto amount = Fen::parse(text);
    const bool plain = text.find_first_not_of("-0123456789.,") == std::string::npos;
    EXPECT_TRUE(plain || !amount);
    if (amount) {
      EXPECT_EQ(Fen::parse(amount->str()), amount);
    }
    EXPECT_TRUE(plain || !FenRange::parse_wan(text));
  }
}

TEST(NaughtyStrings, AreMaskedWithoutHarm) {
  SERVICECARD_NEEDS_VECTORS();
  for (const std::string& text : naughty_strings()) {
    EXPECT_NE(mask_name(text).find('*'), std::string::npos);
    EXPECT_NE(mask(text, {.first = 3, .stars = 4, .last = 4}).find("****"), std::string::npos);
  }
}

}  // namespace
}  // namespace servicecard
