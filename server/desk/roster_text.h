#pragma once

#include <expected>
#include <string>
#include <string_view>

/// The octets of a roster file as text, and its cells as people meant them.
namespace servicecard::desk {

enum class RosterEncoding { utf_8, gb18030, xlsx };

/// `"UTF-8"`, `"GB18030"`, `"XLSX"`.
[[nodiscard]] std::string_view to_string(RosterEncoding encoding);

struct RosterText {
  std::string text;  ///< UTF-8, without a byte order mark
  RosterEncoding encoding = RosterEncoding::utf_8;
};

enum class RosterTextError {
  spreadsheet,  ///< an .xls file, or one that a password locks
  not_text,     ///< neither UTF-8 nor GB18030, or with NUL in it
};

/// Whether it is to be read as a workbook (.xlsx), not as text.
[[nodiscard]] bool is_workbook(std::string_view octets);

/// UTF-8 with or without a byte order mark, else GB18030, in which Chinese Excel saves CSV.
[[nodiscard]] std::expected<RosterText, RosterTextError> decode_roster(std::string_view octets);

/// Without the white space around it and the apostrophe with which Excel marks text.
[[nodiscard]] std::string trimmed(std::string_view text);

/// Full-width forms (U+FF01…U+FF5E, U+3000) as the ASCII that they stand for: `２０２５` → `2025`.
[[nodiscard]] std::string narrowed(std::string_view text);

/// False for a text with 15 digits in a row, which may be a resident ID in the wrong column: it is
/// not to be repeated.
[[nodiscard]] bool may_be_shown(std::string_view text);

}  // namespace servicecard::desk
