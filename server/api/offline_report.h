#pragma once

#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/identity/bilingual.h"
#include "server/api/json_body.h"
#include "server/counter/offline_reports.h"

namespace servicecard::api {

inline constexpr Bilingual a_turned_away{
    "应为 not_offered、no_capacity、wrong_site、system_failure 或 other",
    "must be not_offered, no_capacity, wrong_site, system_failure or other"};

/// What a counter did without a network, as `{"items": […]}`. Incomplete where `body` notes a
/// mistake.
[[nodiscard]] std::vector<counter::ReportedItem> offline_report(JsonBody& body);

[[nodiscard]] json::object offline_report_json(const std::vector<counter::ReportedResult>& results);

}  // namespace servicecard::api
