#pragma once

#include <utility>
#include <vector>

#include "cardlib/codec/cbor.h"

/// Maps with one member more, less or other.
namespace servicecard::test {

[[nodiscard]] inline cbor::Map without(cbor::Map map, const cbor::Value& key) {
  std::erase_if(map, [&key](const auto& member) { return member.first == key; });
  return map;
}

[[nodiscard]] inline cbor::Map with(cbor::Map map, const cbor::Value& key, cbor::Value value) {
  map = without(std::move(map), key);
  map.emplace_back(key, std::move(value));
  return map;
}

}  // namespace servicecard::test
