#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/files.h"
#include "tests/cli/terminal.h"
#include "tests/support/temporary_directory.h"

namespace servicecard::cli {
namespace {

using test::cardctl;
using testing::HasSubstr;

TEST(Init, MakesADirectoryThatAnswersAtOnce) {
  const test::TemporaryDirectory folder;
  const std::string data = (folder.path() / "data").string();
  const test::Outcome made =
      cardctl({"init", "--data", data, "--issuer", "https://card.example.cn"});
  ASSERT_EQ(made.code, ExitCode::done) << made.err;
  EXPECT_THAT(made.out, testing::ContainsRegex("administrator.*: [0-9a-z]{4}(-[0-9a-z]{4}){4}\n"));
  EXPECT_THAT(made.out, testing::Not(HasSubstr("sca_")));
  EXPECT_THAT(made.out, HasSubstr("passphrase"));
  EXPECT_EQ(read_file(data + "/root.jwk.json"), read_file(data + "-root/root.jwk.json"));
  EXPECT_EQ(cardctl({"card", "list", "--data", data}).code, ExitCode::done);
  EXPECT_EQ(cardctl({"info", "--data", data, "--field", "issuer"}).out,
            "https://card.example.cn\n");
}

TEST(AccountReset, GivesAOneTimePasswordToWhoeverHoldsTheMachine) {
  const test::TemporaryDirectory folder;
  const std::string data = (folder.path() / "data").string();
  ASSERT_EQ(cardctl({"init", "--data", data, "--issuer", "https://card.example.cn"}).code,
            ExitCode::done);
  const test::Outcome reset = cardctl({"account", "reset", "administrator", "--data", data});
  EXPECT_EQ(reset.code, ExitCode::done) << reset.err;
  EXPECT_THAT(reset.out, testing::MatchesRegex("[0-9a-z]{4}(-[0-9a-z]{4}){4}\n"));
  EXPECT_THAT(cardctl({"journal", "list", "--limit", "1", "--data", data}).out,
              HasSubstr("actor.reset"));
  const test::Outcome unknown = cardctl({"account", "reset", "nobody", "--data", data});
  EXPECT_EQ(unknown.code, ExitCode::failure);
  EXPECT_THAT(unknown.err, HasSubstr("nobody"));
}

TEST(SignIn, IsForServersAlone) {
  const test::TemporaryDirectory folder;
  const cli::Environment home{.locale = "en_GB.UTF-8", .config_home = folder.path()};
  const test::Outcome run = cardctl({"sign-in", "--name", "wang"}, {}, home);
  EXPECT_EQ(run.code, ExitCode::usage);
  EXPECT_THAT(run.err, HasSubstr("--server"));
  EXPECT_EQ(cardctl({"sign-out", "--server", "http://127.0.0.1:9"}, {}, home).code,
            ExitCode::usage);
}

TEST(Init, RefusesAnIssuerThatIsNone) {
  const test::TemporaryDirectory folder;
  const std::string data = (folder.path() / "data").string();
  for (const char* issuer : {"card.example.cn", "http://card.example.cn", "https://h/path"}) {
    EXPECT_EQ(cardctl({"init", "--data", data, "--issuer", issuer}).code, ExitCode::usage)
        << issuer;
  }
  EXPECT_FALSE(std::filesystem::exists(data));
}

TEST(LocalDoor, FailsWithAdviceWhereThereIsNoData) {
  const test::TemporaryDirectory folder;
  const test::Outcome run = cardctl({"card", "list", "--data", (folder.path() / "none").string()});
  EXPECT_EQ(run.code, ExitCode::failure);
  EXPECT_THAT(run.err, HasSubstr("none"));
}

}  // namespace
}  // namespace servicecard::cli
