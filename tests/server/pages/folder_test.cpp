#include "server/pages/folder.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.h"

namespace servicecard::pages {
namespace {

namespace fs = std::filesystem;

const std::string index(100, 'i');

void write(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

std::string body_of(const Pages& pages, const std::string& path, const char* codings) {
  http::Request request;
  request.target.path = path;
  request.headers.add("Accept-Encoding", codings);
  const auto answer = pages.answer(request);
  return answer ? std::string(answer->body.view()) : "nothing";
}

TEST(PageFolder, HoldsEveryFileWithItsCompressedForms) {
  const test::TemporaryDirectory folder;
  write(folder.path() / "desk/index.html", index);
  write(folder.path() / "desk/index.html.br", "br");
  write(folder.path() / "desk/index.html.gz", "gz");
  write(folder.path() / "assets/empty.css", "");
  const auto pages = read_folder(folder.path());
  ASSERT_TRUE(pages.has_value()) << pages.error();
  EXPECT_EQ(body_of(*pages, "/desk/", "br"), "br");
  EXPECT_EQ(body_of(*pages, "/desk/", "gzip"), "gz");
  EXPECT_EQ(body_of(*pages, "/desk/", "identity"), index);
  EXPECT_EQ(body_of(*pages, "/assets/empty.css", "br"), "");
  EXPECT_EQ(body_of(*pages, "/desk/index.html.br", "br"), "nothing");
}

TEST(PageFolder, DoesNotFollowLinks) {
  const test::TemporaryDirectory folder;
  const test::TemporaryDirectory elsewhere;
  write(elsewhere.path() / "secret.txt", "secret");
  write(folder.path() / "desk/index.html", index);
  fs::create_symlink(elsewhere.path() / "secret.txt", folder.path() / "secret.txt");
  fs::create_symlink(elsewhere.path() / "secret.txt", folder.path() / "desk/index.html.br");
  fs::create_directory_symlink(elsewhere.path(), folder.path() / "there");
  const auto pages = read_folder(folder.path());
  ASSERT_TRUE(pages.has_value()) << pages.error();
  EXPECT_EQ(body_of(*pages, "/secret.txt", "br"), "nothing");
  EXPECT_EQ(body_of(*pages, "/there/secret.txt", "br"), "nothing");
  EXPECT_EQ(body_of(*pages, "/desk/", "br"), index);
}

TEST(PageFolder, IsRefusedWithAReason) {
  const test::TemporaryDirectory folder;
  const auto refused = [&] {
    const auto pages = read_folder(folder.path());
    return pages ? "read" : pages.error();
  };
  EXPECT_THAT(refused(), testing::HasSubstr("desk/index.html is missing"));
  write(folder.path() / "desk/index.html", index);
  write(folder.path() / "keys/card.pem", "secret");
  EXPECT_THAT(refused(), testing::HasSubstr("not a file of a page: /keys/card.pem"));
}

}  // namespace
}  // namespace servicecard::pages
