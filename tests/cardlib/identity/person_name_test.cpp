#include "cardlib/identity/person_name.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace servicecard {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(PersonName, AcceptsNamesUnchanged) {
  for (const std::string& name :
       {std::string("张三"), std::string("㛃䶮𬱖"), std::string("阿卜杜拉·买买提"),
        std::string("A"), std::string("Anne Marie O'Neil"), repeated("𬱖", 40)}) {
    SCOPED_TRACE(name);
    const auto parsed = PersonName::parse(name);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->str(), name);
  }
}

TEST(PersonName, RefusesByName) {
  struct Row {
    std::string_view name;
    std::string text;
    PersonNameError error;
  };
  using enum PersonNameError;
  for (const Row& row :
       {Row{"nothing", "", empty}, Row{"41 code points", repeated("张", 41), too_long},
        Row{"a stray octet", "张\xFF", bad_encoding},
        Row{"cut in a character", "\xE5\xBC", bad_encoding},
        Row{"overlong slash", "\xC0\xAF", bad_encoding},
        Row{"surrogate", "\xED\xA0\x80", bad_encoding},
        Row{"above Unicode", "\xF4\x90\x80\x80", bad_encoding},
        Row{"line feed", "张\n三", control_character},
        Row{"null", std::string("张\0三", 7), control_character},
        Row{"C1", "张\u0085三", control_character},
        Row{"right-to-left override", "张\u202E三", control_character},
        Row{"zero width", "张\u200B三", control_character},
        Row{"byte order mark", "\uFEFF张三", control_character},
        Row{"noncharacter", "张\uFFFF", control_character},
        Row{"leading space", " 张三", outer_space},
        Row{"trailing ideographic space", "张三\u3000", outer_space},
        Row{"only spaces", "  ", outer_space}}) {
    SCOPED_TRACE(row.name);
    const auto parsed = PersonName::parse(row.text);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error(), row.error);
  }
}

TEST(PersonName, IsMaskedByCodePoint) {
  EXPECT_EQ(PersonName::parse("张三")->masked(), "张*");
  EXPECT_EQ(PersonName::parse("张小三")->masked(), "张*三");
  EXPECT_EQ(PersonName::parse("欧阳娜娜")->masked(), "欧**娜");
  EXPECT_EQ(PersonName::parse("𬱖䶮")->masked(), "𬱖*");
  EXPECT_EQ(PersonName::parse("张")->masked(), "*");
}

}  // namespace
}  // namespace servicecard
