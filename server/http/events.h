#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string_view>

#include "server/http/router.h"

namespace servicecard::http {

/// One answered request, for the access log and the counters. Valid during the call.
struct Answered {
  const Route* route = nullptr;  ///< none where no route took it or the request was refused
  Method method = Method::get;   ///< of a refused request perhaps not its own
  unsigned status = 0;
  std::chrono::microseconds elapsed{};  ///< from its whole head to its whole answer
  std::string_view request_id{};
  std::string_view peer{};
};

/// What a server tells the program that runs it. Called from the io threads, so: quickly, and from
/// several threads at once.
struct Events {
  std::function<void(const Answered&)> answered{};
  /// A connection that could not be accepted, or ended in an exception.
  std::function<void(std::string_view what)> failed{};
};

}  // namespace servicecard::http
