#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/identity/bilingual.h"
#include "server/http/problem.h"
#include "server/http/request.h"
#include "server/store/order.h"
#include "server/store/page.h"

namespace servicecard::api {

/// `{"items": […], "next": …}`. `last` is the key of the last item, or 0 where the list ends here.
[[nodiscard]] json::object page_json(json::array items, std::int64_t last);

template <class Rows, class ToJson>
[[nodiscard]] json::array items_json(const Rows& rows, ToJson to_json) {
  json::array items;
  for (const auto& row : rows) items.push_back(to_json(row));
  return items;
}

/// A word of `?sort=`, and the order that it asks for.
struct SortWord {
  std::string_view word;
  store::SortKey key;
};

/// What a request for a list asks: `?limit=` and `?cursor=`, and what it is to be narrowed to. The
/// first mistake is kept; after the last parameter `problem()` says whether there was any.
class ListRequest {
 public:
  static constexpr std::int64_t default_limit = 50;
  static constexpr std::int64_t max_limit = 200;

  /// A mistake where `limit` is no number from 1 to 200, or `cursor` is none that we gave.
  explicit ListRequest(const http::Request& request);

  [[nodiscard]] std::int64_t limit() const { return limit_; }
  /// The key of the last item of the page before; 0 for the first page.
  [[nodiscard]] std::int64_t after() const { return after_; }
  /// One row more than the page holds: by it `page_of` sees that the list goes on.
  [[nodiscard]] store::Page rows() const { return {.limit = limit_ + 1, .after = after_}; }

  /// Nothing where it is absent or empty.
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;

  /// What `?sort=` names: one of those words, or `-` and one of them for the other way round. As it
  /// was entered where it is absent.
  [[nodiscard]] store::Order order(std::initializer_list<SortWord> words);

  /// What `parse`, which gives a `std::expected` or a `std::optional`, reads in the parameter;
  /// `expected` says what would have been right. Nothing where it is absent or wrong.
  template <class Parse>
  [[nodiscard]] auto parsed(std::string_view name, Parse parse, const Bilingual& expected) {
    using Value = std::invoke_result_t<Parse, std::string_view>::value_type;
    std::optional<Value> value;
    const auto text = request_.query(name);
    if (!text) return value;
    if (auto result = parse(*text)) {
      value.emplace(*std::move(result));
    } else {
      note(expected);
    }
    return value;
  }

  /// A 400 for the first mistake.
  [[nodiscard]] const std::optional<http::Problem>& problem() const { return problem_; }

  /// The page of those rows, which were read as `rows()` says. `key_of` gives a row's cursor.
  template <class Row, class KeyOf, class ToJson>
  [[nodiscard]] json::object page_of(std::vector<Row> rows, KeyOf key_of, ToJson to_json) const {
    const bool more = std::cmp_greater(rows.size(), limit_);
    if (more) rows.pop_back();
    const auto last = more ? static_cast<std::int64_t>(std::invoke(key_of, rows.back())) : 0;
    return page_json(items_json(rows, to_json), last);
  }

 private:
  void note(const Bilingual& what) {
    note(http::Text{.zh = std::string(what.zh), .en = std::string(what.en)});
  }
  void note(http::Text what);

  const http::Request& request_;
  std::int64_t limit_ = default_limit;
  std::int64_t after_ = 0;
  std::optional<http::Problem> problem_;
};

}  // namespace servicecard::api
