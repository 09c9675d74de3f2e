#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "server/http/events.h"
#include "server/http/options.h"
#include "server/http/router.h"

namespace servicecard::http {

/// An HTTP/1.1 server. The router must outlive it and no longer change.
class Server {
 public:
  /// Throws std::runtime_error where the options cannot be: an address that is none, TLS files that
  /// cannot be read, or an address beyond this machine without TLS and without a proxy that has it.
  Server(const Router& router, ServerOptions options, Events events);
  /// Stops at once.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Listens, and serves on its own threads. Throws boost::system::system_error where the address
  /// is taken.
  void start();

  /// The port it listens on, once started.
  [[nodiscard]] std::uint16_t port() const;

  /// Accepts no more, closes idle connections, lets requests in flight finish for `grace` and then
  /// closes theirs. Returns when every handler has returned.
  void stop(std::chrono::milliseconds grace);

 private:
  class Running;
  std::unique_ptr<Running> running_;
};

}  // namespace servicecard::http
