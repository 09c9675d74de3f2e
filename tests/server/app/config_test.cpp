#include "server/app/config.h"

#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/app/setting.h"
#include "tests/support/temporary_directory.h"

namespace servicecard::app {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

std::expected<Config, ConfigFailure> read(std::string_view text) {
  Config config;
  const auto read = read_config(text, "test.toml", "/etc/card", config);
  if (!read) return std::unexpected(read.error());
  return config;
}

TEST(Config, ReadsEveryKey) {
  const auto config = read(R"(
    data = "data"
    production = true
    root_folder = "/root/keys"
    [listen]
    address = "::1"
    port = 8443
    behind_proxy = true
    [tls]
    certificate = "tls/chain.pem"
    key = "/tls/key.pem"
    [threads]
    io = 2
    pool = 8
    queue = 9
    [limits]
    handshake = 1
    head = 2.5
    body = 3
    idle = 4
    write = 0.05
    connections = 100
    connections_per_address = 10
    large_bodies = 2
    [caps]
    approvals = 30
    cards = 40
    reveals = 60
    [accounts]
    second_factor_for = ["approver", "auditor"]
    idle = 600
    lasting = 7200
    [alarms]
    two_places = 60
    [log]
    level = "debug"
    file = "card.log"
    access = false
  )");
  ASSERT_TRUE(config.has_value()) << config.error().message;
  EXPECT_EQ(config->data, "/etc/card/data");
  EXPECT_TRUE(config->production);
  EXPECT_EQ(config->root_folder, "/root/keys");
  const http::ServerOptions& server = config->server;
  EXPECT_EQ(server.address, "::1");
  EXPECT_EQ(server.port, 8443);
  EXPECT_TRUE(server.behind_proxy);
  EXPECT_EQ(server.tls->certificate, "/etc/card/tls/chain.pem");
  EXPECT_EQ(server.tls->key, "/tls/key.pem");
  EXPECT_EQ(server.io_threads, 2U);
  EXPECT_EQ(server.pool_threads, 8U);
  EXPECT_EQ(server.pool_queue, 9U);
  EXPECT_EQ(server.limits.handshake, milliseconds(1'000));
  EXPECT_EQ(server.limits.head, milliseconds(2'500));
  EXPECT_EQ(server.limits.body, milliseconds(3'000));
  EXPECT_EQ(server.limits.idle, milliseconds(4'000));
  EXPECT_EQ(server.limits.write, milliseconds(50));
  EXPECT_EQ(server.limits.connections, 100U);
  EXPECT_EQ(server.limits.connections_per_address, 10U);
  EXPECT_EQ(server.limits.large_bodies, 2U);
  EXPECT_EQ(config->caps.approvals, 30U);
  EXPECT_EQ(config->caps.cards, 40U);
  EXPECT_EQ(config->caps.reveals, 60U);
  EXPECT_EQ(config->two_places, milliseconds(60'000));
  const AccountRules accounts = config->account_rules();
  EXPECT_EQ(accounts.second_factor_for,
            (std::vector{access::Role::approver, access::Role::auditor}));
  EXPECT_EQ(accounts.sessions.idle, std::chrono::seconds(600));
  EXPECT_EQ(accounts.sessions.lasting, std::chrono::seconds(7200));
  EXPECT_EQ(config->log.level, LogLevel::debug);
  EXPECT_EQ(config->log.file, "/etc/card/card.log");
  EXPECT_FALSE(config->log.access);
}

TEST(Config, KeepsWhatATextDoesNotMention) {
  const auto config = read("[listen]\nport = 9000\n");
  ASSERT_TRUE(config.has_value());
  EXPECT_EQ(config->server.port, 9000);
  EXPECT_EQ(config->server.address, "127.0.0.1");
  EXPECT_EQ(config->server.tls, std::nullopt);
  EXPECT_EQ(config->log.file, "");
}

struct BadConfig {
  const char* name;
  const char* text;
  ConfigError error;
  const char* message;  // what the operator must be told
};

const BadConfig bad_configs[] = {
    {"NotToml", "data = \n", ConfigError::syntax, "test.toml:1: "},
    {"KeyTwice", "production = true\nproduction = true\n", ConfigError::syntax, "test.toml:2: "},
    {"MisspelledKey", "[listen]\nprot = 1\n", ConfigError::unknown_key,
     "test.toml:2: listen.prot: there is no such key; perhaps listen.port"},
    {"KeyInTheWrongTable", "port = 1\n", ConfigError::unknown_key,
     "test.toml:1: port: there is no such key; perhaps listen.port"},
    {"MisspelledTable", "[limit]\nbody = 1\n", ConfigError::unknown_key,
     "test.toml:1: limit: there is no such key"},
    {"KeyOfNothing", "zzzzzzzzzzzz = 1\n", ConfigError::unknown_key,
     "test.toml:1: zzzzzzzzzzzz: there is no such key"},
    {"TheIssuer", "issuer = \"https://a.example\"\n", ConfigError::unknown_key,
     "test.toml:1: issuer: there is no such key"},
    {"TableForAValue", "[data]\nx = 1\n", ConfigError::wrong_type,
     "test.toml:1: data: must be a path in quotes"},
    {"ValueForATable", "listen = 1\n", ConfigError::unknown_key,
     "test.toml:1: listen: there is no such key"},
    {"NumberForAText", "[listen]\naddress = 1\n", ConfigError::wrong_type,
     "test.toml:2: listen.address: must be a text in quotes"},
    {"TextForANumber", "[listen]\nport = \"80\"\n", ConfigError::wrong_type,
     "test.toml:2: listen.port: must be a whole number"},
    {"FractionForANumber", "[listen]\nport = 80.5\n", ConfigError::wrong_type,
     "test.toml:2: listen.port: must be a whole number"},
    {"TextForAFlag", "production = \"yes\"\n", ConfigError::wrong_type,
     "test.toml:1: production: must be true or false"},
    {"NumberForAFlag", "production = 1\n", ConfigError::wrong_type,
     "test.toml:1: production: must be true or false"},
    {"TextForATime", "[limits]\nbody = \"10s\"\n", ConfigError::wrong_type,
     "test.toml:2: limits.body: must be a number of seconds"},
    {"PortTooHigh", "[listen]\nport = 65536\n", ConfigError::out_of_range,
     "test.toml:2: listen.port: must be between 0 and 65535"},
    {"NegativePort", "[listen]\nport = -1\n", ConfigError::out_of_range,
     "test.toml:2: listen.port: must be between 0 and 65535"},
    {"NoThreads", "[threads]\nio = 0\n", ConfigError::out_of_range,
     "test.toml:2: threads.io: must be between 1 and 256"},
    {"NoTime", "[limits]\nbody = 0\n", ConfigError::out_of_range,
     "test.toml:2: limits.body: must be between 0.001 and 3600 seconds"},
    {"EndlessTime", "[limits]\nbody = inf\n", ConfigError::out_of_range,
     "test.toml:2: limits.body: must be between 0.001 and 3600 seconds"},
    {"TimeThatIsNoNumber", "[limits]\nbody = nan\n", ConfigError::out_of_range,
     "test.toml:2: limits.body: must be between 0.001 and 3600 seconds"},
    {"UnknownRole", "[accounts]\nsecond_factor_for = [\"clerk\", \"chief\"]\n",
     ConfigError::out_of_range,
     "test.toml:2: accounts.second_factor_for: must be of \"clerk\", \"approver\""},
    {"TextForRoles", "[accounts]\nsecond_factor_for = \"clerk\"\n", ConfigError::wrong_type,
     "test.toml:2: accounts.second_factor_for: must be a list of roles in quotes"},
    {"SessionTooLong", "[accounts]\nlasting = 86401\n", ConfigError::out_of_range,
     "test.toml:2: accounts.lasting: must be between 0.001 and 86400 seconds"},
    {"UnknownLevel", "[log]\nlevel = \"loud\"\n", ConfigError::out_of_range,
     "test.toml:2: log.level: must be \"debug\", \"info\", \"warn\" or \"error\""},
    {"CertificateWithoutKey", "[tls]\ncertificate = \"c.pem\"\n", ConfigError::contradiction,
     "test.toml: tls.certificate and tls.key belong together"},
};

void PrintTo(const BadConfig& row, std::ostream* out) { *out << row.name; }

class BadConfigs : public testing::TestWithParam<BadConfig> {};

TEST_P(BadConfigs, AreRefusedByFileLineAndKey) {
  const auto config = read(GetParam().text);
  ASSERT_FALSE(config.has_value());
  EXPECT_EQ(config.error().error, GetParam().error);
  EXPECT_THAT(config.error().message, testing::StartsWith(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(Config, BadConfigs, testing::ValuesIn(bad_configs),
                         [](const auto& row) { return row.param.name; });

TEST(Config, DemandsASecondFactorOfTheMightyInProductionWhereItIsNotToldOtherwise) {
  EXPECT_TRUE(read("").value().account_rules().second_factor_for.empty());
  EXPECT_EQ(read("production = true\n").value().account_rules().second_factor_for,
            (std::vector{access::Role::approver, access::Role::administrator}));
  EXPECT_TRUE(read("production = true\n[accounts]\nsecond_factor_for = []\n")
                  .value()
                  .account_rules()
                  .second_factor_for.empty());
}

TEST(Config, LeavesTheOldOneWhereTheNewIsBad) {
  Config config;
  EXPECT_FALSE(read_config("production = true\nbad = 1\n", "t", "/", config).has_value());
  EXPECT_FALSE(config.production);
}

std::string sample() {
  std::ifstream in(fs::path(SERVICECARD_SOURCE_DIR) / "docs/cardserver.toml");
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(SampleConfig, SetsEveryKeyToItsDefault) {
  const Config expected;
  http::TlsFiles tls;
  Config config;
  const auto outcome = read_config(sample(), "docs/cardserver.toml", "/", config);
  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_EQ(config.data, "/var/lib/servicecard");
  EXPECT_EQ(config.production, expected.production);
  EXPECT_EQ(config.root_folder, expected.root_folder);
  EXPECT_EQ(config.pages, expected.pages);
  EXPECT_EQ(config.server.address, expected.server.address);
  EXPECT_EQ(config.server.port, expected.server.port);
  EXPECT_EQ(config.server.tls, std::nullopt);
  EXPECT_EQ(config.server.limits.connections, expected.server.limits.connections);
  EXPECT_EQ(config.server.limits.body, expected.server.limits.body);
  EXPECT_EQ(config.server.pool_threads, expected.server.pool_threads);
  EXPECT_EQ(config.caps.approvals, expected.caps.approvals);
  EXPECT_EQ(config.caps.cards, expected.caps.cards);
  EXPECT_EQ(config.caps.reveals, expected.caps.reveals);
  EXPECT_EQ(config.two_places, expected.two_places);
  EXPECT_EQ(config.second_factor_for, expected.second_factor_for);
  EXPECT_EQ(config.session_idle, expected.session_idle);
  EXPECT_EQ(config.session_lasting, expected.session_lasting);
  for (const Setting& setting : settings_of(config, tls)) {
    const auto name = setting.key.substr(setting.key.rfind('.') + 1);
    // A key whose default depends on others stands in a comment.
    EXPECT_THAT(sample(), testing::ContainsRegex("\n(# )?" + std::string(name) + " = "))
        << setting.key;
  }
}

TEST(ConfigFile, StartsRelativePathsAtItsOwnFolder) {
  const test::TemporaryDirectory directory;
  const fs::path file = directory.path() / "card.toml";
  std::ofstream(file) << "data = \"here\"\n";
  Config config;
  ASSERT_TRUE(read_config_file(file, config).has_value());
  EXPECT_EQ(config.data, directory.path() / "here");
}

TEST(ConfigFile, IsNamedWhereItCannotBeRead) {
  const test::TemporaryDirectory directory;
  Config config;
  for (const fs::path& file : {directory.path() / "absent.toml", directory.path()}) {
    const auto outcome = read_config_file(file, config);
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().error, ConfigError::unreadable);
    EXPECT_THAT(outcome.error().message, testing::HasSubstr(file.string()));
  }
}

}  // namespace
}  // namespace servicecard::app
