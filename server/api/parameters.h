#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "cardlib/identity/card_number.h"
#include "cardlib/identity/uscc.h"
#include "server/http/request.h"

namespace servicecard::api {

/// Decimal digits alone, and not zero.
[[nodiscard]] std::optional<std::int64_t> positive_number(std::string_view text);

/// The number in `{name}` of the route's path; nothing for anything but a positive integer, which
/// names no record.
[[nodiscard]] std::optional<std::int64_t> id_parameter(const http::Request& request,
                                                       std::string_view name = "id");

/// The code in `{uscc}`.
[[nodiscard]] std::optional<Uscc> uscc_parameter(const http::Request& request);

/// The card number in `{number}`, with or without its hyphens.
[[nodiscard]] std::optional<CardNumber> number_parameter(const http::Request& request);

}  // namespace servicecard::api
