#include "server/store/reader_pool.h"

#include <utility>

namespace servicecard::store {

std::unique_ptr<Connection> ReaderPool::take() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [this] { return taken_ < limit_; });
  std::unique_ptr<Connection> connection;
  if (idle_.empty()) {
    connection = backend_.open_reader();
  } else {
    connection = std::move(idle_.back());
    idle_.pop_back();
  }
  ++taken_;
  return connection;
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection) noexcept {
  {
    const std::lock_guard lock(mutex_);
    --taken_;
    idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

void ReaderPool::lose_one() noexcept {
  {
    const std::lock_guard lock(mutex_);
    --taken_;
  }
  returned_.notify_one();
}

}  // namespace servicecard::store
