#pragma once

#include <functional>
#include <map>
#include <string>

struct lxw_workbook;  // NOLINT(readability-identifier-naming): the library's own

namespace servicecard::test {

/// A workbook that libxlsxwriter wrote, which is no code of ours.
[[nodiscard]] std::string written_workbook(const std::function<void(lxw_workbook*)>& write);

/// A ZIP archive of these members.
[[nodiscard]] std::string zipped(const std::map<std::string, std::string>& members);

/// The parts of a workbook with one sheet, named "Sheet", whose rows these are.
[[nodiscard]] std::map<std::string, std::string> workbook_parts(const std::string& rows);
/// Those, zipped.
[[nodiscard]] std::string workbook(const std::string& rows);

}  // namespace servicecard::test
