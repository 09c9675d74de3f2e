#include "server/backup/backup.h"

#include <set>
#include <tuple>

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/app/sample_data.h"
#include "tests/server/app/sample_office.h"
#include "tests/server/backup/sample_backup.h"
#include "tests/server/store/faulty_vfs.h"
#include "tests/server/store/test_store.h"

namespace servicecard::backup {
namespace {

namespace fs = std::filesystem;
using test::back_up;
using test::checked;
using test::octets_of;
using testing::HasSubstr;
using testing::Not;

class Backup : public testing::Test {
 protected:
  [[nodiscard]] fs::path file() const { return folder_.path() / "card.backup"; }
  [[nodiscard]] BackupError error_of(const fs::path& data) const {
    const auto made = back_up(data, file());
    EXPECT_FALSE(made);
    EXPECT_FALSE(made.error().detail.empty());
    return made.error().error;
  }

  static std::set<std::string> names_of(const Manifest& manifest) {
    std::set<std::string> names;
    for (const FileEntry& entry : manifest.files) names.insert(entry.name);
    return names;
  }

  // Makes a backup on a disk that fails the n-th time; whether it came to that.
  bool disk_fails(test::DiskFault fault, int nth) {
    test::FaultyVfs disk;  // NOLINT(misc-const-correctness): what follows changes it
    disk.fail(fault, nth);
    try {
      std::ignore = back_up(data_.path(), file());
    } catch (const std::exception&) {
      EXPECT_FALSE(fs::exists(file()));
    }
    return disk.mend();
  }

