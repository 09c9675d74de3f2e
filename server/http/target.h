#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The request target (RFC 9112 §3.2), read so strictly that no two readers can differ.
namespace servicecard::http {

enum class TargetError {
  not_origin_form,    ///< does not begin with "/": the absolute, authority and asterisk forms
  bad_character,      ///< an octet that RFC 3986 §2 has no place for
  bad_escape,         ///< "%" without two hexadecimal digits
  control_character,  ///< an escape for one, NUL among them
  bad_utf8,           ///< escapes that do not make UTF-8
  dot_segment,        ///< "." or "..", written out or escaped
  repeated_name,      ///< a query parameter given twice
};

struct Target {
  std::string path{};  ///< as it came, escapes included, all of them good
  std::vector<std::pair<std::string, std::string>> query{};  ///< decoded; "+" is a space

  /// The value of a query parameter, empty for `?name` and `?name=`.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
};

[[nodiscard]] std::expected<Target, TargetError> parse_target(std::string_view text);

/// Undoes percent-encoding; the result is UTF-8 without control characters.
[[nodiscard]] std::expected<std::string, TargetError> percent_decode(std::string_view text);

/// The decoded segments of a path that `parse_target` gave. "/a//b%2Fc" has "a", "" and "b/c".
[[nodiscard]] std::vector<std::string> path_segments(std::string_view path);

}  // namespace servicecard::http
