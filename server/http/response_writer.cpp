#include "server/http/response_writer.h"

#include <array>
#include <charconv>
#include <utility>

namespace servicecard::http {
namespace {

constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// What every answer has unless its handler has set another value.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> defaults{{
    {"Cache-Control", "no-store"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
}};

void append_number(std::string& out, std::size_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_two_digits(std::string& out, int number) {
  out.push_back(static_cast<char>('0' + number / 10));
  out.push_back(static_cast<char>('0' + number % 10));
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

// 1xx, 204 and 304 have no length to speak of: RFC 9110 §8.6.
bool states_length(unsigned status) { return status >= 200 && status != 204 && status != 304; }

void append_connection(std::string& out, const Envelope& envelope) {
  if (envelope.connection == Connection::close) append_field(out, "Connection", "close");
  if (envelope.transport == Transport::tls) {
    append_field(out, "Strict-Transport-Security", "max-age=31536000");
  }
}

}  // namespace

std::string_view HttpDate::at(std::time_t now) {
  if (now == made_for_) return text_;
  made_for_ = now;
  std::tm utc{};
  gmtime_r(&now, &utc);
  text_.assign(days.at(static_cast<std::size_t>(utc.tm_wday))).append(", ");
  append_two_digits(text_, utc.tm_mday);
  text_.append(" ").append(months.at(static_cast<std::size_t>(utc.tm_mon))).append(" ");
  append_number(text_, static_cast<std::size_t>(utc.tm_year) + 1900);
  text_.push_back(' ');
  append_two_digits(text_, utc.tm_hour);
  text_.push_back(':');
  append_two_digits(text_, utc.tm_min);
  text_.push_back(':');
  append_two_digits(text_, utc.tm_sec);
  text_.append(" GMT");
  return text_;
}

void append_head(std::string& out, const Response& response, const Envelope& envelope) {
  out.append("HTTP/1.1 ");
  append_number(out, response.status);
  out.append(" ").append(reason_phrase(response.status)).append("\r\n");
  append_field(out, "Date", envelope.date);
  append_field(out, "X-Request-Id", envelope.request_id);
  if (!response.content_type.empty()) append_field(out, "Content-Type", response.content_type);
  if (states_length(response.status) && !response.stream) {
    out.append("Content-Length: ");
    append_number(out, response.body.view().size());
    out.append("\r\n");
  }
  for (std::size_t i = 0; i < response.headers.size(); ++i) {
    append_field(out, response.headers[i].name, response.headers[i].value);
  }
  for (const auto& [name, value] : defaults) {
    if (!response.headers.find(name)) append_field(out, name, value);
  }
  append_connection(out, envelope);
  out.append("\r\n");
}

bool is_bodiless(const Response& response, Method method) {
  return method == Method::head || !states_length(response.status);
}

}  // namespace servicecard::http
