#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace servicecard::http {

/// How long a client may take, and how much of the server it may hold.
struct Limits {
  std::chrono::milliseconds handshake{5'000};
  std::chrono::milliseconds head{5'000};   ///< from its first octet; of the first head, from accept
  std::chrono::milliseconds body{10'000};  ///< and as long again for each MiB that it may have
  std::chrono::milliseconds idle{60'000};  ///< between two requests
  std::chrono::milliseconds write{30'000};
  std::chrono::milliseconds heartbeat{15'000};  ///< of a body that comes bit by bit
  std::size_t connections = 16'384;             ///< in all; one more is answered 503
  std::size_t connections_per_address = 256;    ///< one more is answered 429
  std::size_t large_bodies = 8;                 ///< requests at a time whose body may be over 1 MiB
};

struct TlsFiles {
  std::filesystem::path certificate;  ///< PEM, the whole chain, the server's own first
  std::filesystem::path key;          ///< PEM, not readable by everybody
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: any free one
  std::optional<TlsFiles> tls{};
  /// A proxy on the way ends TLS and names the client in X-Forwarded-For. Connections are then not
  /// counted by address: they are all the proxy's.
  bool behind_proxy = false;
  std::size_t io_threads = 1;
  std::size_t pool_threads = 32;
  std::size_t pool_queue = 256;  ///< requests that wait for a thread of the pool; then 503
  Limits limits{};
};

}  // namespace servicecard::http
