#pragma once

#include <atomic>
#include <functional>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "server/http/response.h"

namespace servicecard::http {

/// Where a session and the answer to its request meet, whichever comes first. One request at a
/// time; the answer may come from any thread, the rest is called on the session's.
class Exchange {
 public:
  explicit Exchange(const boost::asio::io_context::executor_type& executor) : executor_(executor) {}

  void begin() { state_.store(State::pending, std::memory_order_relaxed); }

  void answer(Response response) {
    response_ = std::move(response);
    if (state_.exchange(State::answered) == State::waiting) resume();
  }

  [[nodiscard]] bool is_answered() const { return state_.load() == State::answered; }
  [[nodiscard]] Response& response() { return response_; }

  /// Calls `then` on the session's executor once there is an answer.
  void wait(std::move_only_function<void()> then) {
    then_ = std::move(then);
    State seen = State::pending;
    if (!state_.compare_exchange_strong(seen, State::waiting)) resume();
  }

 private:
  enum class State { pending, waiting, answered };

  void resume() { boost::asio::post(executor_, std::exchange(then_, nullptr)); }

  boost::asio::io_context::executor_type executor_;
  std::atomic<State> state_ = State::pending;
  Response response_;
  std::move_only_function<void()> then_;
};

}  // namespace servicecard::http
