#include <algorithm>
#include <bit>
#include <cmath>
#include <stdexcept>

#include "cardlib/codec/cbor.h"
#include "cardlib/codec/cbor_format.h"
#include "cardlib/codec/utf8.h"

namespace servicecard::cbor {
namespace {

/// The half-precision float (IEEE 754 binary16) equal to `number`, where there is one. `number` is
/// no NaN.
std::optional<std::uint16_t> as_half(float number) {
  const auto bits = std::bit_cast<std::uint32_t>(number);
  const auto sign = static_cast<std::uint16_t>(bits >> 16 & 0x8000);
  const std::uint32_t fraction = bits & 0x7fffff;
  const int exponent = static_cast<int>(bits >> 23 & 0xff) - 127;
  const auto with_sign = [sign](std::uint32_t rest) -> std::uint16_t {
    return static_cast<std::uint16_t>(sign | rest);
  };
  if (number == 0) return sign;
  if (std::isinf(number)) return with_sign(0x7c00);
  if (exponent >= -14 && exponent <= 15 && (fraction & 0x1fff) == 0) {
    return with_sign(static_cast<std::uint32_t>(exponent + 15) << 10 | fraction >> 13);
  }
  if (exponent >= -24 && exponent < -14) {
    const std::uint32_t whole = fraction | 0x800000;
    const int shift = -1 - exponent;  // a subnormal counts in units of 2^-24
    if ((whole & ((1U << shift) - 1)) == 0) return with_sign(whole >> shift);
  }
  return std::nullopt;
}

class Encoder {
 public:
  void write(const Value& value) {
    std::visit([this](const auto& item) { put(item); }, value.item());
  }

  Bytes take() { return std::move(out_); }

 private:
  void head(Major major, std::uint64_t argument) {
    if (argument < one_octet_follows) {
      first(major, static_cast<std::uint8_t>(argument));
    } else if (argument <= 0xff) {
      head_of(major, one_octet_follows, argument, 1);
    } else if (argument <= 0xffff) {
      head_of(major, two_octets_follow, argument, 2);
    } else if (argument <= 0xffffffff) {
      head_of(major, four_octets_follow, argument, 4);
    } else {
      head_of(major, eight_octets_follow, argument, 8);
    }
  }

  void first(Major major, std::uint8_t information) {
    out_.push_back(static_cast<std::uint8_t>(static_cast<unsigned>(major) << 5 | information));
  }

  void head_of(Major major, std::uint8_t information, std::uint64_t argument, int octets) {
    first(major, information);
    for (int i = octets - 1; i >= 0; --i) {
      out_.push_back(static_cast<std::uint8_t>(argument >> (8 * i)));
    }
  }

  void append(BytesView bytes) { out_.insert(out_.end(), bytes.begin(), bytes.end()); }

  void put(std::uint64_t number) { head(Major::unsigned_number, number); }
  void put(Negative number) { head(Major::negative_number, number.n); }

  void put(const Bytes& bytes) {
    head(Major::bytes, bytes.size());
    append(bytes);
  }

  void put(const std::string& text) {
    if (!utf8::is_valid(text)) throw std::logic_error("a CBOR text that is not UTF-8");
    head(Major::text, text.size());
    append(as_bytes(text));
  }

  void put(const Array& items) {
    head(Major::array, items.size());
    for (const Value& item : items) write(item);
  }

  void put(const Map& map) {
    std::vector<std::pair<Bytes, const Value*>> sorted;
    sorted.reserve(map.size());
    for (const auto& [key, value] : map) sorted.emplace_back(encode(key), &value);
    std::ranges::sort(sorted, {}, &std::pair<Bytes, const Value*>::first);
    if (std::ranges::adjacent_find(sorted, {}, &std::pair<Bytes, const Value*>::first) !=
        sorted.end()) {
      throw std::logic_error("a CBOR map with a key twice");
    }
    head(Major::map, map.size());
    for (const auto& [key, value] : sorted) {
      append(key);
      write(*value);
    }
  }

  void put(const Tagged& tagged) {
    head(Major::tag, tagged.tag);
    write(*tagged.content);
  }

  void put(bool truth) { first(Major::simple_or_float, truth ? simple_true : simple_false); }
  void put(std::nullptr_t) { first(Major::simple_or_float, simple_null); }
  void put(Undefined) { first(Major::simple_or_float, simple_undefined); }

  void put(Simple simple) {
    if (simple.value >= simple_false && simple.value < first_two_octet_simple) {
      throw std::logic_error("a CBOR simple value that has a type of its own or no encoding");
    }
    head(Major::simple_or_float, simple.value);
  }

  void put(double number) {
    if (std::isnan(number)) return head_of(Major::simple_or_float, two_octets_follow, 0x7e00, 2);
    const bool fits = std::isinf(number) || std::abs(number) <= std::numeric_limits<float>::max();
    const auto single = fits ? static_cast<float>(number) : 0.0F;
    if (!fits || static_cast<double>(single) != number) {
      return head_of(Major::simple_or_float, eight_octets_follow,
                     std::bit_cast<std::uint64_t>(number), 8);
    }
    if (const auto half = as_half(single)) {
      return head_of(Major::simple_or_float, two_octets_follow, *half, 2);
    }
    head_of(Major::simple_or_float, four_octets_follow, std::bit_cast<std::uint32_t>(single), 4);
  }

  Bytes out_;
};

}  // namespace

Bytes encode(const Value& value) {
  Encoder encoder;
  encoder.write(value);
  return encoder.take();
}

}  // namespace servicecard::cbor
