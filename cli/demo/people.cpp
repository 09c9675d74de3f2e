#include "cli/demo/people.h"

#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace servicecard::cli::demo {
namespace {

// What counters and printers stumble over: short and long names, compound surnames, the dot,
// characters beyond GBK, and two people of one name.
constexpr std::array notable = {"示例",     "张示例",      "例四",      "欧阳示例", "司马虚",
                                "诸葛虚构", "上官例",      "阿依·示例", "李㛃例",   "王䶮",
                                "赵𬱖示",   "买买提·虚构", "尉迟示例",  "例三",     "古丽·示例"};
constexpr std::array surnames = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴",
                                 "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
                                 "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧"};
constexpr std::array given = {"示例", "虚构", "例", "示样", "虚示"};

std::string name_of(std::size_t count) {
  if (count < notable.size()) return notable.at(count);
  const std::size_t ordinary = count - notable.size();
  return std::string(surnames.at(ordinary % surnames.size())) +
         given.at((ordinary / surnames.size() + ordinary) % given.size());
}

// GB 11643: weights and check characters.
std::string with_check(std::string digits) {
  constexpr std::array weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += (digits.at(i) - '0') * weights.at(i);
  return digits + std::string_view("10X98765432")[static_cast<std::size_t>(sum % 11)];
}

}  // namespace

PersonPlan PeopleMaker::next(Fate fate) {
  const auto year = 1960 + random_() % 40;
  const auto month = 1 + random_() % 12;
  const auto day = 1 + random_() % 28;
  PersonPlan person{.name = name_of(count_),
                    .resident_id = with_check(
                        fmt::format("410399{:04}{:02}{:02}{:03}", year, month, day, count_ + 1)),
                    .phone = fmt::format("1610000{:04}", count_ + 1),
                    .role = random_() % 3 == 0 ? "principal" : "talent",
                    .fate = fate};
  ++count_;
  return person;
}

}  // namespace servicecard::cli::demo
