#include "server/backup/restore.h"

#include <map>
#include <tuple>

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cardlib/credential/key_binding.h"
#include "cardlib/credential/offline_source.h"
#include "cardlib/credential/verifier.h"
#include "server/store/data_directory.h"
#include "tests/server/app/sample_data.h"
#include "tests/server/app/sample_office.h"
#include "tests/server/backup/sample_backup.h"
#include "tests/server/store/faulty_vfs.h"
#include "tests/server/store/test_store.h"
#include "tests/support/fixed_random.h"
#include "tests/support/test_signer.h"

namespace servicecard::backup {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const Time restored_at = test::test_time() + std::chrono::hours(3);

std::expected<Restored, BackupFailure> restore(const fs::path& file, const fs::path& data,
                                               std::optional<std::string> pack = std::nullopt) {
  test::FixedRandom random{4};
  return restore_backup({.file = file, .data = data, .pack = std::move(pack)},
                        test::backup_passphrase(), restored_at, random,
                        [](Stage, std::size_t, std::size_t) {});
}

std::string outcome(const std::expected<Restored, BackupFailure>& restored) {
  return restored ? "restored" : std::string(to_string(restored.error().error));
}

/// A data directory, a backup of it, and where it is to come back.
class Restore : public testing::Test {
 protected:
  Restore() { EXPECT_TRUE(test::back_up(data_.path(), file())); }

  [[nodiscard]] fs::path file() const { return folder_.path() / "card.backup"; }
  [[nodiscard]] fs::path place() const { return folder_.path() / "restored"; }

