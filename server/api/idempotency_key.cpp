#include "server/api/idempotency_key.h"

#include <algorithm>

namespace servicecard::api {

std::optional<std::string> parse_idempotency_key(std::string_view text) {
  constexpr std::size_t longest = 64;
  const bool good = !text.empty() && text.size() <= longest &&
                    std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
  return good ? std::optional(std::string(text)) : std::nullopt;
}

std::optional<std::string> idempotency_key(const http::Request& request) {
  const auto header = request.header("Idempotency-Key");
  return header ? parse_idempotency_key(*header) : std::nullopt;
}

}  // namespace servicecard::api
