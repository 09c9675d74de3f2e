#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/identity/bilingual.h"
#include "server/http/problem.h"
#include "server/http/request.h"

namespace servicecard::api {

/// The JSON object in a request's body, read member by member under the strict profile. Every
/// mistake is noted with its place (RFC 6901), so that a client hears of all of them at once; after
/// the last member `problem()` says whether there was any. A member that nobody asked for is one.
class JsonBody {
  template <class Result>
  using Held = std::optional<typename Result::value_type>;

 public:
  explicit JsonBody(const http::Request& request);

  // A member that must be there. Nothing where it is absent or wrong, which is noted.
  [[nodiscard]] std::optional<std::string> text(std::string_view name);
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name);
  [[nodiscard]] std::optional<std::vector<std::string>> texts(std::string_view name);
  [[nodiscard]] std::optional<std::vector<std::int64_t>> integers(std::string_view name);
  [[nodiscard]] std::optional<json::object> object(std::string_view name);

  // A member that may be absent; null counts as absent. One of another type is noted.
  [[nodiscard]] std::optional<std::string> maybe_text(std::string_view name);
  [[nodiscard]] std::optional<std::int64_t> maybe_integer(std::string_view name);
  [[nodiscard]] std::optional<std::vector<std::string>> maybe_texts(std::string_view name);
  [[nodiscard]] std::optional<json::object> maybe_object(std::string_view name);
  [[nodiscard]] std::optional<bool> maybe_flag(std::string_view name);
  [[nodiscard]] bool flag_or(std::string_view name, bool absent);

  /// Whether a member is there and null: in a change, what is on record is to be taken away.
  [[nodiscard]] bool takes_away(std::string_view name) const;
  /// A member of a change: nothing where it is absent or wrong, an empty value where it is null.
  template <class Parse>
  [[nodiscard]] auto change_parsed(std::string_view name, Parse parse, Bilingual expected)
      -> std::optional<Held<std::invoke_result_t<Parse, std::string_view>>> {
    using Change = Held<std::invoke_result_t<Parse, std::string_view>>;
    Change value = maybe_parsed(name, std::move(parse), expected);
    if (!value && !takes_away(name)) return std::nullopt;
    return value;
  }

  /// A text that `parse` must accept: `body.parsed("uscc", Uscc::parse, {…})`. `parse` gives a
  /// `std::expected` or a `std::optional`; `expected` says what would have been right.
  template <class Parse>
  [[nodiscard]] auto parsed(std::string_view name, Parse parse, Bilingual expected)
      -> Held<std::invoke_result_t<Parse, std::string_view>> {
    return parse_text(name, text(name), std::move(parse), expected);
  }
  template <class Parse>
  [[nodiscard]] auto maybe_parsed(std::string_view name, Parse parse, Bilingual expected)
      -> Held<std::invoke_result_t<Parse, std::string_view>> {
    return parse_text(name, maybe_text(name), std::move(parse), expected);
  }

  /// What `read(JsonBody&)` makes of the object in that member, which may be absent: nothing then,
  /// or where it is none. Mistakes within are noted with their place.
  template <class Read>
  [[nodiscard]] auto maybe_within(std::string_view name, Read read)
      -> std::optional<std::invoke_result_t<Read, JsonBody&>> {
    const json::value* const member = find(name);
    if (member == nullptr) return std::nullopt;
    return read_object(*member, pointer_of(name), read);
  }
  template <class Read>
  [[nodiscard]] auto within(std::string_view name, Read read)
      -> std::optional<std::invoke_result_t<Read, JsonBody&>> {
    if (require(name) == nullptr) return std::nullopt;
    return maybe_within(name, std::move(read));
  }

  /// The same of each object in an array, which must be there and hold 1 to `most`.
  template <class Read>
  [[nodiscard]] auto each_within(std::string_view name, std::size_t most, Read read)
      -> std::vector<std::invoke_result_t<Read, JsonBody&>> {
    std::vector<std::invoke_result_t<Read, JsonBody&>> values;
    const json::array* const items = items_of(name, most);
    if (items == nullptr) return values;
    for (std::size_t at = 0; at < items->size(); ++at) {
      auto value = read_object((*items)[at], pointer_of(name) + "/" + std::to_string(at), read);
      if (value) values.push_back(*std::move(value));
    }
    return values;
  }

  /// Notes a mistake of the caller's own finding.
  void note(std::string_view name, Bilingual what);

  /// A 400 that lists every mistake; nothing where there is none.
  [[nodiscard]] std::optional<http::Problem> problem();

 private:
  JsonBody(json::object members, std::string place)
      : members_(std::move(members)), place_(std::move(place)) {}

  template <class Read>
  auto read_object(const json::value& value, std::string place, Read& read)
      -> std::optional<std::invoke_result_t<Read, JsonBody&>> {
    if (!value.is_object()) {
      note_no_object(std::move(place));
      return std::nullopt;
    }
    JsonBody inner(value.get_object(), std::move(place));
    auto result = read(inner);
    take_mistakes_of(inner);
    return result;
  }
  [[nodiscard]] std::string pointer_of(std::string_view name) const;
  const json::array* items_of(std::string_view name, std::size_t most);
  void note_no_object(std::string place);
  void note_unknown();
  void take_mistakes_of(JsonBody& inner);

  template <class Parse>
  auto parse_text(std::string_view name, const std::optional<std::string>& text, Parse parse,
                  Bilingual expected) -> Held<std::invoke_result_t<Parse, std::string_view>> {
    if (!text) return std::nullopt;
    Held<std::invoke_result_t<Parse, std::string_view>> held;
    if (auto result = parse(std::string_view(*text))) {
      held.emplace(*std::move(result));
    } else {
      note(name, expected);
    }
    return held;
  }

  const json::value* find(std::string_view name);
  const json::value* require(std::string_view name);

  struct Mistake {
    std::string pointer;
    Bilingual what;
  };

  json::object members_;
  std::string place_;  // RFC 6901, of the object itself; empty for the whole body
  bool readable_ = true;
  std::set<std::string, std::less<>> asked_;
  std::vector<Mistake> mistakes_;
};

}  // namespace servicecard::api
