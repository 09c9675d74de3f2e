#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <boost/json.hpp>

/// Data that others published, which is not part of this tree: the folder is named by the
/// environment variable CARD_TEST_VECTORS and otherwise stands beside the source tree, as
/// ../shared/vectors.
namespace servicecard::test {

[[nodiscard]] std::filesystem::path vectors_folder();
[[nodiscard]] bool have_vectors();

/// Throws where the file cannot be read.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);
[[nodiscard]] std::string read_vector(std::string_view relative_path);

/// A file of vectors as JSON, read without the strict profile: vectors are not bound by it.
[[nodiscard]] boost::json::value read_json_vector(std::string_view relative_path);

}  // namespace servicecard::test

/// Skips the test it stands in, which GoogleTest then lists by name, where there are no vectors:
/// they are other projects' work under their own licences, so no clone of this one holds them.
/// Everything that they cover is covered by this project's own cases as well, which never skip.
#define SERVICECARD_NEEDS_VECTORS()                                            \
  if (!servicecard::test::have_vectors())                                      \
  GTEST_SKIP() << "no test vectors in " << servicecard::test::vectors_folder() \
               << "; set CARD_TEST_VECTORS to their folder"
