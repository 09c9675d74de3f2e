#include "tests/support/qr_reader.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <utility>

#include "tests/support/temporary_directory.h"

namespace servicecard::test {
namespace {

std::string output_of(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (!pipe) throw std::runtime_error("cannot run " + command);
  std::string out;
  std::array<char, 4096> part{};
  while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe.get())) {
    out.append(part.data(), size);
  }
  return out;
}

std::string command_for(QrReader reader, const std::string& file) {
  switch (reader) {
    case QrReader::zbar:
      return "zbarimg --quiet --raw --nodbus -Sdisable -Sqrcode.enable " + file + " 2>/dev/null";
    case QrReader::zxing:
      return "ZXingReader -1 -format QRCode " + file + " 2>/dev/null";
  }
  std::unreachable();
}

// zbar prints the text and a line's end; zxing prints `FILE QRCode "TEXT"`.
std::optional<std::string> text_in(QrReader reader, const std::string& output) {
  switch (reader) {
    case QrReader::zbar:
      if (output.empty()) return std::nullopt;
      return output.substr(0, output.find('\n'));
    case QrReader::zxing: {
      const std::size_t first = output.find('"');
      const std::size_t last = output.rfind('"');
      if (first == last) return std::nullopt;
      return output.substr(first + 1, last - first - 1);
    }
  }
  std::unreachable();
}

}  // namespace

std::string_view program_of(QrReader reader) {
  switch (reader) {
    case QrReader::zbar:
      return "zbarimg";
    case QrReader::zxing:
      return "ZXingReader";
  }
  std::unreachable();
}

bool is_installed(QrReader reader) {
  return !output_of("command -v " + std::string(program_of(reader))).empty();
}

std::optional<std::string> read_qr(QrReader reader, BytesView picture, std::string_view suffix) {
  const TemporaryDirectory folder;
  const auto file = folder.path() / ("code." + std::string(suffix));
  std::ofstream(file, std::ios::binary) << as_text(picture);
  return text_in(reader, output_of(command_for(reader, file.string())));
}

}  // namespace servicecard::test
