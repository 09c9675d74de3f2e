#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "server/desk/roster_cells.h"
#include "server/desk/roster_error.h"
#include "server/sheet/sheet.h"

namespace servicecard::desk {

enum class RosterKind { enterprises, people };

/// What a column of a roster holds (docs/roster.md).
enum class RosterField {
  code,
  name,
  credit_status,
  designation,
  designation_from,
  designation_until,
  tax,
  tax_year,
  tax_basis,
  source,
  resident_id,
  phone,
  role,
  contract_end,
};

struct RosterColumn {
  RosterField field = RosterField::code;
  std::size_t place = 0;                                         ///< from 0
  std::string title;                                             ///< as the file writes it
  roster_cells::MoneyUnit unit = roster_cells::MoneyUnit::yuan;  ///< of a tax
  std::optional<int> year;                                       ///< of a tax, where the title says
};

/// The line of headers, understood in Chinese and in English, with and without brackets.
struct RosterHeader {
  RosterKind kind = RosterKind::enterprises;
  std::size_t width = 0;
  std::vector<RosterColumn> columns;
  std::vector<std::string> ignored;  ///< titles that mean nothing here

  [[nodiscard]] const RosterColumn* find(RosterField field) const;
};

/// `no_code_column` for a row that is no line of headers. A column of resident IDs makes it a
/// roster of people.
[[nodiscard]] std::expected<RosterHeader, RosterFileError> read_header(const sheet::Row& row);

}  // namespace servicecard::desk
