#include "cardlib/credential/key_purpose.h"

#include <gtest/gtest.h>

namespace servicecard {
namespace {

TEST(KeyPurpose, EveryNameReadsBackAsItsPurpose) {
  for (const KeyPurpose purpose : all_key_purposes) {
    SCOPED_TRACE(to_string(purpose));
    EXPECT_FALSE(to_string(purpose).empty());
    EXPECT_EQ(parse_key_purpose(to_string(purpose)), purpose);
  }
  EXPECT_EQ(parse_key_purpose("Card"), std::nullopt);
  EXPECT_EQ(parse_key_purpose(""), std::nullopt);
}

TEST(KeyState, EveryNameReadsBackAsItsState) {
  for (const KeyState state : all_key_states) {
    SCOPED_TRACE(to_string(state));
    EXPECT_FALSE(to_string(state).empty());
    EXPECT_EQ(parse_key_state(to_string(state)), state);
  }
  EXPECT_EQ(parse_key_state("ACTIVE"), std::nullopt);
  EXPECT_EQ(parse_key_state(""), std::nullopt);
}

}  // namespace
}  // namespace servicecard
