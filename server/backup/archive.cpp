#include "server/backup/archive.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

namespace servicecard::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t step = std::size_t{256} * 1024;
constexpr std::size_t max_manifest = std::size_t{1024} * 1024;
using Length = std::array<std::uint8_t, 4>;

Length length_of(const std::string& text) {
  Length length{};
  for (std::size_t i = 0; i < length.size(); ++i) {
    length[i] = static_cast<std::uint8_t>(text.size() >> (8 * (length.size() - 1 - i)));
  }
  return length;
}

std::size_t number_of(const Length& length) {
  std::size_t number = 0;
  for (const std::uint8_t octet : length) number = number << 8U | octet;
  return number;
}

BackupError error_of(keys::SealedStreamError error) {
  switch (error) {
    case keys::SealedStreamError::foreign:
      return BackupError::not_a_backup;
    case keys::SealedStreamError::unknown_version:
      return BackupError::newer;
    case keys::SealedStreamError::wrong_passphrase:
      return BackupError::wrong_passphrase;
    case keys::SealedStreamError::altered:
    case keys::SealedStreamError::cut:
    case keys::SealedStreamError::trailing:
      return BackupError::damaged;
  }
  std::unreachable();
}

keys::SealedReader::Source source_of(std::shared_ptr<std::ifstream> in) {
  return [in = std::move(in)](std::span<std::uint8_t> octets) {
    in->read(reinterpret_cast<char*>(octets.data()), static_cast<std::streamsize>(octets.size()));
    if (in->bad()) {
      throw std::system_error(std::make_error_code(std::errc::io_error), "cannot read the backup");
    }
    return static_cast<std::size_t>(in->gcount());
  };
}

}  // namespace

void write_archive(const Manifest& manifest,
                   const std::function<void(const FileEntry&, const Take&)>& read,
                   keys::SealedWriter& sink, const OnOctets& on_octets) {
  const std::string text = to_json(manifest);
  sink.write(length_of(text));
  sink.write(as_bytes(text));
  std::size_t done = 0;
  for (const FileEntry& file : manifest.files) {
    read(file, [&](BytesView octets) {
      sink.write(octets);
      on_octets(done += octets.size(), manifest.size());
    });
  }
  sink.finish();
}

ArchiveReader::ArchiveReader(fs::path file, keys::SealedReader stream, OnOctets on_octets)
    : file_(std::move(file)), stream_(std::move(stream)), on_octets_(std::move(on_octets)) {}

std::expected<ArchiveReader, BackupFailure> ArchiveReader::open(const fs::path& file,
                                                                const keys::Passphrase& passphrase,
                                                                OnOctets on_octets) {
  auto in = std::make_shared<std::ifstream>(file, std::ios::binary);
  if (!in->is_open() || fs::is_directory(file)) {
    return std::unexpected(BackupFailure{BackupError::unreadable, file.string()});
  }
  auto stream = keys::SealedReader::open(source_of(std::move(in)), passphrase);
  if (!stream) return std::unexpected(BackupFailure{error_of(stream.error()), file.string()});
  ArchiveReader reader(file, *std::move(stream), std::move(on_octets));
  if (auto read = reader.read_manifest(); !read) return std::unexpected(std::move(read.error()));
  return reader;
}

std::expected<void, BackupFailure> ArchiveReader::read_manifest() {
  const BackupFailure damaged{BackupError::damaged, file_.string()};
  Length length{};
  if (const auto read = stream_.read(length); !read) return std::unexpected(failure(read.error()));
  if (number_of(length) > max_manifest) return std::unexpected(damaged);
  Bytes text(number_of(length));
  if (const auto read = stream_.read(text); !read) return std::unexpected(failure(read.error()));
  auto manifest = parse_manifest(as_text(text));
  if (!manifest) return std::unexpected(damaged);
  manifest_ = *std::move(manifest);
  return {};
}

std::expected<void, BackupFailure> ArchiveReader::read(const FileEntry& entry, const Take& take) {
  Bytes some(step);
  for (std::uint64_t left = entry.size; left > 0;) {
    const auto part = std::span(some).first(std::min<std::uint64_t>(left, step));
    if (const auto read = stream_.read(part); !read) return std::unexpected(failure(read.error()));
    take(part);
    left -= part.size();
    on_octets_(done_ += part.size(), manifest_.size());
  }
  return {};
}

std::expected<void, BackupFailure> ArchiveReader::finish() {
  const auto ended = stream_.finish();
  if (!ended) return std::unexpected(failure(ended.error()));
  return {};
}

BackupFailure ArchiveReader::failure(keys::SealedStreamError error) const {
  return {error_of(error), file_.string()};
}

}  // namespace servicecard::backup
