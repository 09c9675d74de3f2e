#include "server/access/password_rules.h"

#include <string>

#include <gtest/gtest.h>

namespace servicecard::access {
namespace {

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

struct Case {
  const char* name;
  std::string password;
  std::optional<PasswordError> fault;
};

TEST(PasswordRules, RefuseWhatIsShortLongOrCommon) {
  const Case cases[] = {
      {"eleven characters", "correct-hor", PasswordError::too_short},
      {"twelve characters", "correct-hors", std::nullopt},
      {"eleven Chinese characters", "一二三四五六七八九十百", PasswordError::too_short},
      {"twelve Chinese characters", "一二三四五六七八九十百千", std::nullopt},
      {"128 characters", repeated("abcd efg", 16), std::nullopt},
      {"129 characters", repeated("abcd efg", 16) + "x", PasswordError::too_long},
      {"128 characters of four octets", repeated("𬱖䶮李㛃示例县城", 16), std::nullopt},
      {"not UTF-8", "correct-hors\xff", PasswordError::unreadable},
      {"with a line end", "correct-hors\n", PasswordError::unreadable},
      {"the name", "wang.xiaoming", PasswordError::is_name},
      {"the name in capitals", "Wang.XiaoMing", PasswordError::is_name},
      {"among the common", "Qwertyuiop123", PasswordError::too_common},
      {"one character", "aaaaaaaaaaaa", PasswordError::too_common},
      {"four characters", "abcdabcdabcd", PasswordError::too_common},
      {"empty", "", PasswordError::too_short},
  };
  for (const auto& [name, password, fault] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(find_fault(password, "wang.xiaoming"), fault);
  }
}

}  // namespace
}  // namespace servicecard::access
