#include "cardlib/codec/cbor.h"

#include <limits>

namespace servicecard::cbor {
namespace {

constexpr std::uint64_t greatest = std::numeric_limits<std::int64_t>::max();

Value::Variant integer(std::int64_t number) {
  if (number >= 0) return static_cast<std::uint64_t>(number);
  return Negative{static_cast<std::uint64_t>(-(number + 1))};
}

}  // namespace

bool Tagged::operator==(const Tagged& other) const {
  return tag == other.tag && *content == *other.content;
}

Value::Value(std::int64_t number) : item_(integer(number)) {}

Value::Value(BytesView bytes) : item_(Bytes(bytes.begin(), bytes.end())) {}

Value Value::tagged(std::uint64_t tag, Value content) {
  return Value(Variant(Tagged{tag, std::make_shared<const Value>(std::move(content))}));
}

std::optional<std::int64_t> Value::as_int64() const {
  if (const auto* const number = std::get_if<std::uint64_t>(&item_)) {
    if (*number <= greatest) return static_cast<std::int64_t>(*number);
  }
  if (const auto* const number = std::get_if<Negative>(&item_)) {
    if (number->n <= greatest) return -1 - static_cast<std::int64_t>(number->n);
  }
  return std::nullopt;
}

const Value* Value::find(const Value& key) const {
  const Map* const map = as_map();
  if (map == nullptr) return nullptr;
  for (const auto& [name, value] : *map) {
    if (name == key) return &value;
  }
  return nullptr;
}

}  // namespace servicecard::cbor