  test::SampleData data_;
  test::TemporaryDirectory folder_;
};

TEST_F(Backup, HoldsTheDatabaseTheKeysAndTheSecretsBesideThem) {
  const auto made = back_up(data_.path(), file());
  ASSERT_TRUE(made);
  const auto names = names_of(*made);
  for (const char* name :
       {"servicecard.db", "keys/ring.json", "keys/trust-list.jwt", "passphrase", "admin-token"}) {
    EXPECT_TRUE(names.contains(name)) << name;
  }
  EXPECT_FALSE(names.contains("lock"));
  EXPECT_EQ(made->created_at, test::test_time());
  EXPECT_EQ(made->issuer, "http://127.0.0.1:8080");
  EXPECT_EQ(made->rows_of("actor"), 1);
  EXPECT_EQ(std::cmp_equal(made->rows_of("journal_leaf"), made->journal_size), true);
  EXPECT_EQ(check_backup(file(), test::backup_passphrase(), [](Stage, std::size_t, std::size_t) {}),
            *made);
}

TEST_F(Backup, IsItsOwnersAloneAndTellsNothing) {
  ASSERT_TRUE(back_up(data_.path(), file()));
  EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const std::string octets = octets_of(file());
  for (const char* known : {"SQLite format", "journal", "PRIVATE KEY", "sca_", "http://"}) {
    EXPECT_THAT(octets, Not(HasSubstr(known)));
  }
}

TEST_F(Backup, LeavesNoPlainCopyBehind) {
  ASSERT_TRUE(back_up(data_.path(), file()));
  EXPECT_TRUE(fs::is_empty(data_.path() / "backup.draft"));
}

TEST_F(Backup, ClearsAwayWhatOneThatWasKilledLeft) {
  fs::create_directory(data_.path() / "backup.draft");
  test::write_octets(data_.path() / "backup.draft" / "servicecard.db", "half a copy");
  test::write_octets(data_.path() / "backup.draft" / "servicecard.db-journal", "of it");
  EXPECT_TRUE(back_up(data_.path(), file()));
  EXPECT_TRUE(fs::is_empty(data_.path() / "backup.draft"));
}

TEST_F(Backup, NeverOverwrites) {
  test::write_octets(file(), "another backup");
  EXPECT_EQ(error_of(data_.path()), BackupError::occupied);
  EXPECT_EQ(octets_of(file()), "another backup");
}

TEST_F(Backup, NeedsAWholeDataDirectory) {
  EXPECT_EQ(error_of(folder_.path()), BackupError::no_data);
  fs::remove(data_.path() / "keys" / "ring.json");
  EXPECT_EQ(error_of(data_.path()), BackupError::no_data);
}

TEST_F(Backup, IsNotMadeOfARecordThatDoesNotAddUp) {
  SQLite::Database(data_.path() / "servicecard.db", SQLite::OPEN_READWRITE)
      .exec("UPDATE journal_leaf SET actor = 'nobody' WHERE seq = 0");
  EXPECT_EQ(error_of(data_.path()), BackupError::unsound);
  EXPECT_EQ(test::names_in(folder_.path()), "");
}

// Every write, every fsync and the end of the disk's room, one after the other, until none is left
// to fail.
TEST_F(Backup, IsThereWholeOrNotAtAllWhateverTheDiskDoes) {
  for (const auto fault : {test::DiskFault::write, test::DiskFault::sync, test::DiskFault::full}) {
    int nth = 1;
    while (disk_fails(fault, nth)) {
      EXPECT_EQ(test::names_in(folder_.path()), fs::exists(file()) ? "card.backup " : "");
      fs::remove(file());
      nth = nth < 8 ? nth + 1 : nth * 2;
    }
    ASSERT_EQ(checked(file()), "whole");
    fs::remove(file());
  }
}

TEST(OnlineBackup, IsOfOneMomentWhileOthersWrite) {
  test::SampleOffice office;
  const test::TemporaryDirectory folder;
  const std::int64_t before = office.person(1);
  int n = 1;
  const auto made =
      back_up(office.sample().data(), folder.path() / "b", [&](Stage stage, auto, auto) {
        if (stage == Stage::copy || stage == Stage::check) static_cast<void>(office.person(++n));
      });
  ASSERT_TRUE(made) << to_string(made.error().error);
  EXPECT_GT(n, 2);
  EXPECT_EQ(made->rows_of("person"), before);
  EXPECT_EQ(checked(folder.path() / "b"), "whole");
  EXPECT_EQ(office.get(office.auditor(), "/v1/journal/verification").at("ok"), true);
}

class SealedBackup : public Backup {
 protected:
  SealedBackup() {
    EXPECT_TRUE(back_up(data_.path(), file()));
    octets_ = octets_of(file());
  }
  [[nodiscard]] std::string checked_as(const std::string& octets) const {
    const fs::path other = folder_.path() / "other";
    test::write_octets(other, octets);
    return checked(other);
  }
  // Where something begins or ends, and all between in large steps.
  [[nodiscard]] std::set<std::size_t> places() const {
    constexpr std::size_t head = 57;
    constexpr std::size_t block = 65'536 + 28;
    std::set<std::size_t> at{0, 7, 8, 9, 24, 25, 56};
    for (std::size_t begin = head; begin < octets_.size(); begin += block) {
      for (const std::size_t place : {begin, begin + 12, begin + 30'000, begin + block - 1}) {
        if (place < octets_.size()) at.insert(place);
      }
    }
    at.insert(octets_.size() - 1);
    return at;
  }

  std::string octets_;
};

TEST_F(SealedBackup, IsRefusedWithAnyOctetAltered) {
  for (const std::size_t at : places()) {
    std::string altered = octets_;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    const std::string expected = at < 8    ? "not_a_backup"
                                 : at == 8 ? "newer"
                                 : at < 57 ? "wrong_passphrase"
                                           : "damaged";
    EXPECT_EQ(checked_as(altered), expected) << at;
  }
}

TEST_F(SealedBackup, IsRefusedWhereverItIsCut) {
  for (const std::size_t at : places()) {
    EXPECT_EQ(checked_as(octets_.substr(0, at)), at < 8 ? "not_a_backup" : "damaged") << at;
  }
}

TEST_F(SealedBackup, IsRefusedWithAnythingBehindIt) {
  EXPECT_EQ(checked_as(octets_ + "x"), "damaged");
  EXPECT_EQ(checked_as(octets_ + octets_), "damaged");
}

TEST_F(SealedBackup, OpensForItsPassphraseAlone) {
  const auto other = keys::Passphrase::parse(as_bytes("quite another passphrase")).value();
  const auto found = check_backup(file(), other, [](Stage, std::size_t, std::size_t) {});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().error, BackupError::wrong_passphrase);
}

TEST_F(SealedBackup, IsReadableOrThatIsSaid) {
  EXPECT_EQ(checked(folder_.path() / "none"), "unreadable");
  EXPECT_EQ(checked(folder_.path()), "unreadable");
  EXPECT_EQ(checked(data_.path() / "servicecard.db"), "not_a_backup");
}

}  // namespace
}  // namespace servicecard::backup
