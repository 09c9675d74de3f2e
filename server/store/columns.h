#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/crypto/digest.h"
#include "server/store/row.h"

/// Columns read as the types of the card library. What the database holds was valid when it was
/// written; if it is not any more, the record is damaged, and reading it throws.
namespace servicecard::store {

/// A column of a type with a `parse` of its own, as `CardNumber`.
template <class T>
[[nodiscard]] T parsed(const Row& row, std::string_view name) {
  return T::parse(row.text_view(name)).value();
}

template <class T>
[[nodiscard]] std::optional<T> maybe_parsed(const Row& row, std::string_view name) {
  const auto text = row.maybe_text_view(name);
  return text ? std::optional<T>(T::parse(*text).value()) : std::nullopt;
}

/// A column of an enumeration: `named(row, "state", parse_card_state)`.
template <class Parse>
[[nodiscard]] auto named(const Row& row, std::string_view name, Parse parse) {
  return parse(row.text_view(name)).value();
}

/// What a row is known by; for statements that end in `RETURNING id`.
[[nodiscard]] inline std::int64_t id_of(const Row& row) { return row.integer("id"); }

/// A column of 32 octets.
[[nodiscard]] Sha256 digest(const Row& row, std::string_view name);
[[nodiscard]] std::optional<Sha256> maybe_digest(const Row& row, std::string_view name);

/// The written form of a value that may be absent: `written(date)`.
template <class T>
[[nodiscard]] std::optional<std::string> written(const std::optional<T>& value) {
  if (!value) return std::nullopt;
  return value->str();
}

}  // namespace servicecard::store
