#include "server/api/page.h"

#include <optional>
#include <string_view>
#include <utility>

#include "server/api/parameters.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_limit{"limit 应为 1 到 200 的整数", "limit must be a number from 1 to 200"};
constexpr Bilingual a_cursor{"cursor 应取自上一页的 next",
                             "cursor must be the `next` of the page before"};

// A number of items from 1 to the most.
std::optional<std::int64_t> parse_limit(std::string_view text) {
  const auto limit = positive_number(text);
  return limit && *limit <= ListRequest::max_limit ? limit : std::nullopt;
}

}  // namespace

json::object page_json(json::array items, std::int64_t last) {
  json::object page;
  page["items"] = std::move(items);
  page["next"] = last == 0 ? json::value(nullptr) : json::value(std::to_string(last));
  return page;
}

ListRequest::ListRequest(const http::Request& request) : request_(request) {
  limit_ = parsed("limit", parse_limit, a_limit).value_or(default_limit);
  after_ = parsed("cursor", positive_number, a_cursor).value_or(0);
}

std::optional<std::string> ListRequest::text(std::string_view name) const {
  const auto text = request_.query(name);
  if (!text || text->empty()) return std::nullopt;
  return std::string(*text);
}

void ListRequest::note(const Bilingual& what) {
  if (problem_) return;
  problem_ = http::bad_request({.zh = std::string(what.zh), .en = std::string(what.en)});
}

}  // namespace servicecard::api
