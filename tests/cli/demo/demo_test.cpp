#include "cli/demo/demo.h"

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cardlib/codec/json.h"
#include "cardlib/credential/verdict.h"
#include "cli/files.h"
#include "cli/stop.h"
#include "tests/cli/terminal.h"
#include "tests/support/remembered_scrypt.h"
#include "tests/support/temporary_directory.h"

namespace servicecard::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// The county, made once for all of these tests.
class Demo : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    test::remember_scrypt();
    folder = std::make_unique<test::TemporaryDirectory>();
    const test::Outcome made =
        test::cardctl({"demo", "--data", data().string(), "--issuer", "http://127.0.0.1:8080"});
    ASSERT_EQ(made.code, ExitCode::done) << made.err;
    summary = made.out;
  }
  static void TearDownTestSuite() { folder.reset(); }

  [[nodiscard]] static fs::path data() { return folder->path() / "county"; }

  [[nodiscard]] static test::Outcome cardctl(std::vector<std::string> arguments,
                                             const std::string& input = {}) {
    arguments.insert(arguments.end(), {"--data", data().string()});
    return test::cardctl(arguments, input);
  }
  [[nodiscard]] static json::value read(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--output", "json"});
    const test::Outcome run = cardctl(std::move(arguments));
    EXPECT_EQ(run.code, ExitCode::done) << run.err;
    return json::parse(run.out).value();
  }
  [[nodiscard]] static std::string printed(const char* name) {
    return read_file(data() / "demo" / "sandbox" / (std::string(name) + ".txt"));
  }
  // Acting as somebody, by the token that was left for the tour.
  [[nodiscard]] static test::Outcome as(const std::string& actor,
                                        std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--as", actor, "--token-file",
                                       (data() / "demo" / "tokens" / actor).string()});
    return cardctl(std::move(arguments));
  }

  static inline std::unique_ptr<test::TemporaryDirectory> folder;
  static inline std::string summary;
};

TEST_F(Demo, Issues135Cards60ToKeyEnterprisesAnd75ToHighGrowthOnes) {
  std::map<std::string, std::string> designation;
  const json::value enterprises = read({"enterprise", "list", "--all"});
  for (const auto& enterprise : enterprises.as_array()) {
    const auto kinds = json::serialize(enterprise.at("designations"));
    designation[std::string(enterprise.at("uscc").as_string())] =
        kinds.find("\"key\"") == std::string::npos ? "high_growth" : "key";
  }
  EXPECT_EQ(designation.size(), 40U);
  std::map<std::string, int> kinds;
  std::map<std::string, int> states;
  const json::value cards = read({"card", "list", "--all"});
  for (const auto& card : cards.as_array()) {
    ++kinds[designation.at(std::string(card.at("enterprise").as_string()))];
    ++states[std::string(card.at("state").as_string())];
  }
  EXPECT_EQ(kinds, (std::map<std::string, int>{{"key", 60}, {"high_growth", 75}}));
  EXPECT_EQ(states, (std::map<std::string, int>{{"active", 117},
                                                {"expired", 6},
                                                {"lost", 2},
                                                {"revoked", 4},
                                                {"superseded", 3},
                                                {"suspended", 3}}));
}

TEST_F(Demo, DecidesTheEdgeRowsAsThePolicyHasIt) {
  const json::value enterprises = read({"enterprise", "list", "--all", "--designation", "key"});
  ASSERT_EQ(enterprises.as_array().size(), 17U);
  for (const auto& enterprise : enterprises.as_array()) {
    const json::value detail =
        read({"enterprise", "show", std::string(enterprise.at("uscc").as_string())});
    const std::int64_t fen =
        detail.at("tax_records").as_array().back().at("amount_from_fen").to_number<std::int64_t>();
    EXPECT_EQ(detail.at("decision").at("verdict"), fen > 300'000'000 ? "eligible" : "not_eligible")
        << fen;
  }
}

TEST_F(Demo, HasPartnersOneSuspendedOneWithoutContract) {
  int suspended = 0;
  int without_contract = 0;
  const json::value partners = read({"partner", "list", "--all"});
  for (const auto& partner : partners.as_array()) {
    suspended += partner.at("suspended").as_bool() ? 1 : 0;
    without_contract += partner.at("contract_from").is_null() ? 1 : 0;
  }
  EXPECT_EQ(partners.as_array().size(), 19U);
  EXPECT_EQ(suspended, 1);
  EXPECT_EQ(without_contract, 1);
}

