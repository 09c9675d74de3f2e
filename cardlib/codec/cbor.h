#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cardlib/codec/bytes.h"

/// CBOR (RFC 8949): a value, a deterministic encoder, and a decoder on two levels of strictness.
namespace servicecard::cbor {

class Value;
using Array = std::vector<Value>;
/// Pairs in the order in which they stand; `encode` sorts them (RFC 8949 §4.2.1).
using Map = std::vector<std::pair<Value, Value>>;

/// −1 − n, so that the whole range of major type 1 fits.
struct Negative {
  std::uint64_t n;
  bool operator==(const Negative&) const = default;
};

/// A simple value other than false, true, null and undefined.
struct Simple {
  std::uint8_t value;
  bool operator==(const Simple&) const = default;
};

struct Undefined {
  bool operator==(const Undefined&) const = default;
};

struct Tagged {
  std::uint64_t tag;
  std::shared_ptr<const Value> content;
  bool operator==(const Tagged& other) const;
};

/// One data item.
class Value {
 public:
  using Variant = std::variant<std::uint64_t, Negative, Bytes, std::string, Array, Map, Tagged,
                               bool, std::nullptr_t, Undefined, Simple, double>;

  // Implicit: values are written as literals.
  Value(std::int64_t number);
  Value(bool truth) : item_(truth) {}
  Value(int number) : Value(std::int64_t{number}) {}
  Value(std::uint64_t number) : item_(number) {}
  Value(Bytes bytes) : item_(std::move(bytes)) {}
  Value(BytesView bytes);
  Value(std::string text) : item_(std::move(text)) {}
  Value(std::string_view text) : item_(std::string(text)) {}
  Value(const char* text) : item_(std::string(text)) {}
  Value(Array array) : item_(std::move(array)) {}
  Value(Map map) : item_(std::move(map)) {}
  explicit Value(Variant item) : item_(std::move(item)) {}
  static Value tagged(std::uint64_t tag, Value content);

  [[nodiscard]] const Variant& item() const { return item_; }

  // Null or nothing where the value is of another type (or, for the integer, does not fit).
  [[nodiscard]] const std::uint64_t* as_unsigned() const {
    return std::get_if<std::uint64_t>(&item_);
  }
  [[nodiscard]] std::optional<std::int64_t> as_int64() const;
  [[nodiscard]] const Bytes* as_bytes() const { return std::get_if<Bytes>(&item_); }
  [[nodiscard]] const std::string* as_text() const { return std::get_if<std::string>(&item_); }
  [[nodiscard]] const Array* as_array() const { return std::get_if<Array>(&item_); }
  [[nodiscard]] const Map* as_map() const { return std::get_if<Map>(&item_); }
  [[nodiscard]] const Tagged* as_tagged() const { return std::get_if<Tagged>(&item_); }

  /// The value under a key of a map; null where there is none or this is no map.
  [[nodiscard]] const Value* find(const Value& key) const;

  bool operator==(const Value&) const = default;

 private:
  Variant item_;
};

enum class Error {
  truncated,          ///< the input ends inside an item
  trailing_data,      ///< octets follow the item
  malformed,          ///< not well-formed CBOR (RFC 8949 §5.3.1), or text that is not UTF-8
  too_deep,           ///< nested deeper than the limit
  duplicate_key,      ///< a map holds a key twice (§5.6)
  non_deterministic,  ///< well-formed, but not what `encode` writes (§4.2.1)
};

/// The general layer reads whatever is well-formed and has no duplicate keys; the profile reads
/// deterministic encoding (§4.2.1) alone.
enum class Strictness { well_formed, deterministic };

inline constexpr std::size_t max_depth = 16;

/// Reads exactly one item. Memory is bounded by a small multiple of the input's size, whatever
/// lengths the input claims.
[[nodiscard]] std::expected<Value, Error> decode(BytesView input, Strictness strictness);

/// Deterministic encoding: shortest heads and floats, definite lengths, map keys sorted by their
/// encoding, one NaN (f97e00). A map with a duplicate key, a text that is not UTF-8 and a `Simple`
/// of 20 to 31 are programming errors (`std::logic_error`).
[[nodiscard]] Bytes encode(const Value& value);

}  // namespace servicecard::cbor
