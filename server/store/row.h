#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/value.h"

namespace servicecard::store {

/// One row of an answer, valid until the next one. Columns are asked for by the name that the
/// statement gives them; a name that it does not give, or a value of another type than asked for,
/// is a programming error (`std::logic_error`).
class Row {
 public:
  Row() = default;
  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;
  virtual ~Row() = default;

  [[nodiscard]] virtual Value column(std::string_view name) const = 0;

  [[nodiscard]] std::int64_t integer(std::string_view name) const;
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] Bytes bytes(std::string_view name) const;
  [[nodiscard]] Time time(std::string_view name) const;
  /// As `text` and `bytes`, without a copy.
  [[nodiscard]] std::string_view text_view(std::string_view name) const;
  [[nodiscard]] BytesView bytes_view(std::string_view name) const;

  // Nothing where the column is null.
  [[nodiscard]] std::optional<std::int64_t> maybe_integer(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> maybe_text(std::string_view name) const;
  [[nodiscard]] std::optional<Bytes> maybe_bytes(std::string_view name) const;
  [[nodiscard]] std::optional<Time> maybe_time(std::string_view name) const;
  [[nodiscard]] std::optional<std::string_view> maybe_text_view(std::string_view name) const;
  [[nodiscard]] std::optional<BytesView> maybe_bytes_view(std::string_view name) const;
};

using RowVisitor = std::function<void(const Row&)>;

}  // namespace servicecard::store
