#pragma once

#include <expected>
#include <string>
#include <vector>

#include "server/sheet/sheet.h"
#include "server/sheet/zip.h"

/// What stands around the rows of a workbook (ECMA-376 part 1, 18.2 and 18.4; part 2 for the
/// relations of its parts).
namespace servicecard::sheet {

/// The first sheet that is not hidden, and where its parts are.
struct Workbook {
  std::string sheet;         ///< its title
  std::string sheet_part;    ///< "xl/worksheets/sheet1.xml"
  std::string strings_part;  ///< of the shared texts; empty where there are none
};

/// `damaged` where the archive is no workbook, or shows no sheet; `old_calendar`.
[[nodiscard]] std::expected<Workbook, Error> read_workbook(ZipArchive& archive);

/// Texts that cells name by number. Phonetic guides are left out.
using SharedStrings = std::vector<std::string>;
inline constexpr std::size_t max_shared_strings = 2'000'000;

/// `too_large` for more than `max_shared_strings`.
[[nodiscard]] std::expected<SharedStrings, Error> read_shared_strings(ZipArchive& archive,
                                                                      const std::string& part);

}  // namespace servicecard::sheet
