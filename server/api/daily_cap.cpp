#include "server/api/daily_cap.h"

#include <string>

namespace servicecard::api {

http::Text daily_cap_title() {
  return {.zh = std::string(daily_cap_text.zh), .en = std::string(daily_cap_text.en)};
}

void add_wait_until_tomorrow(http::Response& response, Time now) {
  const Time midnight = start_of(day_of(now).plus_days(1));
  response.headers.add("Retry-After", std::to_string((midnight - now).count()));
}

}  // namespace servicecard::api