TEST_F(Demo, LeavesTokensWithTheirVerdicts) {
  const std::vector<std::tuple<const char*, ExitCode>> expected{
      {"valid", ExitCode::done},
      {"revoked", ExitCode::refused},
      {"expired", ExitCode::refused},
      {"bad_signature", ExitCode::refused}};
  for (const auto& [verdict, code] : expected) {
    SCOPED_TRACE(verdict);
    const test::Outcome run = cardctl({"verify", "-", "--output", "json"}, printed(verdict));
    EXPECT_EQ(run.code, code) << run.err;
    EXPECT_EQ(json::parse(run.out).value().at("verdict"), verdict);
  }
}

TEST_F(Demo, LeavesTestCardsOfEveryVerdict) {
  std::set<std::string> verdicts;
  const auto index = json::parse(read_file(data() / "demo/sandbox/index.json")).value();
  for (const auto& card : index.at("cards").as_array()) {
    verdicts.emplace(card.at("verdict").as_string());
  }
  EXPECT_EQ(verdicts.size(), all_verdicts.size());
}

TEST_F(Demo, ShowsTokensOnceAndKeepsThemForTheirOwnerAlone) {
  for (const char* name : {"administrator", "clerk-1", "clerk-2", "approver", "hospital-1"}) {
    const fs::path file = data() / "demo" / "tokens" / name;
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    std::string token = read_file(file);
    token.pop_back();
    EXPECT_THAT(summary, HasSubstr(token));
  }
}

TEST_F(Demo, LeavesPasswordsOfThreeCounters) {
  for (const char* name : {"hospital-1-counter", "bank-1-counter", "school-1-counter"}) {
    EXPECT_TRUE(fs::exists(data() / "demo" / "passwords" / name)) << name;
  }
}

TEST_F(Demo, HasAJournalThatRecomputes) {
  const test::Outcome run = cardctl({"journal", "verify", "--output", "json"});
  EXPECT_EQ(run.code, ExitCode::done);
  EXPECT_EQ(json::parse(run.out).value().at("ok"), true);
}

TEST_F(Demo, ActsByTheRightsOfWhoeverActs) {
  const std::string number(
      read({"card", "list", "--state", "active"}).at("items").at(0).at("number").as_string());
  const test::Outcome clerk =
      as("clerk-1", {"card", "revoke", number, "--reason", "issued_in_error"});
  EXPECT_EQ(clerk.code, ExitCode::refused);
  EXPECT_THAT(clerk.err, HasSubstr("--as ACTOR"));
  const test::Outcome stranger = cardctl({"card", "list", "--as", "approver", "--token-file",
                                          (data() / "demo" / "tokens" / "clerk-1").string()});
  EXPECT_EQ(stranger.code, ExitCode::refused);
  EXPECT_THAT(stranger.err, HasSubstr("clerk-1"));
}

TEST_F(Demo, RevokesInBulkOnlyWhenToldTo) {
  const std::string enterprise(
      read({"card", "list", "--state", "active"}).at("items").at(0).at("enterprise").as_string());
  const std::vector<std::string> command{"card",     "revoke",   "--enterprise",
                                         enterprise, "--reason", "delisted"};
  const auto active = [&] {
    return read({"card", "list", "--all", "--state", "active", "--enterprise", enterprise})
        .as_array()
        .size();
  };
  const std::size_t before = active();
  ASSERT_GT(before, 0U);
  const test::Outcome dry = as("approver", command);
  EXPECT_EQ(dry.code, ExitCode::done);
  EXPECT_THAT(dry.err, HasSubstr("Nothing was changed; add --apply."));
  EXPECT_EQ(active(), before);
}

TEST_F(Demo, RotatesAKeyByTheRoot) {
  EXPECT_EQ(cardctl({"keys", "rotate", "pack"}).code, ExitCode::done);
  EXPECT_EQ(cardctl({"trust-list", "sign"}).code, ExitCode::done);
  EXPECT_EQ(cardctl({"verify", "-"}, printed("valid")).code, ExitCode::done);
}

TEST_F(Demo, IsNeverMadeOverAnything) {
  const test::Outcome again = cardctl({"demo", "--issuer", "http://127.0.0.1:8080"});
  EXPECT_EQ(again.code, ExitCode::failure);
  EXPECT_EQ(cardctl({"init", "--issuer", "https://card.example.cn"}).code, ExitCode::failure);
}

TEST_F(Demo, TellsWhoseADirectoryIs) {
  EXPECT_EQ(cardctl({"info", "--field", "issuer"}).out, "http://127.0.0.1:8080\n");
  EXPECT_EQ(cardctl({"info", "--field", "colour"}).code, ExitCode::usage);
}

}  // namespace
}  // namespace servicecard::cli
