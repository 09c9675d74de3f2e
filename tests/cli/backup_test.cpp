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

class BackupCommand : public testing::Test {
 protected:
  BackupCommand() { write_private(path("passphrase"), "the passphrase of a backup\n"); }

  [[nodiscard]] std::string path(const char* name) const {
    return (folder_.path() / name).string();
  }
  [[nodiscard]] test::Outcome run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--passphrase-file", path("passphrase")});
    return cardctl(arguments);
  }

  test::TemporaryDirectory folder_;
};

TEST_F(BackupCommand, MakesABackupThatRestoreChecksAndBringsBack) {
  ASSERT_EQ(cardctl({"init", "--data", path("data"), "--issuer", "https://card.example.cn"}).code,
            ExitCode::done);
  const test::Outcome made = run({"backup", "--data", path("data"), "--to", path("b")});
  ASSERT_EQ(made.code, ExitCode::done) << made.err;
  EXPECT_THAT(made.err, HasSubstr("checking the database and its journal"));
  const test::Outcome checked = run({"restore", path("b")});
  EXPECT_EQ(checked.code, ExitCode::done);
  EXPECT_EQ(checked.out, made.out);
  EXPECT_THAT(checked.err, HasSubstr("--apply"));
  const test::Outcome unsaid = run({"restore", path("b"), "--data", path("again"), "--apply"});
  EXPECT_EQ(unsaid.code, ExitCode::usage);
  EXPECT_THAT(unsaid.err, HasSubstr("--without-pack"));
  EXPECT_FALSE(std::filesystem::exists(path("again")));
  const test::Outcome restored =
      run({"restore", path("b"), "--data", path("again"), "--apply", "--without-pack"});
  ASSERT_EQ(restored.code, ExitCode::done) << restored.err;
  EXPECT_THAT(restored.err, HasSubstr("After a restore"));
  EXPECT_EQ(cardctl({"journal", "verify", "--data", path("again")}).code, ExitCode::done);
  EXPECT_EQ(
      cardctl({"trust-list", "sign", "--data", path("again"), "--root", path("data-root")}).code,
      ExitCode::done);
}

TEST_F(BackupCommand, SaysWhatIsMissing) {
  const test::Outcome none = run({"restore", path("none")});
  EXPECT_EQ(none.code, ExitCode::failure);
  EXPECT_THAT(none.err, HasSubstr("unreadable"));
  const test::Outcome no_data = run({"backup", "--data", path("data"), "--to", path("b")});
  EXPECT_EQ(no_data.code, ExitCode::failure);
  EXPECT_THAT(no_data.err, HasSubstr("no_data"));
  write_file(path("open"), "the passphrase of a backup\n");
  EXPECT_EQ(cardctl({"restore", path("none"), "--passphrase-file", path("open")}).code,
            ExitCode::failure);
}

}  // namespace
}  // namespace servicecard::cli
