#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace servicecard::http {

/// An answer as it came over a socket.
struct RawResponse {
  int status = 0;
  std::string head;  ///< status line and fields
  std::string body;

  /// The value of a field; empty where it is absent.
  [[nodiscard]] std::string field(std::string_view name) const;
};

/// A blocking TCP client that sends octets as they are and gives up after some seconds.
class RawClient {
 public:
  /// From `from`, an address of this machine, to 127.0.0.1. Throws where nobody listens.
  explicit RawClient(std::uint16_t port, const std::string& from = "127.0.0.1");
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient();

  void send(std::string_view octets) const;
  /// Says that nothing more will be sent.
  void end() const;

  /// The next answer; nothing where the server closed instead.
  [[nodiscard]] std::optional<RawResponse> receive();
  /// As `receive`, but the answer is to a HEAD and has no body.
  [[nodiscard]] std::optional<RawResponse> receive_head();
  /// What comes up to that text and with it; all there is where the server closes before.
  [[nodiscard]] std::string read_until(std::string_view text);
  /// True where the server closes before it sends anything more.
  [[nodiscard]] bool is_closed();
  /// How long the server takes to close.
  [[nodiscard]] std::chrono::milliseconds time_until_closed();

  [[nodiscard]] int descriptor() const { return socket_; }

 private:
  [[nodiscard]] bool read_more();

  int socket_ = -1;
  std::string received_;
};

}  // namespace servicecard::http
