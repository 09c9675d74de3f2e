#include "tests/server/http/raw_client.h"

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "server/http/headers.h"

namespace servicecard::http {
namespace {

constexpr timeval patience{.tv_sec = 5, .tv_usec = 0};

sockaddr_in endpoint(const std::string& address, std::uint16_t port) {
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(port);
  inet_pton(AF_INET, address.c_str(), &where.sin_addr);
  return where;
}

}  // namespace

std::string RawResponse::field(std::string_view name) const {
  std::size_t start = head.find("\r\n");
  while (start != std::string::npos && start + 2 < head.size()) {
    start += 2;
    const auto end = head.find("\r\n", start);
    const std::string_view line = std::string_view(head).substr(start, end - start);
    const auto colon = line.find(": ");
    if (colon != std::string_view::npos && equal_ignoring_case(line.substr(0, colon), name)) {
      return std::string(line.substr(colon + 2));
    }
    start = end;
  }
  return {};
}

RawClient::RawClient(std::uint16_t port, const std::string& from)
    : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  const sockaddr_in here = endpoint(from, 0);
  const sockaddr_in there = endpoint("127.0.0.1", port);
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (::bind(socket_, reinterpret_cast<const sockaddr*>(&here), sizeof here) != 0 ||
      ::connect(socket_, reinterpret_cast<const sockaddr*>(&there), sizeof there) != 0) {
    ::close(socket_);
    throw std::runtime_error("nobody listens");
  }
}

RawClient::~RawClient() { ::close(socket_); }

void RawClient::send(std::string_view octets) const {
  while (!octets.empty()) {
    const auto sent = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the server closed: what it said is still to be read
    octets.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void RawClient::end() const { ::shutdown(socket_, SHUT_WR); }

bool RawClient::read_more() {
  std::array<char, 65536> buffer{};
  const auto count = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (count > 0) received_.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0;
}

std::optional<RawResponse> RawClient::receive_head() {
  while (received_.find("\r\n\r\n") == std::string::npos) {
    if (!read_more()) return std::nullopt;
  }
  RawResponse response;
  response.head = received_.substr(0, received_.find("\r\n\r\n") + 2);
  received_.erase(0, response.head.size() + 2);
  response.status = std::stoi(response.head.substr(std::string_view("HTTP/1.1 ").size(), 3));
  return response;
}

std::optional<RawResponse> RawClient::receive() {
  auto response = receive_head();
  if (!response) return std::nullopt;
  const std::string length = response->field("Content-Length");
  const std::size_t size = length.empty() ? 0 : std::stoul(length);
  while (received_.size() < size) {
    if (!read_more()) return std::nullopt;
  }
  response->body = received_.substr(0, size);
  received_.erase(0, size);
  return response;
}

std::string RawClient::read_until(std::string_view text) {
  while (received_.find(text) == std::string::npos && read_more()) {
  }
  const std::size_t found = received_.find(text);
  const std::size_t size = found == std::string::npos ? received_.size() : found + text.size();
  std::string read = received_.substr(0, size);
  received_.erase(0, size);
  return read;
}

bool RawClient::is_closed() {
  if (!received_.empty()) return false;
  char octet = 0;
  return ::recv(socket_, &octet, 1, 0) == 0;
}

std::chrono::milliseconds RawClient::time_until_closed() {
  const auto start = std::chrono::steady_clock::now();
  while (read_more()) {
  }
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               start);
}

}  // namespace servicecard::http
