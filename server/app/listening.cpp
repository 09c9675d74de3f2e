#include "server/app/listening.h"

#include <charconv>
#include <string>
#include <string_view>

namespace servicecard::app {
namespace {

constexpr std::uint16_t http_port = 80;
constexpr std::uint16_t https_port = 443;

// An issuer has been parsed, so after the last colon stands the scheme's `//` or a port.
std::uint16_t port_of(const Issuer& issuer) {
  const std::string_view text = issuer.str();
  const std::string_view last = text.substr(text.rfind(':') + 1);
  std::uint16_t port = text.starts_with("https:") ? https_port : http_port;
  std::from_chars(last.data(), last.data() + last.size(), port);
  return port;
}

}  // namespace

std::expected<void, StartFailure> check_port(const Issuer& issuer, std::uint16_t port) {
  if (!issuer.is_loopback() || port == port_of(issuer)) return {};
  const std::string wanted = std::to_string(port_of(issuer));
  return std::unexpected(StartFailure{.error = StartError::other_port,
                                      .advice = "the issuer of this data directory is " +
                                                issuer.str() +
                                                ", as its cards say: start with --port " + wanted});
}

}  // namespace servicecard::app
