#pragma once

#include <chrono>
#include <cstdint>
#include <future>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "server/http/response_writer.h"

namespace servicecard::http {

/// What an io thread watches over: a connection with a time by which it must have moved on.
class Watched {
 public:
  using Clock = std::chrono::steady_clock;

  Watched() = default;
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;
  virtual ~Watched() = default;

  /// Closes the connection, so that whatever it waits for ends. May be called again.
  virtual void close() = 0;

  Clock::time_point deadline = Clock::time_point::max();
  bool idle = false;  ///< no octet of a next request is here: a stopping server may close it
};

/// One thread with its own loop. A connection lives on one of these from accept to close, so that
/// nothing of it needs a lock. One timer watches the deadlines of all: a timer for each would cost
/// more than parsing a request.
class IoThread {
 public:
  /// Deadlines are kept within `tick`. `number` tells the request ids of the threads apart.
  IoThread(std::chrono::milliseconds tick, std::size_t number);
  ~IoThread();
  IoThread(const IoThread&) = delete;
  IoThread& operator=(const IoThread&) = delete;

  [[nodiscard]] boost::asio::io_context& context() { return context_; }
  void run();

  // From any thread.
  void begin_stop();  ///< closes what is idle; the loop ends when the last connection has
  void close_all();
  /// True once the loop has ended, for which it waits until `deadline`; so it has where it never
  /// ran.
  [[nodiscard]] bool ends_by(Watched::Clock::time_point deadline);
  void join();

  // From this thread alone.
  void watch(Watched& connection);
  void unwatch(Watched& connection);
  [[nodiscard]] bool is_stopping() const { return stopping_; }
  [[nodiscard]] std::string next_request_id();
  [[nodiscard]] std::string_view date();

 private:
  void wait_for_tick();
  void on_tick();

  boost::asio::io_context context_;
  boost::asio::steady_timer timer_;
  std::chrono::milliseconds tick_;
  std::unordered_set<Watched*> watched_;
  bool stopping_ = false;
  std::string id_prefix_;
  std::uint32_t last_id_ = 0;
  HttpDate date_;
  std::promise<void> ended_;
  std::future<void> end_ = ended_.get_future();
  std::thread thread_;
};

}  // namespace servicecard::http
