#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <functional>

#include "cardlib/codec/bytes.h"
#include "keys/passphrase.h"
#include "keys/sealed_stream.h"
#include "server/backup/failure.h"
#include "server/backup/manifest.h"

/// A manifest and the files that it names, one behind the other, in a sealed stream.
namespace servicecard::backup {

/// Takes octets in their order.
using Take = std::function<void(BytesView)>;
/// Told how many octets of all are done.
using OnOctets = std::function<void(std::size_t done, std::size_t all)>;

/// Gives an archive to `sink`. `read` gives the octets of a file of the manifest to its taker.
void write_archive(const Manifest& manifest,
                   const std::function<void(const FileEntry&, const Take&)>& read,
                   keys::SealedWriter& sink, const OnOctets& on_octets);

/// Reads an archive from the disk, from its beginning to its end. What was taken of it is worth
/// nothing before `finish`.
class ArchiveReader {
 public:
  [[nodiscard]] static std::expected<ArchiveReader, BackupFailure> open(
      const std::filesystem::path& file, const keys::Passphrase& passphrase, OnOctets on_octets);

  [[nodiscard]] const Manifest& manifest() const { return manifest_; }
  /// The octets of the next file of the manifest, of which this is the entry.
  [[nodiscard]] std::expected<void, BackupFailure> read(const FileEntry& entry, const Take& take);
  /// That nothing is left.
  [[nodiscard]] std::expected<void, BackupFailure> finish();

 private:
  ArchiveReader(std::filesystem::path file, keys::SealedReader stream, OnOctets on_octets);
  [[nodiscard]] std::expected<void, BackupFailure> read_manifest();
  [[nodiscard]] BackupFailure failure(keys::SealedStreamError error) const;

  std::filesystem::path file_;
  keys::SealedReader stream_;
  OnOctets on_octets_;
  Manifest manifest_;
  std::size_t done_ = 0;
};

}  // namespace servicecard::backup
