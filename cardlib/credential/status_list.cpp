#include "cardlib/credential/status_list.h"

#include <stdexcept>
#include <utility>

namespace servicecard {
namespace {

constexpr unsigned our_bits = 2;

struct Place {
  std::size_t octet;
  unsigned shift;
};

Place place_of(std::uint64_t index, unsigned bits) {
  const unsigned in_octet = 8 / bits;
  return {.octet = static_cast<std::size_t>(index / in_octet),
          .shift = static_cast<unsigned>(index % in_octet) * bits};
}

}  // namespace

StatusList::StatusList(unsigned bits, Bytes octets) : bits_(bits), octets_(std::move(octets)) {}

StatusList StatusList::all_valid(std::size_t entries) {
  constexpr std::size_t in_octet = 8 / our_bits;
  if (entries > max_octets * in_octet) throw std::length_error("a status list too long to read");
  return {our_bits, Bytes((entries + in_octet - 1) / in_octet)};
}

std::expected<StatusList, StatusListError> StatusList::unpack(const PackedStatusList& packed) {
  if (packed.bits != 1 && packed.bits != 2 && packed.bits != 4 && packed.bits != 8) {
    return std::unexpected(StatusListError::bad_bits);
  }
  auto octets = zlib::decompress(packed.lst, max_octets);
  if (octets) return StatusList(static_cast<unsigned>(packed.bits), *std::move(octets));
  switch (octets.error()) {
    case zlib::Error::malformed:
    case zlib::Error::trailing_data:
      return std::unexpected(StatusListError::bad_zlib);
    case zlib::Error::too_large:
      return std::unexpected(StatusListError::too_large);
  }
  std::unreachable();
}

PackedStatusList StatusList::pack(zlib::Effort effort) const {
  return {.bits = bits_, .lst = zlib::compress(octets_, effort)};
}

std::optional<std::uint8_t> StatusList::at(std::uint64_t index) const {
  if (index >= entries()) return std::nullopt;
  const Place place = place_of(index, bits_);
  const unsigned mask = (1U << bits_) - 1;
  return static_cast<std::uint8_t>((octets_[place.octet] >> place.shift) & mask);
}

void StatusList::set(std::uint64_t index, Status status) {
  if (bits_ != our_bits || index >= entries()) throw std::out_of_range("no such status to set");
  const Place place = place_of(index, bits_);
  constexpr unsigned mask = (1U << our_bits) - 1;
  const unsigned cleared = octets_[place.octet] & ~(mask << place.shift);
  octets_[place.octet] =
      static_cast<std::uint8_t>(cleared | static_cast<unsigned>(status) << place.shift);
}

}  // namespace servicecard
