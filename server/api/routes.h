#pragma once

#include <functional>
#include <string>
#include <utility>

#include "server/http/router.h"

namespace servicecard::api {

/// A handler that calls `member` on `target`, a value or a pointer that it keeps, with the request
/// and what else is `bound`.
template <class Target, class Member, class... Bound>
[[nodiscard]] http::Handler calling(Target target, Member member, Bound... bound) {
  return http::plain([target = std::move(target), member, bound...](const http::Request& request) {
    return std::invoke(member, target, request, bound...);
  });
}

/// The routes of one resource: their patterns share a beginning, their handlers are members of one
/// value.
template <class Handlers>
class Routes {
 public:
  Routes(http::Router& router, std::string base, Handlers handlers)
      : router_(router), base_(std::move(base)), handlers_(std::move(handlers)) {}

  /// `access` is what the guard reads; `bound` goes to the member behind the request.
  template <class Member, class... Bound>
  void add(http::Method method, const char* pattern, const char* operation, const char* access,
           Member member, Bound... bound) const {
    router_.add({.method = method,
                 .pattern = base_ + pattern,
                 .operation = operation,
                 .access = access,
                 .handler = calling(handlers_, member, bound...)});
  }

 private:
  http::Router& router_;
  std::string base_;
  Handlers handlers_;
};

}  // namespace servicecard::api
