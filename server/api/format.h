#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cardlib/codec/json.h"
#include "cardlib/identity/bilingual.h"
#include "cardlib/identity/civil_date.h"

/// How values stand in the API's JSON.
namespace servicecard::api {

/// RFC 3339 in UTC: `2026-04-30T16:00:00Z`.
[[nodiscard]] std::string timestamp(Time moment);

/// Reads what `timestamp` writes; a fraction of a second is allowed and dropped.
[[nodiscard]] std::optional<Time> parse_timestamp(std::string_view text);

// Where `memory` is given, the value lives in it.
[[nodiscard]] inline json::value or_null(const std::optional<std::string>& text,
                                         boost::json::storage_ptr memory = {}) {
  return text ? json::value(*text, std::move(memory)) : json::value(nullptr, std::move(memory));
}
[[nodiscard]] inline json::value or_null(const std::optional<CivilDate>& day) {
  return day ? json::value(day->str()) : json::value(nullptr);
}
[[nodiscard]] inline json::value or_null(const std::optional<Time>& moment) {
  return moment ? json::value(timestamp(*moment)) : json::value(nullptr);
}
[[nodiscard]] inline json::value or_null(const std::optional<std::int64_t>& number) {
  return number ? json::value(*number) : json::value(nullptr);
}

/// Who did something and when; null where it was not done yet.
[[nodiscard]] inline json::value step_json(const std::optional<std::string>& by,
                                           const std::optional<Time>& at) {
  if (!by || !at) return nullptr;
  return {{"by", *by}, {"at", timestamp(*at)}};
}

[[nodiscard]] inline json::object text_json(Bilingual text, boost::json::storage_ptr memory = {}) {
  return json::object({{"zh", text.zh}, {"en", text.en}}, std::move(memory));
}
[[nodiscard]] inline json::object text_json(const BilingualText& text,
                                            boost::json::storage_ptr memory = {}) {
  return json::object({{"zh", text.zh}, {"en", text.en}}, std::move(memory));
}

}  // namespace servicecard::api
