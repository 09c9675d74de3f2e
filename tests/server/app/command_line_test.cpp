#include "server/app/command_line.h"

#include <fstream>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.h"

namespace servicecard::app {
namespace {

std::expected<Config, Exit> run_with(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "cardserver");
  return read_command_line(static_cast<int>(arguments.size()), arguments.data());
}

TEST(CommandLine, TakesFlagsOverDefaults) {
  const auto config = run_with({"--data", "d", "--port", "9000", "--address", "::1", "--log-level",
                                "warn", "--production", "--behind-proxy", "--tls-certificate", "c",
                                "--tls-key", "k", "--log-file", "l"});
  ASSERT_TRUE(config.has_value()) << config.error().text;
  EXPECT_EQ(config->data, "d");
  EXPECT_EQ(config->server.port, 9000);
  EXPECT_EQ(config->server.address, "::1");
  EXPECT_EQ(config->log.level, LogLevel::warn);
  EXPECT_EQ(config->log.file, "l");
  EXPECT_TRUE(config->production);
  EXPECT_TRUE(config->server.behind_proxy);
  EXPECT_EQ(config->server.tls->certificate, "c");
  EXPECT_EQ(config->server.tls->key, "k");
}

TEST(CommandLine, TakesFlagsOverTheFile) {
  const test::TemporaryDirectory directory;
  const std::string file = directory.path() / "card.toml";
  std::ofstream(file) << "data = \"/d\"\n[listen]\nport = 1\naddress = \"::1\"\n";
  const auto config = run_with({"--config", file.c_str(), "--port", "2"});
  ASSERT_TRUE(config.has_value()) << config.error().text;
  EXPECT_EQ(config->server.port, 2);
  EXPECT_EQ(config->server.address, "::1");
  EXPECT_EQ(config->data, "/d");
}

TEST(CommandLine, EndsWithHelpWhenAsked) {
  const auto config = run_with({"--help"});
  ASSERT_FALSE(config.has_value());
  EXPECT_EQ(config.error().code, 0);
  EXPECT_THAT(config.error().text, testing::HasSubstr("--behind-proxy"));
  EXPECT_THAT(config.error().text, testing::HasSubstr("Examples:"));
}

TEST(CommandLine, EndsWithCodeTwoAndAReasonForAMistake) {
  const std::vector<std::vector<const char*>> mistakes{
      {"--data", "d", "--prot", "1"},
      {"--data", "d", "--port", "70000"},
      {"--data", "d", "--port", "x"},
      {"--data", "d", "--log-level", "loud"},
      {"--data", "d", "--tls-key", "k"},
      {"--data", "d", "--tls-certificate", "c"},
      {"--data", "d", "extra"},
      {"--config", "/nonexistent/card.toml"},
      {},
  };
  for (const auto& arguments : mistakes) {
    const auto config = run_with(arguments);
    ASSERT_FALSE(config.has_value());
    EXPECT_EQ(config.error().code, 2);
    EXPECT_FALSE(config.error().text.empty());
  }
}

}  // namespace
}  // namespace servicecard::app
