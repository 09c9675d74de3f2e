#pragma once

#include "cardlib/identity/bilingual.h"
#include "cardlib/identity/civil_date.h"
#include "server/http/problem.h"

/// What an account hears that has done as many today as one may.
namespace servicecard::api {

inline constexpr Bilingual daily_cap_text{
    "本账号今日的办理数量已达上限，次日零时（北京时间）起恢复，也可由另一位同事办理",
    "This account has done as many today as one may; it can go on after midnight, China time, and "
    "another one at once"};
[[nodiscard]] http::Text daily_cap_title();

/// Retry-After: the day of a cap is over at midnight in Asia/Shanghai.
void add_wait_until_tomorrow(http::Response& response, Time now);

}  // namespace servicecard::api
