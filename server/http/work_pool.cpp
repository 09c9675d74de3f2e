#include "server/http/work_pool.h"

#include <boost/asio/post.hpp>

namespace servicecard::http {

bool WorkPool::reserve() {
  if (taken_.fetch_add(1) < capacity_) return true;
  taken_.fetch_sub(1);
  return false;
}

void WorkPool::run(Task task) {
  boost::asio::post(pool_, [this, task = std::move(task)]() mutable {
    task();
    taken_.fetch_sub(1);
  });
}

}  // namespace servicecard::http
