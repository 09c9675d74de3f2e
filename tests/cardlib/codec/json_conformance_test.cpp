#include <filesystem>
#include <iostream>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "cardlib/codec/json.h"
#include "tests/support/vectors.h"

namespace servicecard::json {
namespace {

TEST(JsonConformance, JsonTestSuite) {
  SERVICECARD_NEEDS_VECTORS();
  const std::set<std::string> duplicates = {"y_object_duplicated_key.json",
                                            "y_object_duplicated_key_and_value.json"};
  int accepted = 0;
  int refused = 0;
  int duplicate = 0;
  int free_accepted = 0;
  int free_refused = 0;
  const auto folder = test::vectors_folder() / "json" / "test_parsing";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    SCOPED_TRACE(name);
    const auto read = parse(test::read_file(entry.path()));
    if (duplicates.contains(name)) {
      ++duplicate;
      ASSERT_FALSE(read);
      EXPECT_EQ(read.error(), Error::duplicate_name);
    } else if (name.starts_with("y_")) {
      ++accepted;
      ASSERT_TRUE(read);
      EXPECT_EQ(parse(json::serialize(*read)), read);
    } else if (name.starts_with("n_")) {
      ++refused;
      EXPECT_FALSE(read);
    } else {
      ++(read ? free_accepted : free_refused);
    }
  }
  EXPECT_EQ(accepted, 93);
  EXPECT_EQ(duplicate, 2);
  EXPECT_EQ(refused, 188);
  EXPECT_EQ(free_accepted + free_refused, 35);
  std::cout << "conformance json/test_parsing: " << accepted + duplicate + refused + 35
            << " cases, y_ " << accepted << " accepted and " << duplicate
            << " refused for a duplicate name, n_ " << refused << " refused, i_ " << free_accepted
            << " accepted and " << free_refused << " refused\n";
}

}  // namespace
}  // namespace servicecard::json
