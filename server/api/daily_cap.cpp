#include "server/api/daily_cap.h"

#include <string>

namespace servicecard::api {

http::Text daily_cap_title() {
  return {.zh = "本账号今日的办理数量已达上限，次日零时（北京时间）起恢复，也可由另一位同事办理",
          .en =
              "This account has done as many today as one may; it can go on after midnight, China "
              "time, and another one at once"};
}

void add_wait_until_tomorrow(http::Response& response, Time now) {
  const Time midnight = start_of(day_of(now).plus_days(1));
  response.headers.add("Retry-After", std::to_string((midnight - now).count()));
}

}  // namespace servicecard::api
