#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "cardlib/codec/cbor.h"
#include "cardlib/codec/cbor_format.h"
#include "cardlib/codec/utf8.h"

namespace servicecard::cbor {
namespace {

using Read = std::expected<Value, Error>;

/// The first octet of an item and its argument.
struct Head {
  Major major;
  std::uint8_t information;
  std::uint64_t argument;

  [[nodiscard]] bool is_indefinite() const { return information == indefinite; }
  [[nodiscard]] bool is_break() const { return major == Major::simple_or_float && is_indefinite(); }
};

double half_to_double(std::uint64_t half) {
  const double sign = (half & 0x8000) != 0 ? -1.0 : 1.0;
  const auto exponent = static_cast<int>(half >> 10 & 0x1f);
  const auto fraction = static_cast<double>(half & 0x3ff);
  if (exponent == 0) return sign * std::ldexp(fraction, -24);
  if (exponent < 31) return sign * std::ldexp(fraction + 1024, exponent - 25);
  if (fraction == 0) return sign * std::numeric_limits<double>::infinity();
  return std::numeric_limits<double>::quiet_NaN();
}

/// Two keys are one where their deterministic encodings are.
bool has_duplicate(const Map& map) {
  if (map.size() < 2) return false;
  std::vector<Bytes> keys;
  keys.reserve(map.size());
  for (const auto& [key, value] : map) keys.push_back(encode(key));
  std::ranges::sort(keys);
  return std::ranges::adjacent_find(keys) != keys.end();
}

class Decoder {
 public:
  explicit Decoder(BytesView input) : rest_(input) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  /// Reads an item that stands inside `depth` others.
  Read item(std::size_t depth) {
    const auto head = read_head();
    if (!head) return std::unexpected(head.error());
    return item_after(*head, depth);
  }

 private:
  std::expected<Head, Error> read_head() {
    if (rest_.empty()) return std::unexpected(Error::truncated);
    Head head{.major = static_cast<Major>(rest_[0] >> 5),
              .information = static_cast<std::uint8_t>(rest_[0] & 0x1f),
              .argument = 0};
    rest_ = rest_.subspan(1);
    if (head.information < one_octet_follows) {
      head.argument = head.information;
      return head;
    }
    if (head.is_indefinite()) return head;
    if (head.information > eight_octets_follow) return std::unexpected(Error::malformed);
    const std::size_t octets = std::size_t{1} << (head.information - one_octet_follows);
    if (rest_.size() < octets) return std::unexpected(Error::truncated);
    for (const std::uint8_t octet : rest_.first(octets)) head.argument = head.argument << 8 | octet;
    rest_ = rest_.subspan(octets);
    return head;
  }

  Read item_after(const Head& head, std::size_t depth) {
    const bool nests =
        head.major == Major::array || head.major == Major::map || head.major == Major::tag;
    if (nests && depth == max_depth) return std::unexpected(Error::too_deep);
    switch (head.major) {
      case Major::unsigned_number:
      case Major::negative_number:
        return number(head);
      case Major::bytes:
      case Major::text:
        return string(head);
      case Major::array:
        return array(head, depth + 1);
      case Major::map:
        return map(head, depth + 1);
      case Major::tag:
        return tag(head, depth + 1);
      case Major::simple_or_float:
        return simple_or_float(head);
    }
    return std::unexpected(Error::malformed);
  }

  static Read number(const Head& head) {
    if (head.is_indefinite()) return std::unexpected(Error::malformed);
    if (head.major == Major::unsigned_number) return Value(head.argument);
    return Value(Value::Variant(Negative{head.argument}));
  }

  Read string(const Head& head) {
    Bytes bytes;
    if (!head.is_indefinite()) {
      if (const auto failure = chunk(head, bytes)) return std::unexpected(*failure);
    }
    while (head.is_indefinite()) {
      const auto next = read_head();
      if (!next) return std::unexpected(next.error());
      if (next->is_break()) break;
      if (next->major != head.major || next->is_indefinite()) {
        return std::unexpected(Error::malformed);
      }
      if (const auto failure = chunk(*next, bytes)) return std::unexpected(*failure);
    }
    if (head.major == Major::bytes) return Value(std::move(bytes));
    return Value(as_text(bytes));
  }

