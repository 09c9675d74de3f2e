#pragma once

#include <string_view>

#include "server/access/clock.h"
#include "server/http/router.h"

namespace servicecard::api {

/// The rosters that clerks begin with: headers and made-up rows, CSV (schema/rosters/).
struct RosterTemplates {
  std::string_view enterprises;
  std::string_view people;
};

/// `GET /v1/roster-templates/{kind}`: a workbook whose cells are text, so that Excel leaves long
/// numbers alone, or CSV, by Accept. The year of the tax is the last that has ended.
void add_roster_template_routes(http::Router& router, RosterTemplates templates,
                                const access::Clock& clock);

}  // namespace servicecard::api
