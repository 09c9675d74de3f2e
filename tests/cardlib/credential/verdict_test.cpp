#include "cardlib/credential/verdict.h"

#include <set>
#include <string_view>

#include <gtest/gtest.h>

namespace servicecard {
namespace {

struct Row {
  Verdict verdict;
  std::string_view name;
  std::string_view zh;
  Colour colour;
};

constexpr Row rows[] = {
    {Verdict::valid, "valid", "有效", Colour::green},
    {Verdict::not_yet_valid, "not_yet_valid", "未生效", Colour::red},
    {Verdict::expired, "expired", "已过期", Colour::red},
    {Verdict::lost, "lost", "已挂失", Colour::red},
    {Verdict::suspended, "suspended", "已暂停", Colour::red},
    {Verdict::revoked, "revoked", "已注销", Colour::red},
    {Verdict::superseded, "superseded", "已换发", Colour::red},
    {Verdict::bad_signature, "bad_signature", "签名无效", Colour::red},
    {Verdict::unknown_card, "unknown_card", "查无此卡", Colour::red},
    {Verdict::not_entitled, "not_entitled", "不含本服务", Colour::red},
    {Verdict::partner_not_contracted, "partner_not_contracted", "本单位未签约", Colour::red},
    {Verdict::quota_used, "quota_used", "次数用完", Colour::red},
    {Verdict::stale_status, "stale_status", "状态数据过旧", Colour::amber},
    {Verdict::offline, "offline", "离线", Colour::amber},
    {Verdict::unreadable, "unreadable", "无法识读", Colour::amber},
};

TEST(Verdict, HasTheNameWordAndColourOfItsRow) {
  EXPECT_EQ(std::size(rows), all_verdicts.size());
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(to_string(row.verdict), row.name);
    EXPECT_EQ(parse_verdict(row.name), row.verdict);
    EXPECT_EQ(word_of(row.verdict).zh, row.zh);
    EXPECT_EQ(colour_of(row.verdict), row.colour);
  }
}

TEST(Verdict, TellsTheCounterOneNextStepInBothLanguages) {
  std::set<std::string_view> steps;
  for (const Verdict verdict : all_verdicts) {
    SCOPED_TRACE(to_string(verdict));
    EXPECT_FALSE(word_of(verdict).en.empty());
    EXPECT_FALSE(next_step_of(verdict).zh.empty());
    EXPECT_TRUE(steps.insert(next_step_of(verdict).en).second);
  }
  EXPECT_EQ(next_step_of(Verdict::valid).zh, "请核对本人身份证");
  EXPECT_EQ(next_step_of(Verdict::superseded).en, "ask for the new card");
}

TEST(Verdict, IsNotReadFromAnUnknownName) {
  EXPECT_EQ(parse_verdict("Valid"), std::nullopt);
  EXPECT_EQ(parse_verdict(""), std::nullopt);
}

TEST(Colour, HasAName) {
  EXPECT_EQ(to_string(Colour::green), "green");
  EXPECT_EQ(to_string(Colour::red), "red");
  EXPECT_EQ(to_string(Colour::amber), "amber");
}

}  // namespace
}  // namespace servicecard
