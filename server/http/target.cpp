#include "server/http/target.h"

#include <algorithm>
#include <cstdint>

#include "server/http/utf8.h"

namespace servicecard::http {
namespace {

// unreserved, sub-delims, ":", "@" and "/" (RFC 3986 §3.3); "?" as well inside a query (§3.4).
bool is_path_character(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool digit = c >= '0' && c <= '9';
  return letter || digit || std::string_view("-._~!$&'()*+,;=:@/%").contains(c);
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<TargetError> check_path(std::string_view path) {
  if (path.find('%') == std::string_view::npos && path.find("/.") == std::string_view::npos) {
    return std::nullopt;
  }
  for (const std::string_view raw : split(path, '/')) {
    const auto segment = percent_decode(raw);
    if (!segment) return segment.error();
    if (*segment == "." || *segment == "..") return TargetError::dot_segment;
  }
  return std::nullopt;
}

std::expected<std::string, TargetError> form_decode(std::string_view raw) {
  std::string text(raw);
  std::ranges::replace(text, '+', ' ');
  return percent_decode(text);
}

std::optional<TargetError> read_query(std::string_view text, Target& target) {
  if (text.empty()) return std::nullopt;
  for (const std::string_view pair : split(text, '&')) {
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    auto name = form_decode(pair.substr(0, equals));
    if (!name) return name.error();
    auto value = form_decode(equals == std::string_view::npos ? "" : pair.substr(equals + 1));
    if (!value) return value.error();
    if (target.find(*name)) return TargetError::repeated_name;
    target.query.emplace_back(*std::move(name), *std::move(value));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> Target::find(std::string_view name) const {
  const auto found = std::ranges::find(query, name, &std::pair<std::string, std::string>::first);
  if (found == query.end()) return std::nullopt;
  return found->second;
}

std::expected<Target, TargetError> parse_target(std::string_view text) {
  if (!text.starts_with('/')) return std::unexpected(TargetError::not_origin_form);
  const auto question = text.find('?');
  const std::string_view path = text.substr(0, question);
  const std::string_view query =
      question == std::string_view::npos ? "" : text.substr(question + 1);
  const auto is_query_character = [](char c) { return c == '?' || is_path_character(c); };
  if (!std::ranges::all_of(path, is_path_character) ||
      !std::ranges::all_of(query, is_query_character)) {
    return std::unexpected(TargetError::bad_character);
  }
  if (const auto error = check_path(path)) return std::unexpected(*error);
  Target target{.path = std::string(path)};
  if (const auto error = read_query(query, target)) return std::unexpected(*error);
  return target;
}

std::expected<std::string, TargetError> percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(text[i]);
      continue;
    }
    const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
    if (high < 0 || low < 0) return std::unexpected(TargetError::bad_escape);
    decoded.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  if (std::ranges::any_of(decoded, is_control)) {
    return std::unexpected(TargetError::control_character);
  }
  if (!is_utf8(decoded)) return std::unexpected(TargetError::bad_utf8);
  return decoded;
}

std::vector<std::string> path_segments(std::string_view path) {
  std::vector<std::string> segments;
  for (const std::string_view raw : split(path.substr(1), '/')) {
    segments.push_back(percent_decode(raw).value());
  }
  return segments;
}

}  // namespace servicecard::http
