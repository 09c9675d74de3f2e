#include "cardlib/identity/uscc.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace servicecard {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

TEST(Uscc, AcceptsGoodCodesUnchanged) {
  for (const std::string code : {"91350200MA2YJ1XR9G", "91350200776049653A", "91410329FAKE000136",
                                 "91410329FAKE000211", "91410329FAKE0003XQ"}) {
    SCOPED_TRACE(code);
    const auto uscc = Uscc::parse(code);
    ASSERT_TRUE(uscc);
    EXPECT_EQ(uscc->str(), code);
    EXPECT_TRUE(uscc->inner_check_fits());
  }
}

TEST(Uscc, RefusesBadCodesByName) {
  struct Row {
    std::string_view code;
    UsccError error;
  };
  for (const Row& row :
       {Row{"91350100M000100Y4Z", UsccError::bad_character},  // Z is no character
        Row{"91350200776049653B", UsccError::bad_check},
        Row{"91350200MA2YJ1XR9g", UsccError::bad_character},
        Row{"9135020077604965OA", UsccError::bad_character},
        Row{"9135A200776049653A", UsccError::bad_character},
        Row{"91350200776049653", UsccError::bad_length},
        Row{"91350200776049653A ", UsccError::bad_length}, Row{"", UsccError::bad_length}}) {
    SCOPED_TRACE(row.code);
    const auto uscc = Uscc::parse(row.code);
    ASSERT_FALSE(uscc);
    EXPECT_EQ(uscc.error(), row.error);
  }
}

TEST(Uscc, MakesBothCheckCharacters) {
  EXPECT_EQ(Uscc::with_check("91410329FAKE0001")->str(), "91410329FAKE000136");
  EXPECT_EQ(Uscc::with_check("91410329FAKE0002")->str(), "91410329FAKE000211");
  EXPECT_EQ(Uscc::with_check("91410329FAKE0003")->str(), "91410329FAKE0003XQ");
  EXPECT_EQ(Uscc::with_check("91410329FAKE000").error(), UsccError::bad_length);
  EXPECT_EQ(Uscc::with_check("91410329FAKE00I1").error(), UsccError::bad_character);
}

TEST(Uscc, WarnsOfAnInnerCheckThatDoesNotFitAndAcceptsTheCode) {
  // Position 17 is 2 where GB 11714 wants 3; the outer character fits what is written.
  std::string code = "91410329FAKE00012?";
  std::size_t accepted = 0;
  for (const char check : alphabet) {
    code.back() = check;
    const auto uscc = Uscc::parse(code);
    if (!uscc) continue;
    ++accepted;
    EXPECT_FALSE(uscc->inner_check_fits());
  }
  EXPECT_EQ(accepted, 1U);
}

TEST(Uscc, TellsTheDemonstrationsCodes) {
  EXPECT_TRUE(Uscc::parse("91410329FAKE000136")->is_fake());
  EXPECT_FALSE(Uscc::parse("91350200776049653A")->is_fake());
}

TEST(Uscc, RefusesEverySubstitutionOfOneCharacter) {
  const std::string good = "91350200MA2YJ1XR9G";
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (int octet = 0; octet < 256; ++octet) {
      std::string changed = good;
      changed[i] = static_cast<char>(octet);
      if (changed != good) {
        EXPECT_FALSE(Uscc::parse(changed)) << changed;
      }
    }
  }
}

TEST(Uscc, RefusesEveryTranspositionOfNeighbours) {
  for (const std::string good : {"91350200MA2YJ1XR9G", "91410329FAKE0003XQ"}) {
    for (std::size_t i = 0; i + 1 < good.size(); ++i) {
      std::string changed = good;
      std::swap(changed[i], changed[i + 1]);
      if (changed != good) {
        EXPECT_FALSE(Uscc::parse(changed)) << changed;
      }
    }
  }
}

}  // namespace
}  // namespace servicecard
