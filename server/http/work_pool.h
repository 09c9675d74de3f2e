#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

#include <boost/asio/thread_pool.hpp>

namespace servicecard::http {

/// Threads for handlers that may block, with a queue that has an end.
class WorkPool {
 public:
  using Task = std::move_only_function<void()>;

  WorkPool(std::size_t threads, std::size_t queue) : capacity_(threads + queue), pool_(threads) {}

  /// Takes a place for one task; false where as many run and wait as may.
  [[nodiscard]] bool reserve();

  /// Runs a task, which must not throw, in a place that was reserved.
  void run(Task task);

  /// Returns when all that was submitted has run.
  void join() { pool_.join(); }

 private:
  std::size_t capacity_;
  std::atomic<std::size_t> taken_ = 0;
  boost::asio::thread_pool pool_;
};

}  // namespace servicecard::http
