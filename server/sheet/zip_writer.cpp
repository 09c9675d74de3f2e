#include "server/sheet/zip_writer.h"

#include <cstddef>
#include <ctime>
#include <stdexcept>
#include <utility>
#include <zip.h>

namespace servicecard::sheet {
namespace {

void require(bool good) {
  if (!good) throw std::runtime_error("libzip made no archive");
}

}  // namespace

ZipWriter::ZipWriter()
    : octets_(zip_source_buffer_create(nullptr, 0, 0, nullptr)),
      archive_(zip_open_from_source(octets_, ZIP_TRUNCATE, nullptr)) {
  require(archive_ != nullptr);
  zip_source_keep(octets_);
}

ZipWriter::~ZipWriter() {
  if (archive_ != nullptr) zip_discard(archive_);
  zip_source_free(octets_);
}

void ZipWriter::add(const std::string& name, std::string octets) {
  const std::string& kept = members_.emplace_back(std::move(octets));
  zip_source_t* const source = zip_source_buffer(archive_, kept.data(), kept.size(), 0);
  require(source != nullptr);
  const zip_int64_t index = zip_file_add(archive_, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) zip_source_free(source);
  require(index >= 0);
  // Equal members make equal archives.
  constexpr std::time_t beginning_of_1980 = 315'532'800;
  require(zip_file_set_mtime(archive_, static_cast<zip_uint64_t>(index), beginning_of_1980, 0) ==
          0);
}

std::string ZipWriter::finish() && {
  require(zip_close(std::exchange(archive_, nullptr)) == 0);
  require(zip_source_open(octets_) == 0);
  zip_stat_t described{};
  require(zip_source_stat(octets_, &described) == 0);
  std::string whole(static_cast<std::size_t>(described.size), '\0');
  const zip_int64_t count = zip_source_read(octets_, whole.data(), whole.size());
  zip_source_close(octets_);
  require(count >= 0 && static_cast<std::size_t>(count) == whole.size());
  return whole;
}

}  // namespace servicecard::sheet
