#include "keys/private_file.h"

#include <fstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "tests/keys/support.h"

namespace servicecard::keys {
namespace {

namespace fs = std::filesystem;
using test::content_of;
using test::count_files;
using test::TemporaryFolder;

void write(const fs::path& file, std::string_view text) { std::ofstream(file) << text; }

fs::perms mode_of(const fs::path& file) { return fs::status(file).permissions(); }

TEST(PrivateFile, IsCreatedForItsOwnerAlone) {
  const TemporaryFolder folder;
  ASSERT_TRUE(create_file(folder / "key", as_bytes("content")));
  EXPECT_EQ(mode_of(folder / "key"), fs::perms::owner_read | fs::perms::owner_write);
  const auto read = read_file(folder / "key", Readers::owner_alone);
  ASSERT_TRUE(read);
  EXPECT_EQ(as_text(read->view()), "content");
  EXPECT_EQ(count_files(folder.path()), 1U);
}

TEST(PrivateFile, IsNeverOverwrittenByCreating) {
  const TemporaryFolder folder;
  write(folder / "key", "old");
  EXPECT_EQ(create_file(folder / "key", as_bytes("new")).error(), FileError::exists);
  EXPECT_EQ(content_of(folder / "key"), "old");
  EXPECT_EQ(count_files(folder.path()), 1U);
}

TEST(PrivateFile, IsReplacedWhole) {
  const TemporaryFolder folder;
  write(folder / "ring", "a longer old content");
  replace_file(folder / "ring", as_bytes("new"));
  EXPECT_EQ(content_of(folder / "ring"), "new");
  EXPECT_EQ(mode_of(folder / "ring"), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(count_files(folder.path()), 1U);
}

TEST(PrivateFile, WritingWhereNoFolderIsThrowsAndLeavesNothing) {
  const TemporaryFolder folder;
  EXPECT_THROW((void)create_file(folder / "none/key", as_bytes("x")), std::system_error);
  EXPECT_THROW(replace_file(folder / "none/key", as_bytes("x")), std::system_error);
  EXPECT_EQ(count_files(folder.path()), 0U);
}

TEST(PrivateFile, RefusesEveryModeThatGivesOthersAnything) {
  const TemporaryFolder folder;
  write(folder / "key", "x");
  for (unsigned mode = 0; mode < 0100; ++mode) {
    SCOPED_TRACE(mode);
    ASSERT_EQ(::chmod((folder / "key").c_str(), 0600 | mode), 0);
    const auto read = read_file(folder / "key", Readers::owner_alone);
    if (mode == 0) {
      EXPECT_TRUE(read);
    } else {
      EXPECT_EQ(read.error(), FileError::exposed);
      EXPECT_TRUE(read_file(folder / "key", Readers::anybody));
    }
  }
}

TEST(PrivateFile, OfAnotherUserIsRefused) {
  if (::geteuid() != 0) return;  // only root can give a file away; elsewhere nobody could
  const TemporaryFolder folder;
  ASSERT_TRUE(create_file(folder / "key", as_bytes("x")));
  ASSERT_EQ(::chown((folder / "key").c_str(), 12345, 12345), 0);
  EXPECT_EQ(read_file(folder / "key", Readers::owner_alone).error(), FileError::foreign_owner);
}

TEST(PrivateFile, NamesWhatCannotBeRead) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "folder");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  write(folder / "file", "x");
  const struct {
    const char* name;
    FileError error;
  } rows[] = {{"nothing", FileError::missing},
              {"file/below", FileError::missing},
              {"folder", FileError::unreadable},
              {"pipe", FileError::unreadable}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(read_file(folder / row.name, Readers::anybody).error(), row.error);
  }
}

TEST(PrivateFile, LargerThanAnyOfOursIsRefusedUnread) {
  const TemporaryFolder folder;
  write(folder / "huge", "");
  fs::resize_file(folder / "huge", max_file_size);
  EXPECT_TRUE(read_file(folder / "huge", Readers::anybody));
  fs::resize_file(folder / "huge", max_file_size + 1);
  EXPECT_EQ(read_file(folder / "huge", Readers::anybody).error(), FileError::damaged);
}

TEST(PrivateFolder, IsMadeForItsOwnerAloneAndLeftWhereItStands) {
  const TemporaryFolder folder;
  make_private_folder(folder / "a/keys");
  EXPECT_EQ(mode_of(folder / "a/keys"), fs::perms::owner_all);
  write(folder / "a/keys/file", "x");
  make_private_folder(folder / "a/keys");
  EXPECT_EQ(count_files(folder / "a/keys"), 1U);
}

// Adds one to the number in a file, a hundred times, under the lock.
void count_up(const fs::path& folder) {
  for (int i = 0; i < 100; ++i) {
    const FolderLock lock(folder);
    int number = 0;
    std::ifstream(folder / "number") >> number;
    replace_file(folder / "number", as_bytes(std::to_string(number + 1)));
  }
}

TEST(FolderLock, HoldsOffOtherProcessesAndOtherThreads) {
  const TemporaryFolder folder;
  write(folder / "number", "0");
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    count_up(folder.path());
    ::_exit(0);
  }
  std::thread other([&] { count_up(folder.path()); });
  count_up(folder.path());
  other.join();
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(content_of(folder / "number"), "300");
}

TEST(FileAdvice, NamesTheFileAndWhatToDo) {
  EXPECT_EQ(advice({"keys/card.pem", FileError::exposed}),
            "keys/card.pem is open to others: run `chmod 600 keys/card.pem`, and replace what was "
            "in it if others may have read it");
  for (int error = 0; error <= static_cast<int>(FileError::exists); ++error) {
    EXPECT_NE(advice({"some-file", FileError(error)}).find("some-file"), std::string::npos);
    EXPECT_FALSE(to_string(FileError(error)).empty());
  }
}

}  // namespace
}  // namespace servicecard::keys
