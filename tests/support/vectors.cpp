#include "tests/support/vectors.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace servicecard::test {

std::filesystem::path vectors_folder() {
  const char* const named = std::getenv("CARD_TEST_VECTORS");
  if (named != nullptr && *named != '\0') return named;
  return std::filesystem::path(SERVICECARD_SOURCE_DIR) / ".." / "shared" / "vectors";
}

bool have_vectors() { return std::filesystem::is_directory(vectors_folder()); }

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string read_vector(std::string_view relative_path) {
  return read_file(vectors_folder() / relative_path);
}

boost::json::value read_json_vector(std::string_view relative_path) {
  boost::json::parse_options options;
  options.max_depth = 64;
  return boost::json::parse(read_vector(relative_path), {}, options);
}

}  // namespace servicecard::test
