#include "cardlib/credential/issuer.h"

#include <algorithm>
#include <system_error>

#include "cardlib/codec/ascii.h"

namespace servicecard {
namespace {

constexpr std::string_view https = "https://";
constexpr std::string_view http = "http://";
constexpr std::string_view status_lists = "/status-lists/";

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/// Labels of lower-case letters, digits and inner hyphens, joined by dots (RFC 1123 §2.1).
bool is_host_name(std::string_view host) {
  while (true) {
    const std::size_t dot = host.find('.');
    const std::string_view label = host.substr(0, dot);
    if (label.empty() || label.front() == '-' || label.back() == '-') return false;
    if (!std::ranges::all_of(label, is_host_character)) return false;
    if (dot == std::string_view::npos) return true;
    host.remove_prefix(dot + 1);
  }
}

bool is_loopback_host(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

/// The number that the digits spell, if they spell it as it would be written.
std::optional<std::uint64_t> canonical_number(std::string_view digits) {
  const auto number = ascii::parse_number<std::uint64_t>(digits);
  if (!number || std::to_string(*number) != digits) return std::nullopt;
  return number;
}

/// A port in its canonical spelling that is not the scheme's own.
bool is_port(std::string_view digits, std::uint64_t own) {
  const auto port = canonical_number(digits);
  return port && *port >= 1 && *port <= 65535 && *port != own;
}

struct Authority {
  std::string_view host;
  std::optional<std::string_view> port;
};

Authority split(std::string_view authority) {
  const std::size_t host_end = authority.starts_with("[::1]") ? 5 : authority.find(':');
  if (host_end >= authority.size()) return {authority, std::nullopt};
  if (authority[host_end] != ':') return {{}, std::nullopt};
  return {authority.substr(0, host_end), authority.substr(host_end + 1)};
}

}  // namespace

std::string_view to_string(IssuerError error) {
  switch (error) {
    case IssuerError::too_long:
      return "too_long";
    case IssuerError::not_https:
      return "not_https";
    case IssuerError::not_an_origin:
      return "not_an_origin";
    case IssuerError::bad_host:
      return "bad_host";
  }
  return {};
}

std::expected<Issuer, IssuerError> Issuer::parse(std::string_view text) {
  if (text.size() > max_length) return std::unexpected(IssuerError::too_long);
  const bool secure = text.starts_with(https);
  if (!secure && !text.starts_with(http)) return std::unexpected(IssuerError::not_https);

  const std::string_view rest = text.substr(secure ? https.size() : http.size());
  if (rest.find_first_of("/?#@\\") != std::string_view::npos) {
    return std::unexpected(IssuerError::not_an_origin);
  }
  const Authority authority = split(rest);
  const bool loopback = is_loopback_host(authority.host);
  if (!loopback && !is_host_name(authority.host)) return std::unexpected(IssuerError::bad_host);
  if (authority.port && !is_port(*authority.port, secure ? 443 : 80)) {
    return std::unexpected(IssuerError::bad_host);
  }
  if (!secure && !loopback) return std::unexpected(IssuerError::not_https);
  return Issuer(text);
}

std::string Issuer::vct() const { return text_ + "/vct/service-card"; }

std::string Issuer::status_list_uri(std::uint64_t number) const {
  return text_ + std::string(status_lists) + std::to_string(number);
}

std::optional<std::uint64_t> Issuer::status_list_number(std::string_view uri) const {
  if (!uri.starts_with(text_)) return std::nullopt;
  uri.remove_prefix(text_.size());
  if (!uri.starts_with(status_lists)) return std::nullopt;
  return canonical_number(uri.substr(status_lists.size()));
}

std::string Issuer::partner_audience(std::string_view partner_id) const {
  return text_ + "/partners/" + std::string(partner_id);
}

bool Issuer::is_loopback() const { return text_.starts_with(http); }

}  // namespace servicecard
