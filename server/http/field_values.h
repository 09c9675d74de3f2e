#pragma once

#include <string_view>

/// What the values of header fields are made of (RFC 9110 §5.6).
namespace servicecard::http {

/// Without the spaces and tabs around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Cuts off what stands before the next separator, and the separator; gives it trimmed. All of the
/// text where there is none.
[[nodiscard]] std::string_view take_until(char separator, std::string_view& rest);

/// The weight among an item's parameters, as in `q=0.5` (§12.4.2): 1 where there is none, 0 for one
/// that is no number.
[[nodiscard]] double weight_in(std::string_view parameters);

}  // namespace servicecard::http
