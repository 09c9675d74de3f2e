#include "cardlib/identity/phone.h"

#include <string_view>

#include <gtest/gtest.h>

namespace servicecard {
namespace {

TEST(Phone, AcceptsMobileAndLandlineUnchanged) {
  for (const std::string_view text :
       {"16100000001", "0379-00000001", "0379-0000001", "010-00000001", "021-00000001"}) {
    SCOPED_TRACE(text);
    const auto phone = Phone::parse(text);
    ASSERT_TRUE(phone);
    EXPECT_EQ(phone->reveal(), text);
  }
}

TEST(Phone, RefusesByName) {
  struct Row {
    std::string_view text;
    PhoneError error;
  };
  using enum PhoneError;
  for (const Row& row :
       {Row{"", bad_form}, Row{"1610000000", bad_form}, Row{"161000000012", bad_form},
        Row{"12100000001", bad_form}, Row{"26100000001", bad_form}, Row{"037900000001", bad_form},
        Row{"0379-000001", bad_form}, Row{"0379-000000001", bad_form},
        Row{"037-00000001", bad_form}, Row{"0100-0000001", bad_form}, Row{"0029-0000001", bad_form},
        Row{"379-00000001", bad_form}, Row{"0379-0000-001", bad_form}, Row{"-", bad_form},
        Row{"+8616100000001", bad_character}, Row{"161 0000 0001", bad_character},
        Row{"１６１00000001", bad_character}, Row{"0379 00000001", bad_character}}) {
    SCOPED_TRACE(row.text);
    const auto phone = Phone::parse(row.text);
    ASSERT_FALSE(phone);
    EXPECT_EQ(phone.error(), row.error);
  }
}

TEST(Phone, ShowsThreeAndFour) {
  EXPECT_EQ(Phone::parse("16100000001")->masked(), "161****0001");
  EXPECT_EQ(Phone::parse("0379-00000001")->masked(), "037****0001");
}

}  // namespace
}  // namespace servicecard
