#pragma once

#include "server/http/request.h"
#include "server/http/response.h"

namespace servicecard::cli {

/// The way to an API: a server's, or that of a data directory served in this process. A request
/// gets the same answer through both.
class Door {
 public:
  Door() = default;
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;
  virtual ~Door() = default;

  /// Throws `Stop` where there is no answer at all.
  [[nodiscard]] virtual http::Response call(http::Request request) = 0;
};

}  // namespace servicecard::cli
