#include "server/backup/manifest.h"

#include <gtest/gtest.h>

namespace servicecard::backup {
namespace {

Manifest manifest() {
  return {
      .created_at = Time(std::chrono::seconds(1'777'536'000)),
      .issuer = "https://card.example.cn",
      .schema = "0006_accounts",
      .journal_size = 812,
      .journal_root = sha256("root"),
      .tables = {{"card", 135}, {"person", 140}},
      .files = {{.name = "servicecard.db", .size = 4096}, {.name = "keys/ring.json", .size = 0}}};
}

std::string with(const std::string& from, const std::string& to) {
  std::string text = to_json(manifest());
  text.replace(text.find(from), from.size(), to);
  return text;
}

TEST(Manifest, ComesBackAsItWas) {
  const std::string text = to_json(manifest());
  const auto parsed = parse_manifest(text);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(*parsed, manifest());
  EXPECT_EQ(parsed->size(), 4096U);
  EXPECT_EQ(parsed->rows_of("card"), 135);
  EXPECT_EQ(parsed->rows_of("none"), 0);
}

TEST(Manifest, IsRefusedInAnyOtherForm) {
  EXPECT_FALSE(parse_manifest(""));
  EXPECT_FALSE(parse_manifest("{}"));
  EXPECT_FALSE(parse_manifest(to_json(manifest()) + "\n"));
  EXPECT_FALSE(parse_manifest(with("\"version\":1", "\"version\":2")));
  EXPECT_FALSE(parse_manifest(with("\"size\":4096", "\"size\":-1")));
  EXPECT_FALSE(parse_manifest(with("\"card\":135", "\"card\":\"135\"")));
}

TEST(Manifest, NamesNoFileTwice) {
  EXPECT_FALSE(parse_manifest(with("keys/ring.json", "servicecard.db")));
}

TEST(Manifest, NamesNoFileOutsideItsFolder) {
  for (const char* name : {"../servicecard.db", "/etc/passwd", "keys/../../x", "keys/", "", ".",
                           "..", "keys/.hidden", "other/file", "keys\\\\x", "keys/a/b"}) {
    EXPECT_FALSE(parse_manifest(with("keys/ring.json", name))) << name;
  }
}

}  // namespace
}  // namespace servicecard::backup
