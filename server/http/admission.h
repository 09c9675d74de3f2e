#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

#include "server/http/options.h"

namespace servicecard::http {

/// Counts connections, by address and in all, and large bodies. Safe from any thread.
class Admission {
 public:
  enum class Verdict {
    admitted,
    address_is_full,  ///< to be told so (429) and closed
    server_is_full,   ///< to be told so (503) and closed
    dropped,          ///< closed without a word: too many are being told so already
  };

  /// One connection's place, given back when the ticket goes.
  class Ticket {
   public:
    Ticket(Ticket&& other) noexcept;
    Ticket& operator=(Ticket&&) = delete;
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;
    ~Ticket();

    [[nodiscard]] Verdict verdict() const { return verdict_; }
    [[nodiscard]] const std::string& address() const { return address_; }

   private:
    friend class Admission;
    Ticket(Admission& from, std::string address, Verdict verdict)
        : from_(&from), address_(std::move(address)), verdict_(verdict) {}

    Admission* from_;
    std::string address_;
    Verdict verdict_;
  };

  explicit Admission(const ServerOptions& options) : options_(options) {}

  /// `address` is the client's, without its port.
  [[nodiscard]] Ticket enter(std::string address);

  /// True where one more large body may be read; then `end_large_body` is owed.
  [[nodiscard]] bool begin_large_body();
  void end_large_body() { large_bodies_.fetch_sub(1); }

 private:
  [[nodiscard]] Verdict decide(const std::string& address);
  void leave(const Ticket& ticket);

  const ServerOptions& options_;
  std::mutex mutex_;
  std::size_t connections_ = 0;
  std::size_t turning_away_ = 0;
  std::map<std::string, std::size_t> by_address_;
  std::atomic<std::size_t> large_bodies_ = 0;
};

}  // namespace servicecard::http
