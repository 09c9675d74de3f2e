#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

/// The strict JSON profile: RFC 8259 as Boost.JSON reads it, less everything in which two readers
/// could differ.
namespace servicecard::json {

using boost::json::array;
using boost::json::object;
using boost::json::value;

enum class Error {
  malformed,       ///< not JSON (RFC 8259), or not UTF-8
  trailing_data,   ///< something but white space follows the value
  too_deep,        ///< nested deeper than the limit
  duplicate_name,  ///< an object has a name twice, after escapes are read (RFC 8259 §4)
  bad_number,      ///< a number outside what a double or a 64-bit integer holds
};

inline constexpr std::size_t max_depth = 16;

[[nodiscard]] std::expected<value, Error> parse(std::string_view text);

/// As `parse`, and the value must be an object; another kind of value is `malformed`.
[[nodiscard]] std::expected<object, Error> parse_object(std::string_view text);

/// Compact; members in the order in which they stand.
[[nodiscard]] std::string serialize(const value& json);

// The member of that name and type; null or nothing where it is absent or of another type.
[[nodiscard]] std::optional<std::string_view> text_member(const object& from,
                                                          std::string_view name);
[[nodiscard]] std::optional<std::int64_t> int_member(const object& from, std::string_view name);
[[nodiscard]] const object* object_member(const object& from, std::string_view name);
[[nodiscard]] const array* array_member(const object& from, std::string_view name);

}  // namespace servicecard::json
