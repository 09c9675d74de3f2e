#pragma once

#include <string>

#include "server/desk/roster_import.h"
#include "server/http/problem.h"

/// What an import did or would do, row by row, as programs and as clerks read it.
namespace servicecard::api {

/// The schema `RosterReport` of the API's description.
[[nodiscard]] std::string roster_report_json(const desk::RosterReport& report);

/// A line for each row, to be opened in a spreadsheet, the wrong rows' mistakes in words.
[[nodiscard]] std::string roster_report_csv(const desk::RosterReport& report,
                                            http::Language language);

}  // namespace servicecard::api
