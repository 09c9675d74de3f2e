#include "server/api/alarms.h"

#include <string>
#include <utility>

#include "server/api/check_json.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/page.h"
#include "server/api/parameters.h"
#include "server/api/routes.h"
#include "server/desk/alarm_book.h"

namespace servicecard::api {
namespace {

using desk::AlarmError;

constexpr const char* readers = "auditor administrator";
constexpr Bilingual a_state{"应为 open 或 all", "must be open or all"};

http::Problem problem_of(AlarmError error) {
  switch (error) {
    case AlarmError::no_such_alarm:
      return {.status = 404,
              .name = to_string(error),
              .title = {.zh = "没有这条告警", .en = "No such alarm"}};
    case AlarmError::acknowledged_before:
      return {.status = 409,
              .name = to_string(error),
              .title = {.zh = "这条告警已有人处理", .en = "Somebody has acknowledged it already"}};
  }
  std::unreachable();
}

json::object to_json(const store::RecordedAlarm& alarm) {
  const auto& done = alarm.acknowledged;
  return {{"id", alarm.id},
          {"at", timestamp(alarm.entry.time)},
          {"kind", alarm.entry.kind},
          {"subject", alarm.entry.subject},
          {"detail", alarm.entry.detail},
          {"acknowledged", step_json(done ? std::optional(done->by) : std::nullopt,
                                     done ? std::optional(done->at) : std::nullopt)}};
}

json::object to_json(const desk::AlarmDetail& detail) {
  json::object alarm = to_json(detail.alarm);
  alarm["rows"] = items_json(detail.rows, check_json);
  return alarm;
}

std::optional<store::alarms::Which> parse_which(std::string_view text) {
  if (text == "open") return store::alarms::Which::open;
  if (text == "all") return store::alarms::Which::all;
  return std::nullopt;
}

/// The routes' handlers, over what they all need.
class AlarmRoutes {
 public:
  AlarmRoutes(const desk::Desk& desk, const access::Clock& clock) : desk_(desk), clock_(clock) {}

  [[nodiscard]] http::Response list(const http::Request& request) const {
    ListRequest asked(request);
    const auto which = asked.parsed("state", parse_which, a_state);
    if (const auto& problem = asked.problem()) return problem_response(request, *problem);
    return http::json_response(
        200,
        asked.page_of(list_alarms(desk_, which.value_or(store::alarms::Which::all), asked.rows()),
                      &store::RecordedAlarm::id,
                      [](const store::RecordedAlarm& alarm) { return to_json(alarm); }));
  }

  [[nodiscard]] http::Response show(const http::Request& request) const {
    const auto id = id_parameter(request);
    if (!id) return problem_response(request, problem_of(AlarmError::no_such_alarm));
    return answer(request, show_alarm(desk_, *id));
  }

  [[nodiscard]] http::Response acknowledge(const http::Request& request) const {
    const auto id = id_parameter(request);
    if (!id) return problem_response(request, problem_of(AlarmError::no_such_alarm));
    return answer(request, acknowledge_alarm(desk_, act_of(request, clock_), *id));
  }

 private:
  template <class View>
  static http::Response answer(const http::Request& request,
                               const std::expected<View, AlarmError>& result) {
    if (!result) return problem_response(request, problem_of(result.error()));
    return http::json_response(200, to_json(*result));
  }

  const desk::Desk& desk_;
  const access::Clock& clock_;
};

}  // namespace

void add_alarm_routes(http::Router& router, const desk::Desk& desk, const access::Clock& clock) {
  const Routes routes(router, "/v1/alarms", AlarmRoutes(desk, clock));
  using http::Method;
  routes.add(Method::get, "", "listAlarms", readers, &AlarmRoutes::list);
  routes.add(Method::get, "/{id}", "showAlarm", readers, &AlarmRoutes::show);
  routes.add(Method::post, "/{id}/acknowledge", "acknowledgeAlarm", readers,
             &AlarmRoutes::acknowledge);
}

}  // namespace servicecard::api
