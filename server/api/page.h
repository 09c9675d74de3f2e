#pragma once

#include <cstdint>
#include <expected>
#include <string>

#include "cardlib/codec/json.h"
#include "server/http/problem.h"
#include "server/http/request.h"

namespace servicecard::api {

/// Which part of a list is asked for: `?limit=` and `?cursor=`.
struct PageRequest {
  static constexpr std::int64_t default_limit = 50;
  static constexpr std::int64_t max_limit = 200;

  std::int64_t limit = default_limit;
  std::int64_t after = 0;  ///< the key of the last item of the page before; 0 for the first page
};

/// A 400 where `limit` is no number from 1 to 200, or `cursor` is none that we gave.
[[nodiscard]] std::expected<PageRequest, http::Problem> page_request(const http::Request& request);

/// `{"items": […], "next": …}`. `last` is the key of the last item, or 0 where the list ends here.
[[nodiscard]] json::object page_json(json::array items, std::int64_t last);

}  // namespace servicecard::api
