#include "server/pages/folder.h"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

namespace servicecard::pages {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t most_octets = std::uintmax_t{64} * 1024 * 1024;

std::string read(const fs::path& file) {
  const std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  const bool empty = in && in.rdbuf()->sgetc() == EOF;
  if (!in || (!empty && !(text << in.rdbuf()))) {
    throw std::runtime_error("cannot read " + file.string());
  }
  return std::move(text).str();
}

// Empty where there is none.
std::string read_beside(fs::path file, const char* ending) {
  file += ending;
  return fs::is_regular_file(fs::symlink_status(file)) ? read(file) : std::string();
}

bool is_compressed_form(const fs::path& file) {
  return file.extension() == ".br" || file.extension() == ".gz";
}

std::vector<File> read_files(const fs::path& folder) {
  std::vector<File> files;
  std::uintmax_t octets = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!fs::is_regular_file(entry.symlink_status())) continue;
    octets += entry.file_size();
    if (octets > most_octets) throw std::runtime_error("more than 64 MiB: these are no pages");
    const fs::path& file = entry.path();
    if (is_compressed_form(file)) continue;
    files.push_back({.path = "/" + file.lexically_relative(folder).generic_string(),
                     .octets = {.identity = read(file),
                                .gzip = read_beside(file, ".gz"),
                                .brotli = read_beside(file, ".br")}});
  }
  return files;
}

}  // namespace

std::expected<Pages, std::string> read_folder(const fs::path& folder) {
  try {
    if (!fs::exists(folder / "desk" / "index.html")) {
      return std::unexpected(folder.string() + " holds no pages: desk/index.html is missing");
    }
    return Pages(read_files(folder));
  } catch (const std::exception& error) {  // of the file system, or a file that is no page's
    return std::unexpected(folder.string() + ": " + error.what());
  }
}

}  // namespace servicecard::pages
