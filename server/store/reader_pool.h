#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "server/store/connection.h"

namespace servicecard::store {

/// Connections that read, opened as they are first needed, at most `limit` of them.
class ReaderPool {
 public:
  ReaderPool(Backend& backend, std::size_t limit) : backend_(backend), limit_(limit) {
    idle_.reserve(limit);  // giving back never fails
  }

  /// Waits for a connection where all are in use.
  [[nodiscard]] std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection> connection) noexcept;
  /// One of those that were taken is not coming back.
  void lose_one() noexcept;

 private:
  Backend& backend_;
  std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t taken_ = 0;
};

}  // namespace servicecard::store
