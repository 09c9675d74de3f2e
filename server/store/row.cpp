#include "server/store/row.h"

#include <chrono>
#include <stdexcept>
#include <variant>

namespace servicecard::store {
namespace {

template <class T>
T typed(const Value& value, std::string_view name) {
  if (const T* const held = std::get_if<T>(&value)) return *held;
  throw std::logic_error("column " + std::string(name) + " is null or of another type");
}

Time as_time(std::int64_t seconds) { return Time(std::chrono::seconds(seconds)); }

template <class T>
std::optional<T> maybe_typed(const Value& value, std::string_view name) {
  if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
  return typed<T>(value, name);
}

}  // namespace

std::int64_t Row::integer(std::string_view name) const {
  return typed<std::int64_t>(column(name), name);
}

std::string_view Row::text_view(std::string_view name) const {
  return typed<std::string_view>(column(name), name);
}

BytesView Row::bytes_view(std::string_view name) const {
  return typed<BytesView>(column(name), name);
}

std::string Row::text(std::string_view name) const { return std::string(text_view(name)); }

Bytes Row::bytes(std::string_view name) const {
  const BytesView view = bytes_view(name);
  return {view.begin(), view.end()};
}

Time Row::time(std::string_view name) const { return as_time(integer(name)); }

std::optional<std::int64_t> Row::maybe_integer(std::string_view name) const {
  return maybe_typed<std::int64_t>(column(name), name);
}

std::optional<std::string_view> Row::maybe_text_view(std::string_view name) const {
  return maybe_typed<std::string_view>(column(name), name);
}

std::optional<BytesView> Row::maybe_bytes_view(std::string_view name) const {
  return maybe_typed<BytesView>(column(name), name);
}

std::optional<std::string> Row::maybe_text(std::string_view name) const {
  const auto view = maybe_text_view(name);
  return view ? std::optional<std::string>(*view) : std::nullopt;
}

std::optional<Bytes> Row::maybe_bytes(std::string_view name) const {
  const auto view = maybe_bytes_view(name);
  return view ? std::optional<Bytes>({view->begin(), view->end()}) : std::nullopt;
}

std::optional<Time> Row::maybe_time(std::string_view name) const {
  const auto seconds = maybe_integer(name);
  return seconds ? std::optional(as_time(*seconds)) : std::nullopt;
}

}  // namespace servicecard::store
