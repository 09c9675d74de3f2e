#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>

#include "cardlib/codec/bytes.h"
#include "cardlib/codec/zlib_stream.h"

/// Status lists (draft-ietf-oauth-status-list §4): an array of small numbers, one for each
/// credential, packed from the least significant bit of each octet on.
namespace servicecard {

/// The values that we write (§7.1).
enum class Status : std::uint8_t {
  valid = 0,
  invalid = 1,  ///< revoked, superseded or lapsed; for good
  suspended = 2,
};

enum class StatusListError {
  bad_bits,   ///< not 1, 2, 4 or 8 bits an entry
  bad_zlib,   ///< not exactly one ZLIB stream
  too_large,  ///< inflates to more than `StatusList::max_octets`
};

/// A list as it travels: `bits` and `lst`.
struct PackedStatusList {
  std::uint64_t bits = 0;
  Bytes lst;  ///< a ZLIB stream

  bool operator==(const PackedStatusList&) const = default;
};

class StatusList {
 public:
  static constexpr std::size_t max_octets = std::size_t{16} * 1024 * 1024;

  /// 2 bits an entry, all `Status::valid`; at least that many entries, for whole octets are filled.
  /// More than `max_octets` hold is a programming error (`std::length_error`).
  [[nodiscard]] static StatusList all_valid(std::size_t entries);
  [[nodiscard]] static std::expected<StatusList, StatusListError> unpack(
      const PackedStatusList& packed);

  [[nodiscard]] PackedStatusList pack(zlib::Effort effort) const;

  /// Bits an entry: 1, 2, 4 or 8.
  [[nodiscard]] unsigned bits() const { return bits_; }
  [[nodiscard]] std::size_t entries() const { return octets_.size() * 8 / bits_; }
  /// The value of an entry, which may be none of `Status`; nothing where the list has no such
  /// entry.
  [[nodiscard]] std::optional<std::uint8_t> at(std::uint64_t index) const;
  /// For lists of 2 bits and indices within; anything else is a programming error
  /// (`std::out_of_range`).
  void set(std::uint64_t index, Status status);

  bool operator==(const StatusList&) const = default;

 private:
  StatusList(unsigned bits, Bytes octets);

  unsigned bits_;
  Bytes octets_;
};

}  // namespace servicecard
