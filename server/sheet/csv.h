#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "server/sheet/sheet.h"

namespace servicecard::sheet {

/// Comma-separated values (RFC 4180), as spreadsheets write them: cells in quotes may hold commas,
/// quotes (doubled) and line breaks; a line ends in CRLF, LF or CR.
class CsvReader final : public Reader {
 public:
  /// `text` stays until the reader goes.
  explicit CsvReader(std::string_view text) : rest_(text) {}

  [[nodiscard]] std::expected<std::optional<Row>, Mistake> next() override;

 private:
  enum class CellEnd { cell, row };

  std::expected<CellEnd, Error> read_cell(std::string& cell);
  std::expected<void, Error> read_quoted(std::string& cell);
  void take(std::string& cell, std::size_t count);
  CellEnd take_separator();

  std::string_view rest_;
  std::size_t line_ = 1;
};

}  // namespace servicecard::sheet
