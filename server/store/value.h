#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "cardlib/codec/bytes.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard::store {

/// What one column of one row holds: null, an integer, a text or octets. A view: it lives as long
/// as what it was made from, and a column's value until the next row.
using Value = std::variant<std::monostate, std::int64_t, std::string_view, BytesView>;

/// A value bound to a parameter of a statement, by name: `{"$number", number}`. Made in the call
/// that uses it; it keeps no copy.
struct Parameter {
  const char* name;
  Value value;

  Parameter(const char* parameter, std::string_view text) : name(parameter), value(text) {}
  Parameter(const char* parameter, const std::string& text)
      : name(parameter), value(std::string_view(text)) {}
  Parameter(const char* parameter, const char* text)
      : name(parameter), value(std::string_view(text)) {}
  Parameter(const char* parameter, BytesView bytes) : name(parameter), value(bytes) {}
  Parameter(const char* parameter, std::nullopt_t) : name(parameter) {}
  /// Times are kept as seconds since 1970 in UTC.
  Parameter(const char* parameter, Time time)
      : name(parameter), value(std::int64_t{time.time_since_epoch().count()}) {}
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  Parameter(const char* parameter, Number number)
      : name(parameter), value(static_cast<std::int64_t>(number)) {}
  /// Nothing is null.
  template <class T>
  Parameter(const char* parameter, const std::optional<T>& maybe)
      : name(parameter), value(maybe ? Parameter(parameter, *maybe).value : Value{}) {}
};

using Parameters = std::initializer_list<Parameter>;

}  // namespace servicecard::store
