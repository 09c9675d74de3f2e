#include "server/api/page.h"

#include <algorithm>
#include <optional>
#include <ranges>
#include <string_view>
#include <utility>

#include <fmt/format.h>

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

store::Order ListRequest::order(std::initializer_list<SortWord> words) {
  const auto text = request_.query("sort");
  if (!text) return {};
  const bool descending = text->starts_with('-');
  const std::string_view asked = text->substr(descending ? 1 : 0);
  const auto* found = std::ranges::find(words, asked, &SortWord::word);
  if (found != words.end()) return {.by = found->key, .descending = descending};
  const std::string known =
      fmt::format("{}", fmt::join(words | std::views::transform(&SortWord::word), ", "));
  note(http::Text{
      .zh = fmt::format("sort 应为 {} 之一，前面加 - 则倒序", known),
      .en = fmt::format("sort must be one of {}; with - before it, the other way round", known)});
  return {};
}

void ListRequest::note(http::Text what) {
  if (!problem_) problem_ = http::bad_request(std::move(what));
}

}  // namespace servicecard::api
