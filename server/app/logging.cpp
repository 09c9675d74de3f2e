#include "server/app/logging.h"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "server/http/utf8.h"

namespace servicecard::app {
namespace {

constexpr auto line_pattern = R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})";
constexpr std::chrono::seconds flush_interval{1};

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warn:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

spdlog::sink_ptr open_sink(const LogOptions& options) {
  if (options.file.empty()) return std::make_shared<spdlog::sinks::stderr_sink_mt>();
  try {
    return std::make_shared<spdlog::sinks::basic_file_sink_mt>(options.file.string());
  } catch (const spdlog::spdlog_ex&) {
    throw std::runtime_error("cannot write the log file " + options.file.string());
  }
}

// spdlog flushes by interval whatever is registered under a name.
std::string unused_name() {
  static std::atomic<unsigned> last = 0;
  return "servicecard-" + std::to_string(++last);
}

void append_escaped(fmt::memory_buffer& out, std::string_view text) {
  const bool readable = http::is_utf8(text);
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (octet < 0x20 || octet == 0x7f || (octet >= 0x80 && !readable)) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", octet);
    } else {
      out.push_back(c);
    }
  }
}

void append_text(fmt::memory_buffer& out, std::string_view text) {
  out.push_back('"');
  append_escaped(out, text);
  out.push_back('"');
}

struct AppendValue {
  fmt::memory_buffer& out;
  void operator()(std::string_view text) const { append_text(out, text); }
  void operator()(std::int64_t number) const {
    fmt::format_to(std::back_inserter(out), "{}", number);
  }
  void operator()(double number) const { fmt::format_to(std::back_inserter(out), "{}", number); }
  void operator()(bool flag) const { fmt::format_to(std::back_inserter(out), "{}", flag); }
};

}  // namespace

Log::Log(const LogOptions& options)
    : logger_(std::make_shared<spdlog::logger>(unused_name(), open_sink(options))),
      access_(options.access) {
  logger_->set_formatter(
      std::make_unique<spdlog::pattern_formatter>(line_pattern, spdlog::pattern_time_type::utc));
  logger_->set_level(level_of(options.level));
  logger_->flush_on(spdlog::level::warn);
  spdlog::register_logger(logger_);
  spdlog::flush_every(flush_interval);
}

Log::~Log() {
  logger_->flush();
  spdlog::drop(logger_->name());
}

void Log::write(LogLevel level, std::string_view message, Fields fields) {
  const auto wanted = level_of(level);
  if (!logger_->should_log(wanted)) return;
  fmt::memory_buffer line;
  fmt::format_to(std::back_inserter(line), "\"message\":");
  append_text(line, message);
  for (const Field& field : fields) {
    line.push_back(',');
    append_text(line, field.name);
    line.push_back(':');
    std::visit(AppendValue{line}, field.value);
  }
  logger_->log(wanted, spdlog::string_view_t(line.data(), line.size()));
}

void Log::info(std::string_view message, Fields fields) { write(LogLevel::info, message, fields); }

void Log::warn(std::string_view message, Fields fields) { write(LogLevel::warn, message, fields); }

void Log::error(std::string_view message, Fields fields) {
  write(LogLevel::error, message, fields);
}

void Log::access(const http::Answered& answered) {
  if (!access_) return;
  std::string_view pattern;
  if (answered.route != nullptr) pattern = answered.route->pattern;
  info("request", {{"request", answered.request_id},
                   {"method", http::to_string(answered.method)},
                   {"route", pattern},
                   {"status", std::int64_t{answered.status}},
                   {"us", std::int64_t{answered.elapsed.count()}},
                   {"peer", answered.peer}});
}

void Log::alarm(const access::Alarm& alarm) {
  warn("alarm", {{"alarm", to_string(alarm.kind)},
                 {"subject", std::string_view(alarm.subject)},
                 {"detail", std::string_view(alarm.detail)}});
}

void Log::flush() { logger_->flush(); }

}  // namespace servicecard::app