  /// Appends the octets that a head of definite length announces; each chunk of a text is UTF-8 by
  /// itself (§3.2.3).
  std::optional<Error> chunk(const Head& head, Bytes& bytes) {
    if (head.argument > rest_.size()) return Error::truncated;
    const BytesView octets = rest_.first(static_cast<std::size_t>(head.argument));
    if (head.major == Major::text && !utf8::is_valid(as_text(octets))) return Error::malformed;
    bytes.insert(bytes.end(), octets.begin(), octets.end());
    rest_ = rest_.subspan(octets.size());
    return std::nullopt;
  }

  /// Calls `read_one(head)` for every element, until the count or the break.
  template <class ReadOne>
  std::optional<Error> each(const Head& container, ReadOne&& read_one) {
    // An element takes an octet at least, so a greater count is a lie.
    if (container.argument > rest_.size()) return Error::truncated;
    for (std::uint64_t i = 0; container.is_indefinite() || i < container.argument; ++i) {
      const auto head = read_head();
      if (!head) return head.error();
      if (container.is_indefinite() && head->is_break()) break;
      if (const auto failure = read_one(*head)) return failure;
    }
    return std::nullopt;
  }

  Read array(const Head& head, std::size_t depth) {
    Array items;
    const auto failure = each(head, [&](const Head& next) -> std::optional<Error> {
      auto value = item_after(next, depth);
      if (!value) return value.error();
      items.push_back(std::move(*value));
      return std::nullopt;
    });
    if (failure) return std::unexpected(*failure);
    return Value(std::move(items));
  }

  Read map(const Head& head, std::size_t depth) {
    Map pairs;
    const auto failure = each(head, [&](const Head& next) -> std::optional<Error> {
      auto key = item_after(next, depth);
      if (!key) return key.error();
      auto value = item(depth);
      if (!value) return value.error();
      pairs.emplace_back(std::move(*key), std::move(*value));
      return std::nullopt;
    });
    if (failure) return std::unexpected(*failure);
    if (has_duplicate(pairs)) return std::unexpected(Error::duplicate_key);
    return Value(std::move(pairs));
  }

  Read tag(const Head& head, std::size_t depth) {
    if (head.is_indefinite()) return std::unexpected(Error::malformed);
    auto content = item(depth);
    if (!content) return content;
    return Value::tagged(head.argument, std::move(*content));
  }

  static Read simple_or_float(const Head& head) {
    const auto value = [](auto item) { return Value(Value::Variant(item)); };
    switch (head.information) {
      case simple_false:
        return value(false);
      case simple_true:
        return value(true);
      case simple_null:
        return value(nullptr);
      case simple_undefined:
        return value(Undefined{});
      case two_octets_follow:
        return value(half_to_double(head.argument));
      case four_octets_follow:
        return value(
            static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(head.argument))));
      case eight_octets_follow:
        return value(std::bit_cast<double>(head.argument));
      default:
        break;
    }
    const bool two_octets = head.information == one_octet_follows;
    if (head.is_indefinite() || (two_octets && head.argument < first_two_octet_simple)) {
      return std::unexpected(Error::malformed);
    }
    return value(Simple{static_cast<std::uint8_t>(head.argument)});
  }

  BytesView rest_;
};

}  // namespace

std::expected<Value, Error> decode(BytesView input, Strictness strictness) {
  Decoder decoder(input);
  auto value = decoder.item(0);
  if (!value) return value;
  if (!decoder.at_end()) return std::unexpected(Error::trailing_data);
  // Comparing with our own encoding rules out every other one, known or not.
  if (strictness == Strictness::deterministic && !std::ranges::equal(encode(*value), input)) {
    return std::unexpected(Error::non_deterministic);
  }
  return value;
}

}  // namespace servicecard::cbor
