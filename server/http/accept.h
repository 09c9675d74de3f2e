#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "server/http/headers.h"

namespace servicecard::http {

/// Which of the media types that we have the client likes best, by Accept (RFC 9110 §12.5.1): the
/// first of those with the highest weight, the first of all where it does not say; nothing where it
/// takes none of them. Parameters of media ranges other than `q` are not looked at.
[[nodiscard]] std::optional<std::size_t> choose_media_type(
    const Headers& headers, std::span<const std::string_view> offered);

}  // namespace servicecard::http
