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

/// The first octet of an item, its argument, and both as they stand in the input.
struct Head {
  Major major;
  std::uint8_t information;
  std::uint64_t argument;
  BytesView octets;

  [[nodiscard]] bool is_indefinite() const { return information == indefinite; }
  [[nodiscard]] bool is_break() const { return major == Major::simple_or_float && is_indefinite(); }
};

/// The least argument that needs as many octets as follow the first.
constexpr std::uint64_t least_argument(std::uint8_t information) {
  switch (information) {
    case one_octet_follows:
      return one_octet_follows;
    case two_octets_follow:
      return std::uint64_t{1} << 8;
    case four_octets_follow:
      return std::uint64_t{1} << 16;
    case eight_octets_follow:
      return std::uint64_t{1} << 32;
    default:
      return 0;
  }
}

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

/// Reads what is well-formed, and notes whether it stands there as `encode` would write it.
class Decoder {
 public:
  explicit Decoder(BytesView input) : rest_(input) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] bool is_deterministic() const { return deterministic_; }

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
              .argument = 0,
              .octets = {}};
    std::size_t followers = 0;
    if (head.information < one_octet_follows) {
      head.argument = head.information;
    } else if (head.information <= eight_octets_follow) {
      followers = std::size_t{1} << (head.information - one_octet_follows);
    } else if (!head.is_indefinite()) {
      return std::unexpected(Error::malformed);
    }
    if (rest_.size() <= followers) return std::unexpected(Error::truncated);
    head.octets = rest_.first(followers + 1);
    for (const std::uint8_t octet : head.octets.subspan(1)) {
      head.argument = head.argument << 8 | octet;
    }
    rest_ = rest_.subspan(followers + 1);
    note(!head.is_indefinite());
    // A float's octets are no argument; it is looked at by itself.
    note(head.major == Major::simple_or_float || head.argument >= least_argument(head.information));
    return head;
  }

  void note(bool deterministic) { deterministic_ = deterministic_ && deterministic; }

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

  static Value string_of(Major major, BytesView octets) {
    return major == Major::bytes ? Value(octets) : Value(as_text(octets));
  }

  Read string(const Head& head) {
    if (!head.is_indefinite()) {
      const auto octets = string_octets(head);
      if (!octets) return std::unexpected(octets.error());
      return string_of(head.major, *octets);
    }
    Bytes joined;
    while (true) {
      const auto chunk = read_head();
      if (!chunk) return std::unexpected(chunk.error());
      if (chunk->is_break()) return string_of(head.major, joined);
      if (chunk->major != head.major || chunk->is_indefinite()) {
        return std::unexpected(Error::malformed);
      }
      const auto octets = string_octets(*chunk);
      if (!octets) return std::unexpected(octets.error());
      joined.insert(joined.end(), octets->begin(), octets->end());
    }
  }

  /// The octets that a head of definite length announces; each chunk of a text is UTF-8 by itself
  /// (§3.2.3).
  std::expected<BytesView, Error> string_octets(const Head& head) {
    if (head.argument > rest_.size()) return std::unexpected(Error::truncated);
    const BytesView octets = rest_.first(static_cast<std::size_t>(head.argument));
    if (head.major == Major::text && !utf8::is_valid(as_text(octets))) {
      return std::unexpected(Error::malformed);
    }
    rest_ = rest_.subspan(octets.size());
    return octets;
  }

  /// Calls `read_one(head)` for every element, until the count or the break. Nothing is set aside
  /// for a count before its elements are seen.
  template <class ReadOne>
  std::optional<Error> each(const Head& container, ReadOne&& read_one) {
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
    BytesView last_key;
    const auto failure = each(head, [&](const Head& next) -> std::optional<Error> {
      auto key = item_after(next, depth);
      if (!key) return key.error();
      const BytesView this_key(next.octets.data(), rest_.data());
      note(std::ranges::lexicographical_compare(last_key, this_key));
      last_key = this_key;
      auto value = item(depth);
      if (!value) return value.error();
      pairs.emplace_back(std::move(*key), std::move(*value));
      return std::nullopt;
    });
    if (failure) return std::unexpected(*failure);
    // Deterministic keys that ascend are all different.
    if (!deterministic_ && has_duplicate(pairs)) return std::unexpected(Error::duplicate_key);
    return Value(std::move(pairs));
  }

  Read tag(const Head& head, std::size_t depth) {
    if (head.is_indefinite()) return std::unexpected(Error::malformed);
    auto content = item(depth);
    if (!content) return content;
    return Value::tagged(head.argument, std::move(*content));
  }

  Read simple_or_float(const Head& head) {
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
        return floating(head, half_to_double(head.argument));
      case four_octets_follow:
        return floating(head, std::bit_cast<float>(static_cast<std::uint32_t>(head.argument)));
      case eight_octets_follow:
        return floating(head, std::bit_cast<double>(head.argument));
      default:
        break;
    }
    const bool two_octets = head.information == one_octet_follows;
    if (head.is_indefinite() || (two_octets && head.argument < first_two_octet_simple)) {
      return std::unexpected(Error::malformed);
    }
    return value(Simple{static_cast<std::uint8_t>(head.argument)});
  }

  Value floating(const Head& head, double number) {
    Value value{Value::Variant(number)};
    note(std::ranges::equal(encode(value), head.octets));
    return value;
  }

  BytesView rest_;
  bool deterministic_ = true;
};

}  // namespace

std::expected<Value, Error> decode(BytesView input, Strictness strictness) {
  Decoder decoder(input);
  auto value = decoder.item(0);
  if (!value) return value;
  if (!decoder.at_end()) return std::unexpected(Error::trailing_data);
  if (strictness == Strictness::deterministic && !decoder.is_deterministic()) {
    return std::unexpected(Error::non_deterministic);
  }
  return value;
}

}  // namespace servicecard::cbor
