#include "cardlib/lifecycle/reason_code.h"

#include <set>
#include <string_view>

#include <gtest/gtest.h>

namespace servicecard {
namespace {

TEST(ReasonCode, IsReadBackFromItsNameAndHasTextsOfItsOwn) {
  std::set<std::string_view> texts;
  for (const ReasonCode reason : all_reason_codes) {
    EXPECT_EQ(parse_reason_code(to_string(reason)), reason);
    texts.insert(text_of(reason).zh);
    texts.insert(text_of(reason).en);
  }
  EXPECT_EQ(texts.size(), 2 * all_reason_codes.size());
  EXPECT_EQ(parse_reason_code("because"), std::nullopt);
  EXPECT_EQ(parse_reason_code(""), std::nullopt);
}

}  // namespace
}  // namespace servicecard
