#include "cli/files.h"

#include <array>
#include <fstream>
#include <istream>
#include <system_error>

#include "cardlib/codec/bytes.h"
#include "cli/stop.h"
#include "keys/private_file.h"

namespace servicecard::cli {
namespace {

constexpr std::size_t max_size = std::size_t{64} * 1024 * 1024;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& why) {
  throw Stop(ExitCode::failure, file.string(), why);
}

}  // namespace

std::string read_all(std::istream& in) {
  std::string content;
  std::array<char, 65536> part{};
  while (in.read(part.data(), part.size()) || in.gcount() > 0) {
    content.append(part.data(), static_cast<std::size_t>(in.gcount()));
    if (content.size() > max_size) throw Stop(ExitCode::failure, "> 64 MiB");
  }
  return content;
}

std::string read_file(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) fail(file, "是目录 / is a directory");
  std::ifstream in(file, std::ios::binary);
  if (!in) fail(file, "不能读取 / cannot be read");
  return read_all(in);
}

std::string read_secret(const std::filesystem::path& file) {
  const auto content = keys::read_file(file, keys::Readers::owner_alone);
  if (!content) {
    fail(file,
         "不能读取，或他人可读（chmod 600） / cannot be read, or others can read it "
         "(chmod 600)");
  }
  const BytesView bytes = content->view();
  return {bytes.begin(), bytes.end()};
}

void write_private(const std::filesystem::path& file, std::string_view content) {
  try {
    keys::replace_file(file, as_bytes(content));
  } catch (const std::system_error& error) {
    fail(file, error.what());
  }
}

void write_file(const std::filesystem::path& file, std::string_view content) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << content;
  out.close();
  if (!out) fail(file, "不能写入 / cannot be written");
}

}  // namespace servicecard::cli
