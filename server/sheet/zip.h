#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/sheet/sheet.h"

// Of libzip.
struct zip;
struct zip_file;

namespace servicecard::sheet {

/// Octets that all members of one archive may have together when they are inflated.
inline constexpr std::size_t max_inflated = std::size_t{128} * 1024 * 1024;

/// One member of an archive, inflated piece by piece.
class ZipMember {
 public:
  /// Fills as much of `room` as there is; 0 at the end, where its CRC was right, too.
  [[nodiscard]] std::expected<std::size_t, Error> read(std::span<char> room);
  /// The rest of it.
  [[nodiscard]] std::expected<std::string, Error> read_all();

 private:
  friend class ZipArchive;
  struct Close {
    void operator()(zip_file* file) const;
  };
  ZipMember(zip_file* file, std::size_t& left) : file_(file), left_(left) {}

  std::unique_ptr<zip_file, Close> file_;
  std::size_t& left_;  // of `max_inflated`
};

/// A ZIP archive in memory (APPNOTE 6.3), read through libzip.
class ZipArchive {
 public:
  /// `octets` stay until the archive goes.
  [[nodiscard]] static std::expected<ZipArchive, Error> open(std::string_view octets);

  /// Nothing where there is no such member, or it is encrypted. It goes before the archive.
  [[nodiscard]] std::optional<ZipMember> member(const std::string& name);

 private:
  struct Discard {
    void operator()(zip* archive) const;
  };
  explicit ZipArchive(zip* archive) : archive_(archive) {}

  std::unique_ptr<zip, Discard> archive_;
  std::unique_ptr<std::size_t> left_ = std::make_unique<std::size_t>(max_inflated);
};

}  // namespace servicecard::sheet
