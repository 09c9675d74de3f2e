#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace servicecard::test {
namespace {

namespace fs = std::filesystem;

struct Source {
  std::string path;  ///< from the root of the tree
  std::vector<std::string> lines;
};

std::vector<Source> sources(const std::vector<std::string>& folders) {
  const fs::path root = SERVICECARD_SOURCE_DIR;
  std::vector<Source> found;
  for (const std::string& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".h" && extension != ".cpp") continue;
      Source source{.path = fs::relative(entry.path(), root).generic_string(), .lines = {}};
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) source.lines.push_back(line);
      found.push_back(std::move(source));
    }
  }
  return found;
}

// "server/desk/issue.h" is of the room "desk", "cardlib/codec/json.h" of "cardlib".
std::string room_of(const std::string& path) {
  std::string first = path.substr(0, path.find('/'));
  if (first != "server") return first;
  const std::string rest = path.substr(first.size() + 1);
  return rest.find('/') == std::string::npos ? "main" : rest.substr(0, rest.find('/'));
}

std::set<std::string> rooms_included_by(const Source& source) {
  constexpr std::string_view start = "#include \"";
  std::set<std::string> rooms;
  for (const std::string& line : source.lines) {
    if (line.starts_with(start)) rooms.insert(room_of(line.substr(start.size())));
  }
  return rooms;
}

// Who may include whom, beside itself.
const std::map<std::string, std::set<std::string>>& allowed_rooms() {
  static const std::set<std::string> all{"cardlib", "keys",  "journal", "store", "access",
                                         "print",   "sheet", "desk",    "http",  "api",
                                         "counter", "app",   "backup",  "pages"};
  static const std::map<std::string, std::set<std::string>> rooms{
      {"cardlib", {}},
      {"keys", {"cardlib"}},
      {"journal", {"cardlib"}},
      {"store", {"cardlib", "journal"}},
      {"access", {"cardlib", "keys"}},
      {"print", {"cardlib"}},
      {"sheet", {"cardlib"}},
      {"desk", {"cardlib", "keys", "access", "sheet", "store"}},
      {"counter", {"cardlib", "keys", "access", "store"}},
      {"http", {}},
      {"api", {"cardlib", "keys", "access", "store", "sheet", "desk", "counter", "print", "http"}},
      {"pages", {"http"}},
      {"app", all},
      {"backup", all},
      {"main", all},
      {"cli", all}};
  return rooms;
}

TEST(SourceRules, EveryRoomIncludesOnlyTheRoomsThatItMay) {
  for (const Source& source : sources({"cardlib", "keys", "server", "cli"})) {
    const std::string room = room_of(source.path);
    ASSERT_TRUE(allowed_rooms().contains(room)) << source.path << " is in no known room";
    for (const std::string& included : rooms_included_by(source)) {
      EXPECT_TRUE(included == room || allowed_rooms().at(room).contains(included))
          << source.path << " includes the room " << included;
    }
  }
}

TEST(SourceRules, NoFileIsLongerThanFourHundredLines) {
  constexpr std::size_t most = 400;
  for (const Source& source : sources({"cardlib", "keys", "server", "cli", "tests"})) {
    EXPECT_LE(source.lines.size(), most) << source.path;
  }
}

// The paths of sources with a line that holds all of these.
std::set<std::string> paths_with(const std::vector<std::string>& texts) {
  std::set<std::string> paths;
  for (const Source& source : sources({"server", "cli"})) {
    const bool holds = std::ranges::any_of(source.lines, [&](const std::string& line) {
      return std::ranges::all_of(
          texts, [&](const std::string& text) { return line.find(text) != std::string::npos; });
    });
    if (holds) paths.insert(source.path);
  }
  return paths;
}

// A card is signed from its record or not at all, so nothing else may reach a signer of cards.
TEST(SourceRules, OnlyTheIssuingOfRecordedCardsReachesASignerOfCards) {
  const std::set<std::string> issuing{"server/desk/issuing.cpp"};
  EXPECT_EQ(paths_with({"signer(", "KeyPurpose::card"}), issuing);
  // Every other one asks for another purpose by its name, never for one that it was given.
  for (const std::string& path : paths_with({"ring", "signer("})) {
    EXPECT_EQ(paths_with({"signer(KeyPurpose::"}).count(path), 1U) << path;
  }
  EXPECT_EQ(paths_with({"signer("}), paths_with({"signer(KeyPurpose::"}));
}

TEST(SourceRules, OnlyTheUseCasesOfTheDeskSignPreparedCards) {
  for (const std::string& path : paths_with({"PreparedCard"})) {
    EXPECT_TRUE(path.starts_with("server/desk/")) << path;
  }
}

// No private key is made, read or held outside the room of the keys.
TEST(SourceRules, NobodyButTheKeysHoldsAPrivateKey) {
  EXPECT_EQ(paths_with({"SigningKey"}), std::set<std::string>{});
  EXPECT_EQ(paths_with({"EVP_PKEY"}), std::set<std::string>{});
}

}  // namespace
}  // namespace servicecard::test
