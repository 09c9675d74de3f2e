#include <chrono>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cardlib/codec/json.h"
#include "cardlib/credential/qr.h"
#include "cli/files.h"
#include "server/print/png.h"
#include "tests/cli/terminal.h"
#include "tests/support/forge.h"
#include "tests/support/sample_card.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_pack.h"

namespace servicecard::cli {
namespace {

using test::cardctl;
using test::Outcome;
using testing::HasSubstr;

Time now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

/// A county of this hour, and a counter with its root, its newest pack and a state file.
class Verify : public testing::Test {
 protected:
  Verify() {
    claims_.issued_at = start_of(day_of(now())) - std::chrono::days(30);
    claims_.not_before = claims_.issued_at;
    claims_.expires = claims_.issued_at + std::chrono::days(330);
    write_file(root_, json::serialize(trust_.root().public_key().to_jwk()));
    publish();
  }

  void publish() { write_file(pack_file_, pack_.file()); }

  [[nodiscard]] std::string printed() const {
    return test::printed_token(claims_, trust_.signer(KeyPurpose::card));
  }
  [[nodiscard]] Outcome verify(const std::string& token, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{
        "verify",       "-",       "--pack",       pack_file_.string(), "--root",
        root_.string(), "--state", state_.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return cardctl(arguments, token + "\n");
  }

  const test::TemporaryDirectory folder_;
  const std::filesystem::path root_ = folder_.path() / "root.jwk.json";
  const std::filesystem::path pack_file_ = folder_.path() / "card.pack";
  const std::filesystem::path state_ = folder_.path() / "state";
  const test::TestTrust trust_{now() - std::chrono::hours(2)};
  test::TestPack pack_{trust_, now() - std::chrono::hours(2)};
  CardClaims claims_ = test::sample_claims();
};

TEST_F(Verify, SaysWhatTheCounterNeedsForAValidCard) {
  const Outcome run = verify(printed());
  EXPECT_EQ(run.code, ExitCode::done);
  EXPECT_THAT(run.out, HasSubstr("valid (green)"));
  EXPECT_THAT(run.out, HasSubstr("张三"));
  EXPECT_THAT(run.out, HasSubstr("YC26-00017-2"));
  EXPECT_THAT(run.out, HasSubstr("2 h"));
}

TEST_F(Verify, GivesTheSameAsJson) {
  const Outcome run = verify(printed(), {"--output", "json"});
  EXPECT_EQ(run.code, ExitCode::done);
  const json::value document = json::parse(run.out).value();
  EXPECT_EQ(document.at("verdict"), "valid");
  EXPECT_EQ(document.at("colour"), "green");
  EXPECT_TRUE(document.at("reason").is_null());
  EXPECT_EQ(document.at("card").at("number"), "YC26-00017-2");
  EXPECT_GE(document.at("data").at("age_seconds").as_int64(), 7200);
}

TEST_F(Verify, TakesAWalletTokenAsAnArgument) {
  const Outcome run =
      cardctl({"verify", test::wallet_token(claims_, trust_.signer(KeyPurpose::card)), "--pack",
               pack_file_.string(), "--root", root_.string(), "--state", state_.string()});
  EXPECT_EQ(run.code, ExitCode::done);
}

TEST_F(Verify, RefusesARevokedCard) {
  pack_.statuses.set(claims_.status.index, Status::invalid);
  publish();
  const Outcome run = verify(printed());
  EXPECT_EQ(run.code, ExitCode::refused);
  EXPECT_THAT(run.out, HasSubstr("revoked (red)"));
}

TEST_F(Verify, RefusesAnExpiredCard) {
  claims_.expires = start_of(day_of(now()));
  const Outcome run = verify(printed());
  EXPECT_EQ(run.code, ExitCode::refused);
  EXPECT_THAT(run.out, HasSubstr("expired (red)"));
}

TEST_F(Verify, RefusesAForgedCardAndShowsNothingOfIt) {
  const Outcome run = verify(test::printed_token(claims_, trust_.signer(KeyPurpose::status)));
  EXPECT_EQ(run.code, ExitCode::refused);
  EXPECT_THAT(run.out, HasSubstr("bad_signature (red)"));
  EXPECT_THAT(run.out, testing::Not(HasSubstr("张三")));
}

TEST_F(Verify, CannotTellFromOldDataOrNoise) {
  const Outcome old = verify(printed(), {"--max-age", "1h"});
  EXPECT_EQ(old.code, ExitCode::cannot_tell);
  EXPECT_THAT(old.out, HasSubstr("stale_status (amber): list_too_old"));
  for (const std::string noise : {"", "SC1", "hello", "\xff\xfe"}) {
    const Outcome run = verify(noise);
    EXPECT_EQ(run.code, ExitCode::cannot_tell);
    EXPECT_THAT(run.out, HasSubstr("unreadable (amber)"));
  }
}

TEST_F(Verify, RefusesAPackOlderThanOneThatWasSeen) {
  pack_.content.sequence = 2;
  pack_.trust_list.sequence = 2;
  publish();
  EXPECT_EQ(verify(printed()).code, ExitCode::done);
  pack_.content.sequence = 1;
  pack_.trust_list.sequence = 1;
  publish();
  const Outcome run = verify(printed());
  EXPECT_EQ(run.code, ExitCode::cannot_tell);
  EXPECT_THAT(run.err, HasSubstr("older_trust_list"));
}

TEST_F(Verify, StopsAtADamagedStateOrPackOrRoot) {
  EXPECT_EQ(verify(printed()).code, ExitCode::done);
  write_file(state_, "{}");
  EXPECT_EQ(verify(printed()).code, ExitCode::cannot_tell);
  std::filesystem::remove(state_);
  std::string cut = pack_.file();
  cut.pop_back();
  write_file(pack_file_, cut);
  EXPECT_EQ(verify(printed()).code, ExitCode::cannot_tell);
  EXPECT_FALSE(std::filesystem::exists(state_));
  write_file(root_, "{}");
  EXPECT_EQ(verify(printed()).code, ExitCode::failure);
}

TEST_F(Verify, DoesNotTrustAnotherRoot) {
  write_file(root_, json::serialize(test::TestSigner().public_key().to_jwk()));
  EXPECT_EQ(verify(printed()).code, ExitCode::cannot_tell);
}

TEST_F(Verify, NeedsRootAndStateBesideAPack) {
  const std::string pack = pack_file_.string();
  EXPECT_EQ(cardctl({"verify", "SC1", "--pack", pack, "--root", root_.string()}).code,
            ExitCode::usage);
  EXPECT_EQ(cardctl({"verify", "SC1", "--pack", pack, "--state", state_.string()}).code,
            ExitCode::usage);
}

TEST_F(Verify, FailsWhereAFileIsMissing) {
  std::filesystem::remove(pack_file_);
  EXPECT_EQ(verify(printed()).code, ExitCode::failure);
}

TEST_F(Verify, ReadsACodeFromAPicture) {
  const Bytes png = print::to_png(QrMatrix::encode(printed()).value());
  const std::filesystem::path image = folder_.path() / "qr.png";
  write_file(image, {reinterpret_cast<const char*>(png.data()), png.size()});
  const std::vector<std::string> arguments{"verify",       "--image",           image.string(),
                                           "--pack",       pack_file_.string(), "--root",
                                           root_.string(), "--state",           state_.string()};
  EXPECT_EQ(cardctl(arguments).code, ExitCode::done);
  write_file(image, "no picture");
  EXPECT_EQ(cardctl(arguments).code, ExitCode::cannot_tell);
}

TEST_F(Verify, IsOfflineWhereNoServerAnswers) {
  const Outcome run = cardctl({"verify", "-", "--server", "http://127.0.0.1:1", "--root",
                               root_.string(), "--output", "json"},
                              printed());
  EXPECT_EQ(run.code, ExitCode::cannot_tell);
  EXPECT_EQ(json::parse(run.out).value().at("verdict"), "offline");
  EXPECT_THAT(run.err, HasSubstr("No answer from http://127.0.0.1:1"));
}

}  // namespace
}  // namespace servicecard::cli
