#pragma once

#include <functional>
#include <string>

#include "server/http/response.h"

namespace servicecard::http {

/// The way back for one answer. Move-only, callable once, from any thread. Dropped without a call,
/// as it is when an exception passes, it answers with a bare 500: no client is left waiting.
class Respond {
 public:
  /// `send` must not throw.
  using Send = std::move_only_function<void(Response)>;

  Respond(Send send, std::string request_id)
      : send_(std::move(send)), request_id_(std::move(request_id)) {}
  Respond(Respond&& other) noexcept;
  Respond& operator=(Respond&& other) = delete;
  Respond(const Respond&) = delete;
  Respond& operator=(const Respond&) = delete;
  ~Respond();

  /// The second call of one way back is a mistake of the handler: std::logic_error.
  void operator()(Response response);

  /// Marks the answer, whatever it will be, as readable from every origin.
  void share_with_any_origin() { shared_ = true; }

 private:
  void send(Response response);

  Send send_;
  std::string request_id_;
  bool shared_ = false;
};

}  // namespace servicecard::http
