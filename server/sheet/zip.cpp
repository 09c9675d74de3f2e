#include "server/sheet/zip.h"

#include <array>
#include <zip.h>

namespace servicecard::sheet {

void ZipMember::Close::operator()(zip_file* file) const { zip_fclose(file); }
void ZipArchive::Discard::operator()(zip* archive) const { zip_discard(archive); }

std::expected<std::size_t, Error> ZipMember::read(std::span<char> room) {
  const zip_int64_t count = zip_fread(file_.get(), room.data(), room.size());
  if (count < 0) return std::unexpected(Error::damaged);
  const auto octets = static_cast<std::size_t>(count);
  if (octets > left_) return std::unexpected(Error::too_large);
  left_ -= octets;
  return octets;
}

std::expected<std::string, Error> ZipMember::read_all() {
  std::string all;
  std::array<char, 16384> room{};
  while (true) {
    const auto count = read(room);
    if (!count) return std::unexpected(count.error());
    if (*count == 0) return all;
    all.append(room.data(), *count);
  }
}

std::expected<ZipArchive, Error> ZipArchive::open(std::string_view octets) {
  zip_error_t error{};
  zip_source_t* const source = zip_source_buffer_create(octets.data(), octets.size(), 0, &error);
  if (source == nullptr) return std::unexpected(Error::damaged);
  zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) {
    zip_source_free(source);
    return std::unexpected(Error::damaged);
  }
  return ZipArchive(archive);
}

std::optional<ZipMember> ZipArchive::member(const std::string& name) {
  const zip_int64_t index = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return std::nullopt;
  zip_file_t* const file =
      zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), /*flags=*/0);
  if (file == nullptr) return std::nullopt;
  return ZipMember(file, *left_);
}

}  // namespace servicecard::sheet
