#include "server/store/data_directory.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

#include "tests/server/store/test_store.h"
#include "tests/support/temporary_directory.h"

namespace servicecard::store {
namespace {

using test::test_time;

class DataDirectories : public testing::Test {
 protected:
  static DataDirectoryError error_of(
      const std::expected<DataDirectory, DataDirectoryProblem>& directory) {
    EXPECT_FALSE(directory);
    return directory.error().error;
  }
  test::TemporaryDirectory directory_;
  std::filesystem::path path_ = directory_.path() / "deep" / "data";
};

TEST_F(DataDirectories, AreMadeForTheirOwnerAlone) {
  const auto made = DataDirectory::create(path_, test_time());
  ASSERT_TRUE(made);
  EXPECT_EQ(std::filesystem::status(path_).permissions(), std::filesystem::perms::owner_all);
  EXPECT_EQ(made->database(), path_ / "servicecard.db");
}

TEST_F(DataDirectories, AreHeldByOneProcessThatSaysWhoItIs) {
  {
    const auto holder = DataDirectory::create(path_, test_time());
    ASSERT_TRUE(holder);
    const auto refused = DataDirectory::open(path_, test_time());
    EXPECT_EQ(error_of(refused), DataDirectoryError::held);
    EXPECT_NE(refused.error().detail.find("process " + std::to_string(::getpid()) +
                                          " since 2026-04-30T08:00:00Z"),
              std::string::npos)
        << refused.error().detail;
  }
  EXPECT_TRUE(DataDirectory::open(path_, test_time()));
}

TEST_F(DataDirectories, AreHeldByWhomTheyWereMovedTo) {
  auto holder = DataDirectory::create(path_, test_time());
  ASSERT_TRUE(holder);
  {
    const DataDirectory moved = std::move(*holder);
    EXPECT_EQ(error_of(DataDirectory::open(path_, test_time())), DataDirectoryError::held);
  }
  EXPECT_TRUE(DataDirectory::open(path_, test_time()));
}

TEST_F(DataDirectories, AreNotMadeWhereSomethingIs) {
  std::filesystem::create_directories(path_);
  EXPECT_TRUE(DataDirectory::create(path_, test_time()));
  EXPECT_EQ(error_of(DataDirectory::create(path_, test_time())), DataDirectoryError::occupied);
  const std::filesystem::path file = directory_.path() / "file";
  std::ofstream(file) << "x";
  EXPECT_EQ(error_of(DataDirectory::create(file, test_time())), DataDirectoryError::occupied);
}

TEST_F(DataDirectories, AreNotOpenedWhereTheyAreAbsentOrOpenToOthers) {
  EXPECT_EQ(error_of(DataDirectory::open(path_, test_time())), DataDirectoryError::absent);
  ASSERT_TRUE(DataDirectory::create(path_, test_time()));
  std::filesystem::permissions(path_, std::filesystem::perms::group_exec,
                               std::filesystem::perm_options::add);
  EXPECT_EQ(error_of(DataDirectory::open(path_, test_time())), DataDirectoryError::too_open);
  const std::filesystem::path file = directory_.path() / "file";
  std::ofstream(file) << "x";
  EXPECT_EQ(error_of(DataDirectory::open(file, test_time())), DataDirectoryError::absent);
}

}  // namespace
}  // namespace servicecard::store
