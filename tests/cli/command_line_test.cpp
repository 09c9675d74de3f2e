#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/client.h"
#include "cli/offline_check.h"
#include "cli/remote_door.h"
#include "tests/cli/terminal.h"

namespace servicecard::cli {
namespace {

using test::cardctl;
using testing::HasSubstr;

struct Mistake {
  const char* name;
  std::vector<std::string> arguments;
  const char* said;
};

TEST(CommandLine, AnswersMistakesWithExitCodeTwoAndWhatIsWrong) {
  const std::vector<Mistake> mistakes{
      {"nothing", {}, "subcommand"},
      {"unknown noun", {"cards"}, "cards"},
      {"unknown verb", {"card", "lst"}, "lst"},
      {"noun alone", {"card"}, "subcommand"},
      {"unknown option", {"card", "list", "--colour"}, "--colour"},
      {"missing argument", {"card", "show"}, "number"},
      {"unknown state", {"card", "list", "--state", "gone"}, "gone"},
      {"revoke without reason", {"card", "revoke", "YC26-00017-2"}, "--reason"},
      {"unknown reason", {"card", "revoke", "YC26-00017-2", "--reason", "mood"}, "mood"},
      {"revoke what", {"card", "revoke", "--reason", "delisted"}, "--enterprise"},
      {"revoke both",
       {"card", "revoke", "YC26-00017-2", "--key", "k", "--reason", "delisted"},
       "one of"},
      {"token of no kind", {"card", "token", "YC26-00017-2"}, "--kind"},
      {"both pictures", {"card", "qr", "YC26-00017-2", "--png", "--svg"}, "--png"},
      {"no door", {"card", "list"}, "--server"},
      {"two doors", {"card", "list", "--server", "http://h", "--data", "d"}, "excludes"},
      {"server with a path", {"card", "list", "--server", "http://h/x"}, "http(s)://HOST"},
      {"verify nothing", {"verify"}, "token"},
      {"verify two things", {"verify", "SC1", "--image", "x.png"}, "token"},
      {"tax twice",
       {"enterprise", "tax", "U", "2025", "--fen", "1", "--wan", "1.00", "--source", "s"},
       "--fen"},
      {"a loss for no reason", {"enterprise", "loss", "U", "--reason", "mood"}, "mood"},
      {"a loss of what", {"enterprise", "loss", "U", "--designation", "key"}, "--designation"},
      {"person that is no number", {"application", "add", "zhang"}, "person"},
      {"unknown output", {"card", "list", "--output", "xml"}, "xml"},
  };
  for (const Mistake& mistake : mistakes) {
    SCOPED_TRACE(mistake.name);
    const test::Outcome run = cardctl(mistake.arguments);
    EXPECT_EQ(run.code, ExitCode::usage);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr(mistake.said));
  }
}

TEST(CommandLine, HelpsInTheLanguageOfTheLocale) {
  const test::Outcome english = cardctl({"card", "revoke", "--help"});
  EXPECT_EQ(english.code, ExitCode::done);
  EXPECT_THAT(english.out, HasSubstr("Example:\n  cardctl card revoke"));
  const test::Outcome chinese =
      cardctl({"card", "revoke", "--help"}, {}, {.locale = "zh_CN.UTF-8"});
  EXPECT_THAT(chinese.out, HasSubstr("注销"));
  const test::Outcome asked = cardctl({"card", "--help", "--lang", "en"}, {}, {});
  EXPECT_THAT(asked.out, HasSubstr("list cards"));
}

TEST(CommandLine, CannotTellWhereNobodyAnswers) {
  const test::Outcome run = cardctl({"card", "list", "--server", "http://127.0.0.1:1"});
  EXPECT_EQ(run.code, ExitCode::cannot_tell);
  EXPECT_THAT(run.err, HasSubstr("127.0.0.1:1"));
}

TEST(CommandLine, CompletesNounsVerbsAndOptions) {
  const test::Outcome run = cardctl({"completion", "bash"});
  EXPECT_EQ(run.code, ExitCode::done);
  EXPECT_THAT(run.out, HasSubstr("[\"cardctl/partner/key\"]=\"add revoke --help\""));
  EXPECT_THAT(run.out, HasSubstr("--reason"));
}

TEST(ServerAddress, IsAnOriginAndNothingElse) {
  EXPECT_EQ(parse_server("https://card.example.cn"),
            (ServerAddress{.secure = true, .host = "card.example.cn", .port = "443"}));
  EXPECT_EQ(parse_server("http://127.0.0.1:8080/"),
            (ServerAddress{.secure = false, .host = "127.0.0.1", .port = "8080"}));
  for (const char* bad : {"", "card.example.cn", "ftp://h", "http://", "http://h:", "http://h:x",
                          "http://u@h", "http://h/x", "http://h?x", "http://h:123456"}) {
    EXPECT_EQ(parse_server(bad), std::nullopt) << bad;
  }
}

TEST(Path, EscapesItsSegments) {
  EXPECT_EQ(path_of({"v1", "cards", "../x?y"}), "/v1/cards/..%2Fx%3Fy");
  EXPECT_EQ(path_of({"企"}), "/%E4%BC%81");
}

TEST(Age, HasANumberAndAUnit) {
  EXPECT_EQ(parse_age("90s"), std::chrono::seconds(90));
  EXPECT_EQ(parse_age("30m"), std::chrono::minutes(30));
  EXPECT_EQ(parse_age("24h"), std::chrono::hours(24));
  EXPECT_EQ(parse_age("7d"), std::chrono::days(7));
  for (const char* bad : {"", "h", "24", "-1h", "0h", "1.5h", "1 h", "99999999999h"}) {
    EXPECT_EQ(parse_age(bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace servicecard::cli