  test::SampleData data_;
  test::TemporaryDirectory folder_;
};

TEST_F(Restore, BringsBackEveryFileButTheLock) {
  ASSERT_EQ(outcome(restore(file(), place())), "restored");
  for (const char* name : {"keys/ring.json", "keys/trust-list.jwt", "passphrase", "admin-token"}) {
    EXPECT_EQ(test::octets_of(place() / name), test::octets_of(data_.path() / name)) << name;
    EXPECT_EQ(fs::status(place() / name).permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
  }
  EXPECT_EQ(fs::status(place()).permissions(), fs::perms::owner_all);
  EXPECT_TRUE(store::DataDirectory::open(place(), restored_at));
}

TEST_F(Restore, FillsAnEmptyFolder) {
  fs::create_directory(place());
  EXPECT_EQ(outcome(restore(file(), place())), "restored");
}

TEST_F(Restore, NeverOverwrites) {
  fs::create_directory(place());
  test::write_octets(place() / "something", "of somebody");
  EXPECT_EQ(outcome(restore(file(), place())), "occupied");
  EXPECT_EQ(outcome(restore(file(), data_.path())), "occupied");
  EXPECT_EQ(test::names_in(folder_.path()), "card.backup restored restored/something ");
}

TEST_F(Restore, ClearsAwayWhatOneThatWasKilledLeft) {
  const fs::path left = folder_.path() / "restored.restoring";
  {
    ASSERT_TRUE(store::DataDirectory::create(left, restored_at));
  }
  test::write_octets(left / "servicecard.db", "half a database");
  EXPECT_EQ(outcome(restore(file(), place())), "restored");
  EXPECT_FALSE(fs::exists(left));
}

TEST_F(Restore, LeavesAnotherThatIsAtWorkAlone) {
  const auto other =
      store::DataDirectory::create(folder_.path() / "restored.restoring", restored_at);
  ASSERT_TRUE(other);
  EXPECT_EQ(outcome(restore(file(), place())), "occupied");
  EXPECT_EQ(test::names_in(folder_.path()),
            "card.backup restored.restoring restored.restoring/lock ");
}

TEST_F(Restore, MakesNothingOfADamagedBackup) {
  const std::string octets = test::octets_of(file());
  const fs::path other = folder_.path() / "other";
  for (const std::size_t at : {std::size_t{3}, std::size_t{8}, std::size_t{40}, std::size_t{60},
                               octets.size() / 2, octets.size() - 1}) {
    std::string altered = octets;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    for (const std::string& bad : {altered, octets.substr(0, at)}) {
      test::write_octets(other, bad);
      EXPECT_NE(outcome(restore(other, place())), "restored") << at;
      EXPECT_EQ(test::names_in(folder_.path()), "card.backup other ") << at;
    }
  }
}

TEST_F(Restore, RefusesTheBackupOfANewerProgram) {
  SQLite::Database(data_.path() / "servicecard.db", SQLite::OPEN_READWRITE)
      .exec("INSERT INTO schema_migration VALUES (9999, '9999_to_come', x'00', 0)");
  const fs::path newer = folder_.path() / "newer";
  ASSERT_TRUE(test::back_up(data_.path(), newer));
  const auto restored = restore(newer, place());
  EXPECT_EQ(outcome(restored), "newer");
  EXPECT_THAT(restored.error().detail, HasSubstr("9999_to_come"));
  EXPECT_FALSE(fs::exists(place()));
}

TEST_F(Restore, BringsTheBackupOfAnOlderProgramUpToDate) {
  SQLite::Database(data_.path() / "servicecard.db", SQLite::OPEN_READWRITE)
      .exec(
          "DELETE FROM schema_migration WHERE number >= 7;"
          "DROP TABLE redemption; DROP TABLE refusal; DROP TABLE verification_outcome;"
          "DROP TABLE alarm;"
          "DROP VIEW account; DROP INDEX actor_partner; DROP TABLE partner_key_use;"
          "DROP TABLE partner_site; ALTER TABLE partner DROP COLUMN shows;"
          "ALTER TABLE partner_key DROP COLUMN label;"
          "ALTER TABLE partner_key DROP COLUMN scopes; ALTER TABLE partner_key DROP COLUMN jwk;"
          "CREATE VIEW account AS SELECT actor.* FROM actor;"
          "DROP VIEW card_print; DROP TABLE handover; DROP TABLE batch_card;"
          "DROP TABLE print_batch; DROP TABLE enterprise_contact;"
          "DROP INDEX enterprise_name; DROP INDEX application_changed; DROP INDEX card_ends;"
          "DROP INDEX card_changed; DROP TABLE review_enterprise; DROP TABLE review;"
          "ALTER TABLE status_list DROP COLUMN unused");
  const fs::path older = folder_.path() / "older";
  ASSERT_EQ(test::back_up(data_.path(), older)->schema, "0006_accounts");
  ASSERT_EQ(outcome(restore(older, place())), "restored");
  EXPECT_THAT(test::names_in(place()), testing::Not(HasSubstr("before")));
}

TEST_F(Restore, IsThereWholeOrNotAtAllWhateverTheDiskDoes) {
  for (const auto fault : {test::DiskFault::write, test::DiskFault::sync, test::DiskFault::full}) {
    test::FaultyVfs disk;
    for (int nth = 1;; ++nth) {
      disk.fail(fault, nth);
      try {
        std::ignore = restore(file(), place());
      } catch (const std::exception&) {
        EXPECT_EQ(test::names_in(folder_.path()), "card.backup ") << nth;
      }
      if (!disk.mend()) break;
      fs::remove_all(place());
    }
    EXPECT_TRUE(fs::exists(place() / "servicecard.db"));
    fs::remove_all(place());
  }
}

/// An office whose backup is older than what it did: of three cards one was revoked since, one
/// reported lost, one bound to another key; and a fourth was issued.
class RestoreLater : public testing::Test {
 protected:
  RestoreLater() {
    for (const int n : {1, 2, 3}) numbers_.push_back(office_.issued(n));
    older_pack_ = published();
    old_wallet_ = token(numbers_[0], "wallet");
    EXPECT_TRUE(test::back_up(office_.sample().data(), file()));
    bind(numbers_[0]);
    office_.post(office_.approver(), "/v1/cards/" + numbers_[1] + "/revoke", 200,
                 R"({"reason_code":"delisted"})");
    office_.post(office_.clerk(), "/v1/cards/" + numbers_[2] + "/report-lost", 200);
    numbers_.push_back(office_.issued(4));
    for (const std::string& number : numbers_) tokens_[number] = token(number, "printed");
    office_.sample().reopen();
    pack_ = published();
    office_.sample().close();
  }

  [[nodiscard]] fs::path file() const { return folder_.path() / "card.backup"; }
  [[nodiscard]] fs::path place() const { return folder_.path() / "restored"; }

  std::string token(const std::string& number, const std::string& kind) {
    return std::string(
        office_.sample()
            .send(http::Method::get, "/v1/cards/" + number + "/" + kind + "-token", office_.clerk())
            .body.view());
  }
  void bind(const std::string& number) {
    const std::string path = "/v1/cards/" + number + "/wallet";
    const json::object challenge = office_.post(office_.clerk(), path + "/challenge", 201);
    const test::TestSigner holder;
    const std::string proof =
        make_holder_proof({.audience = std::string_view(challenge.at("audience").as_string()),
                           .nonce = std::string_view(challenge.at("nonce").as_string()),
                           .now = office_.sample().clock().now()},
                          holder);
    const json::object body{{"jwk", holder.public_key().to_jwk()}, {"proof", proof}};
    EXPECT_EQ(office_.sample()
                  .send(http::Method::post, path, office_.clerk(), json::serialize(body))
                  .status,
              201U);
  }
  std::string published() {
    office_.sample().app().publish_early();
    office_.sample().app().wait_for_keys();
    return std::string(office_.sample().send(http::Method::get, "/offline-pack").body.view());
  }

  /// The restored data directory, served.
  void serve() {
    auto opened = app::App::open({.data = place()}, clock_, random_);
    ASSERT_TRUE(opened) << opened.error().advice;
    app_ = *std::move(opened);
    app_->publish_early();
    app_->wait_for_keys();
  }
  http::Response call(http::Method method, const std::string& target, const std::string& bearer,
                      std::string body = {}) {
    http::Request request{.method = method,
                          .target = http::parse_target(target).value(),
                          .body = std::move(body),
                          .id = "test"};
    if (!bearer.empty()) request.headers.add("Authorization", "Bearer " + bearer);
    return app_->call(std::move(request));
  }
  /// What a verifier without a server says of a token by the pack of the restored server.
  std::string offline(const std::string& token) {
    const auto root = keys::KeyRing::open(place() / "keys").value()->root();
    const auto response = call(http::Method::get, "/offline-pack", {});
    const auto source = OfflineSource::first(OfflinePack::open(response.body.view(), root).value());
    return std::string(
        to_string(Verifier(source, source).verify(token, {.now = restored_at}).verdict()));
  }
  std::string offline(std::size_t card) { return offline(tokens_.at(numbers_[card])); }
  std::string state(std::size_t card) {
    const auto body =
        test::body_of(call(http::Method::get, "/v1/cards/" + numbers_[card], office_.clerk()));
    const auto* const found = body.if_contains("state");
    return found == nullptr ? "none" : std::string(found->as_string());
  }

  test::SampleOffice office_;
  test::TemporaryDirectory folder_;
  std::vector<std::string> numbers_;
  std::map<std::string, std::string> tokens_;
  std::string old_wallet_;
  std::string older_pack_;
  std::string pack_;
  test::SetClock clock_{restored_at};
  keys::SystemRandom random_;
  std::unique_ptr<app::App> app_;
};

TEST_F(RestoreLater, TakesAwayAgainWhatThePackSaysIsTakenAway) {
  const auto restored = restore(file(), place(), pack_);
  ASSERT_EQ(outcome(restored), "restored");
  EXPECT_EQ(restored->era.taken_away, (TakenAway{.revoked = 1, .suspended = 1, .voided = 1}));
  EXPECT_EQ(restored->known_until, test::test_time());
  serve();
  EXPECT_EQ(offline(0), "valid");
  EXPECT_EQ(offline(old_wallet_), "revoked");
  EXPECT_EQ(offline(1), "revoked");
  EXPECT_EQ(offline(2), "suspended");
  EXPECT_EQ(state(0), "active");
  EXPECT_EQ(state(1), "revoked");
  EXPECT_EQ(state(2), "suspended");
}

TEST_F(RestoreLater, DoesNotLetACardOfTheLostTimePass) {
  ASSERT_EQ(outcome(restore(file(), place())), "restored");
  serve();
  EXPECT_EQ(state(3), "none");
  EXPECT_EQ(offline(3), "revoked");
}

// Why a pack is asked for.
TEST_F(RestoreLater, KnowsNothingOfWhatWasTakenAwaySinceWithoutAPack) {
  const auto restored = restore(file(), place());
  ASSERT_EQ(outcome(restored), "restored");
  EXPECT_EQ(restored->era.taken_away, TakenAway{});
  serve();
  EXPECT_EQ(offline(1), "valid");
  EXPECT_EQ(offline(2), "valid");
}

TEST_F(RestoreLater, KeepsAJournalThatAddsUpAndSaysWhatWasDone) {
  const auto restored = restore(file(), place(), pack_);
  ASSERT_EQ(outcome(restored), "restored");
  serve();
  const auto report =
      test::body_of(call(http::Method::get, "/v1/journal/verification", office_.auditor()));
  EXPECT_EQ(report.at("ok"), true);
  EXPECT_GT(report.at("size").as_int64(), restored->manifest.journal_size);
  const auto leaves = call(http::Method::get, "/v1/journal?limit=20", office_.auditor());
  for (const char* kind : {"data.restored", "card.revoked", "card.suspended", "wallet.voided"}) {
    EXPECT_THAT(std::string(leaves.body.view()), HasSubstr(kind));
  }
}

TEST_F(RestoreLater, NeverServesAPackBelowOneThatWasOut) {
  ASSERT_EQ(outcome(restore(file(), place(), pack_)), "restored");
  serve();
  const auto root = keys::KeyRing::open(place() / "keys").value()->root();
  const auto before = OfflineSource::first(OfflinePack::open(pack_, root).value());
  const auto response = call(http::Method::get, "/offline-pack", {});
  EXPECT_TRUE(
      OfflineSource::after(before.state(), OfflinePack::open(response.body.view(), root).value()));
}

TEST_F(RestoreLater, RefusesAPackThatIsOlderForeignOrAltered) {
  SQLite::Database(office_.sample().data() / "servicecard.db", SQLite::OPEN_READWRITE)
      .exec("PRAGMA wal_checkpoint");
  const fs::path later = folder_.path() / "later.backup";
  ASSERT_TRUE(test::back_up(office_.sample().data(), later));
  EXPECT_EQ(outcome(restore(later, place(), older_pack_)), "older_pack");
  EXPECT_EQ(outcome(restore(later, place(), "{}")), "foreign_pack");
  EXPECT_EQ(outcome(restore(later, place(), pack_.substr(1))), "foreign_pack");
  EXPECT_EQ(test::names_in(folder_.path()), "card.backup later.backup ");
  EXPECT_EQ(outcome(restore(later, place(), pack_)), "restored");
}

}  // namespace
}  // namespace servicecard::backup
