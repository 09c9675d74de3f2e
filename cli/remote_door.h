#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/door.h"

namespace servicecard::cli {

/// Where a server is: `http://127.0.0.1:8080`, `https://card.example.cn`.
struct ServerAddress {
  bool secure = true;
  std::string host{};
  std::string port{};
  bool operator==(const ServerAddress&) const = default;
};

/// Reads an http or https origin without path, user or query.
[[nodiscard]] std::optional<ServerAddress> parse_server(std::string_view url);

/// A server, one connection a request. With https its certificate must lead to one that this
/// machine trusts and be for that host. Throws `Stop` (`cannot_tell`) where nobody answers.
class RemoteDoor final : public Door {
 public:
  explicit RemoteDoor(ServerAddress address) : address_(std::move(address)) {}

  [[nodiscard]] http::Response call(http::Request request) override;

 private:
  ServerAddress address_;
};

}  // namespace servicecard::cli
