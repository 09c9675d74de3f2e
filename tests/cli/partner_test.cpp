#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cardlib/codec/json.h"
#include "tests/cli/terminal.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_signer.h"

namespace servicecard::cli {
namespace {

using test::cardctl;
using testing::HasSubstr;

/// `cardctl partner` against a data directory of its own.
class PartnerCommands : public testing::Test {
 protected:
  PartnerCommands() {
    EXPECT_EQ(cardctl({"init", "--data", data_, "--issuer", "https://card.example.cn"}).code,
              ExitCode::done);
  }

  test::Outcome partner(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "partner");
    arguments.insert(arguments.end(), {"--data", data_});
    return cardctl(arguments);
  }
  json::object document(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--output", "json"});
    const test::Outcome run = partner(std::move(arguments));
    EXPECT_EQ(run.code, ExitCode::done) << run.err;
    return json::parse_object(run.out).value();
  }

  test::TemporaryDirectory folder_;
  std::string data_ = (folder_.path() / "data").string();
};

TEST_F(PartnerCommands, AddOneWithAllThatItNeedsToConnect) {
  const json::object added =
      document({"add", "hospital-1", "示例第一医院（虚构）", "--sector", "health", "--from",
                "2025-01-01", "--site", "east=东院区", "--site", "west=西院区", "--with-key"});
  EXPECT_EQ(added.at("sites").as_array().size(), 2U);
  const json::object& told = added.at("connection").as_object();
  const std::string secret(told.at("key").at("secret").as_string());
  EXPECT_EQ(told.at("server"), "https://card.example.cn");
  EXPECT_EQ(told.at("partner"), "hospital-1");
  EXPECT_EQ(told.at("audience"), "https://card.example.cn/partners/hospital-1");
  EXPECT_EQ(std::string(told.at("root").as_string()).size(), 43U);
  EXPECT_THAT(std::string(told.at("try").as_string()), HasSubstr(secret));
  EXPECT_EQ(told.at("docs"), "docs/integrate.md");
}

TEST_F(PartnerCommands, AddOneThatSignsWithItsOwnKey) {
  const std::string file = (folder_.path() / "public.jwk").string();
  const test::TestSigner signer;
  std::ofstream(file) << json::serialize(signer.public_key().to_jwk());
  const json::object added =
      document({"add", "bank-1", "示例银行（虚构）", "--sector", "finance", "--jwk", file});
  const json::object& told = added.at("connection").as_object();
  EXPECT_EQ(told.at("key").at("kid"), json::value(signer.public_key().kid()));
  EXPECT_EQ(told.at("token_endpoint"), "https://card.example.cn/v1/token");
}

TEST_F(PartnerCommands, AddNothingWhereAFileOrASiteCannotBeRead) {
  EXPECT_EQ(
      partner({"add", "bank-1", "示例银行（虚构）", "--sector", "finance", "--jwk", "/none"}).code,
      ExitCode::failure);
  EXPECT_EQ(
      partner({"add", "bank-1", "示例银行（虚构）", "--sector", "finance", "--site", "east"}).code,
      ExitCode::usage);
  EXPECT_EQ(partner({"show", "bank-1"}).code, ExitCode::refused);
}

TEST_F(PartnerCommands, ChangeSitesAccountsAndKeys) {
  document({"add", "hospital-1", "示例第一医院（虚构）", "--sector", "health"});
  const json::object changed = document({"set", "hospital-1", "--from", "2025-01-01", "--until",
                                         "2027-12-31", "--bound-only", "--show", "number"});
  EXPECT_EQ(changed.at("contract_until"), "2027-12-31");
  EXPECT_EQ(changed.at("accepts_bearer"), false);
  EXPECT_EQ(json::serialize(changed.at("shows")), R"(["number"])");
  EXPECT_TRUE(document({"set", "hospital-1", "--no-end"}).at("contract_until").is_null());
  document({"site", "open", "hospital-1", "east", "东院区"});
  const json::object account =
      document({"account", "add", "hospital-1", "window-1", "--site", "east"});
  const std::string id = std::to_string(account.at("id").as_int64());
  EXPECT_NE(document({"account", "new-password", "hospital-1", id}).at("password"),
            account.at("password"));
  EXPECT_EQ(document({"account", "disable", "hospital-1", id}).at("disabled"), true);
  EXPECT_EQ(document({"account", "enable", "hospital-1", id}).at("disabled"), false);
  const json::object key = document(
      {"key", "add", "hospital-1", "--label", "门诊系统", "--scope", "verify", "--scope", "use"});
  EXPECT_EQ(json::serialize(key.at("scopes")), R"(["verify","use"])");
  document({"key", "revoke", "hospital-1", std::to_string(key.at("id").as_int64())});
  document({"site", "close", "hospital-1", "east"});
  const json::object shown = document({"show", "hospital-1"});
  EXPECT_FALSE(shown.at("sites").as_array().at(0).at("closed_at").is_null());
  EXPECT_TRUE(shown.at("accounts").as_array().at(0).at("site").is_null());
}

TEST_F(PartnerCommands, SpeakChinese) {
  const test::Outcome run = cardctl({"partner", "add", "hospital-1", "示例第一医院（虚构）",
                                     "--sector", "health", "--with-key", "--data", data_},
                                    {}, {.locale = "zh_CN.UTF-8"});
  EXPECT_EQ(run.code, ExitCode::done) << run.err;
  for (const char* const word : {"接入信息", "服务器地址", "显示信息", "接口密钥", "核验"}) {
    EXPECT_THAT(run.out, HasSubstr(word));
  }
}

}  // namespace
}  // namespace servicecard::cli
