#include "cardlib/identity/masking.h"

#include <gtest/gtest.h>

namespace servicecard {
namespace {

TEST(Mask, CountsCodePointsNotOctets) {
  EXPECT_EQ(mask("㛃䶮𬱖张三", {.first = 1, .stars = 3, .last = 2}), "㛃***张三");
}

TEST(Mask, ShowsNothingOfATextThatItCouldNotHide) {
  EXPECT_EQ(mask("12345678", {.first = 4, .stars = 10, .last = 4}), "**********");
  EXPECT_EQ(mask("123456789", {.first = 4, .stars = 10, .last = 4}), "1234**********6789");
  EXPECT_EQ(mask("", {.first = 4, .stars = 2, .last = 4}), "**");
  EXPECT_EQ(mask("\xFF\xFE\xFD", {.first = 1, .stars = 2, .last = 1}), "**");
}

TEST(MaskName, ShowsNothingOfWhatIsNoName) {
  EXPECT_EQ(mask_name(""), "*");
  EXPECT_EQ(mask_name("\xFF"), "*");
}

}  // namespace
}  // namespace servicecard
