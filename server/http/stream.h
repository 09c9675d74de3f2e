#pragma once

#include <functional>
#include <optional>
#include <string>

namespace servicecard::http {

/// A body that comes bit by bit and has no end that anybody knows, as `text/event-stream` has. The
/// session asks it for what there is and sends that; the connection ends with it. Called on the io
/// thread of one session, so it never waits.
class Stream {
 public:
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  virtual ~Stream() = default;

  /// What is to be sent next: empty while there is nothing, nothing at all once it is over.
  [[nodiscard]] virtual std::optional<std::string> take() = 0;

  /// What is sent where nothing else was for a while, so that the line stays open and a client that
  /// has gone is noticed.
  [[nodiscard]] virtual std::string heartbeat() const = 0;

  /// `wake` is to be called, from any thread, whenever `take` may have something again; at once
  /// where it has it now. The latest one counts.
  virtual void wake_with(std::function<void()> wake) = 0;
};

}  // namespace servicecard::http
