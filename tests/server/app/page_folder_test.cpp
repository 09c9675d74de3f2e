#include "server/app/page_folder.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.h"

namespace servicecard::app {
namespace {

namespace fs = std::filesystem;

void make_pages(const fs::path& folder) {
  fs::create_directories(folder / "desk");
  std::ofstream(folder / "desk/index.html") << "<html>";
}

TEST(PagesOfAServer, StandBesideTheProgram) {
  const test::TemporaryDirectory prefix;
  make_pages(prefix.path() / "share/servicecard/pages");
  const auto pages = read_pages("", prefix.path() / "bin/cardserver");
  ASSERT_TRUE(pages.has_value()) << pages.error().advice;
  EXPECT_TRUE(pages->has_value());
}

TEST(PagesOfAServer, AreDoneWithoutWhereNoneAreInstalled) {
  const test::TemporaryDirectory prefix;
  const auto pages = read_pages("", prefix.path() / "bin/cardserver");
  ASSERT_TRUE(pages.has_value()) << pages.error().advice;
  EXPECT_FALSE(pages->has_value());
}

TEST(PagesOfAServer, ComeFromTheFolderThatWasNamed) {
  const test::TemporaryDirectory folder;
  make_pages(folder.path());
  const auto pages = read_pages(folder.path(), "/nowhere/bin/cardserver");
  ASSERT_TRUE(pages.has_value()) << pages.error().advice;
  EXPECT_TRUE(pages->has_value());
}

TEST(PagesOfAServer, MustBeThereWhereTheyWereNamed) {
  const test::TemporaryDirectory folder;
  const auto pages = read_pages(folder.path() / "none", own_program());
  ASSERT_FALSE(pages.has_value());
  EXPECT_EQ(pages.error().error, StartError::bad_pages);
  EXPECT_THAT(pages.error().advice, testing::HasSubstr("--pages"));
}

}  // namespace
}  // namespace servicecard::app
