#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/identity/bilingual.h"

namespace servicecard::desk {

/// Why a file is no roster at all. Nothing was read of its rows.
enum class RosterFileError {
  spreadsheet,       ///< an .xls file, or one that a password locks
  damaged_workbook,  ///< an .xlsx file that cannot be read, or another kind of ZIP archive
  large_workbook,    ///< an .xlsx file that holds more than it should
  old_calendar,      ///< an .xlsx file whose days are counted from 1904
  not_text,          ///< neither UTF-8 nor GB18030
  bad_quotes,        ///< a quote that does not begin or end a cell
  too_many_cells,    ///< in one line
  empty,             ///< not even a line of headers
  no_code_column,    ///< no column of the headers is the 统一社会信用代码
  repeated_column,   ///< two columns say the same
  missing_column,    ///< designation and its first day, say, go together
  too_many_rows,     ///< more than `max_roster_rows`
  too_many_mistakes  ///< so many rows are wrong that it must be another kind of file
};

/// `"spreadsheet"`: the last part of a problem's type, behind `roster-`.
[[nodiscard]] std::string_view to_string(RosterFileError error);
[[nodiscard]] Bilingual text_of(RosterFileError error);

struct RosterFileRefusal {
  RosterFileError error = RosterFileError::spreadsheet;
  std::size_t line = 0;  ///< from 1; 0 where it is not about one line
};

/// Why a row is wrong.
enum class RosterRowError {
  missing,              ///< a cell that must say something is empty
  too_many_cells,       ///< more of them than headers
  bad_code,             ///< not a 统一社会信用代码
  fake_code,            ///< a `FAKE` one where only real enterprises belong
  bad_name,             ///< too long, or with control characters, or a number
  bad_credit_status,    ///< unknown word
  bad_designation,      ///< unknown word
  bad_date,             ///< in none of the forms, or a day that does not exist
  end_before_start,     ///< the last day lies before the first
  bad_year,             ///< not a year from 1949
  future_year,          ///< tax of a year that has not ended
  bad_amount,           ///< not an amount of money, or a negative one
  bad_basis,            ///< unknown word
  bad_role,             ///< unknown word
  bad_phone,            ///< not a telephone number
  bad_resident_id,      ///< length, date or check character
  destroyed_by_excel,   ///< a long number of which Excel kept only the first digits
  no_such_enterprise,   ///< of a person; nor do other rows bring it
  at_other_enterprise,  ///< the resident ID is on record there
  contradiction         ///< an earlier row says otherwise
};

/// `"bad-code"`.
[[nodiscard]] std::string_view to_string(RosterRowError error);
/// What is wrong and what to do; never a word of what the cell held.
[[nodiscard]] Bilingual text_of(RosterRowError error);

struct RosterMistake {
  std::string column;  ///< as the file's header writes it
  RosterRowError error;
  std::optional<std::size_t> other_line;  ///< which contradicts
};

}  // namespace servicecard::desk
