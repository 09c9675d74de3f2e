#include "cardlib/identity/resident_id.h"

#include <concepts>
#include <ostream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace servicecard {
namespace {

template <class T>
concept printable = requires(std::ostream& out, const T& value) { out << value; };
static_assert(!printable<ResidentId>);
static_assert(!std::convertible_to<ResidentId, std::string_view>);

TEST(ResidentId, AcceptsGoodNumbersUnchanged) {
  for (const std::string number : {"11010519491231002X", "440524188001010014", "410399197001010013",
                                   "410399198506150024", "410399198002290031"}) {
    SCOPED_TRACE(number);
    const auto id = ResidentId::parse(number);
    ASSERT_TRUE(id);
    EXPECT_EQ(id->reveal(), number);
  }
}

TEST(ResidentId, RefusesBadNumbersByName) {
  struct Row {
    std::string_view number;
    ResidentIdError error;
  };
  for (const Row& row : {Row{"410399197802290035", ResidentIdError::no_such_day},
                         Row{"410399198002290032", ResidentIdError::bad_check},
                         Row{"11010519491231002x", ResidentIdError::bad_character},
                         Row{"1101051949123100X2", ResidentIdError::bad_character},
                         Row{"４10399198002290031", ResidentIdError::bad_length},
                         Row{"410399198002290", ResidentIdError::bad_length},
                         Row{"4.10329E+17", ResidentIdError::bad_length},
                         Row{"410399198013010031", ResidentIdError::no_such_day},
                         Row{"410399000001010013", ResidentIdError::no_such_day},
                         Row{"", ResidentIdError::bad_length}}) {
    SCOPED_TRACE(row.number);
    const auto id = ResidentId::parse(row.number);
    ASSERT_FALSE(id);
    EXPECT_EQ(id.error(), row.error);
  }
}

TEST(ResidentId, KnowsTheDateOfBirthAndTheLastFour) {
  const auto id = ResidentId::parse("11010519491231002X");
  ASSERT_TRUE(id);
  EXPECT_EQ(id->birth_date().str(), "1949-12-31");
  EXPECT_EQ(id->last4(), "002X");
}

TEST(ResidentId, MasksAllButFourOnEachSide) {
  EXPECT_EQ(ResidentId::parse("410399197001010013")->masked(), "4103**********0013");
}

TEST(ResidentId, RefusesEverySubstitutionOfOneCharacter) {
  for (const std::string good : {"11010519491231002X", "410399198002290031"}) {
    for (std::size_t i = 0; i < good.size(); ++i) {
      for (int octet = 0; octet < 256; ++octet) {
        std::string changed = good;
        changed[i] = static_cast<char>(octet);
        if (changed != good) {
          EXPECT_FALSE(ResidentId::parse(changed)) << changed;
        }
      }
    }
  }
}

TEST(ResidentId, RefusesEveryTranspositionOfNeighbours) {
  for (const std::string good : {"11010519491231002X", "410399198506150024"}) {
    for (std::size_t i = 0; i + 1 < good.size(); ++i) {
      std::string changed = good;
      std::swap(changed[i], changed[i + 1]);
      if (changed != good) {
        EXPECT_FALSE(ResidentId::parse(changed)) << changed;
      }
    }
  }
}

}  // namespace
}  // namespace servicecard
