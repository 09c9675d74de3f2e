#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <variant>

#include <spdlog/fwd.h>

#include "server/access/alarms.h"
#include "server/app/log_options.h"
#include "server/http/events.h"

namespace servicecard::app {

/// The log: JSON, a line an event, with `time` (UTC), `level`, `message` and whatever fields the
/// event has. A field is named by whoever logs it, so nothing is written that nobody chose: no
/// body, no header, no query and no path that a client sent. Safe from any thread.
class Log {
 public:
  struct Field {
    std::string_view name;
    std::variant<std::string_view, std::int64_t, double, bool> value;
  };
  using Fields = std::initializer_list<Field>;

  /// Throws std::runtime_error where the file cannot be opened.
  explicit Log(const LogOptions& options);
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  ~Log();

  void write(LogLevel level, std::string_view message, Fields fields = {});
  void info(std::string_view message, Fields fields = {});
  void warn(std::string_view message, Fields fields = {});
  void error(std::string_view message, Fields fields = {});

  /// The line of one request: method, the route's pattern and not the path, status, microseconds,
  /// client's address and request id.
  void access(const http::Answered& answered);

  /// The warning "alarm": its kind, whom or what it is about, and the rest.
  void alarm(const access::Alarm& alarm);

  /// Writes out what is still in memory.
  void flush();

 private:
  std::shared_ptr<spdlog::logger> logger_;
  bool access_;
};

}  // namespace servicecard::app
