#include "server/api/page.h"

#include <charconv>
#include <optional>
#include <string_view>

namespace servicecard::api {
namespace {

std::optional<std::int64_t> positive(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

}  // namespace

std::expected<PageRequest, http::Problem> page_request(const http::Request& request) {
  PageRequest page;
  if (const auto limit = request.query("limit")) {
    const auto number = positive(*limit);
    if (!number || *number > PageRequest::max_limit) {
      return std::unexpected(http::bad_request(
          {.zh = "limit 应为 1 到 200 的整数", .en = "limit must be a number from 1 to 200"}));
    }
    page.limit = *number;
  }
  if (const auto cursor = request.query("cursor")) {
    const auto number = positive(*cursor);
    if (!number) {
      return std::unexpected(
          http::bad_request({.zh = "cursor 应取自上一页的 next",
                             .en = "cursor must be the `next` of the page before"}));
    }
    page.after = *number;
  }
  return page;
}

json::object page_json(json::array items, std::int64_t last) {
  json::object page;
  page["items"] = std::move(items);
  page["next"] = last == 0 ? json::value(nullptr) : json::value(std::to_string(last));
  return page;
}

}  // namespace servicecard::api
