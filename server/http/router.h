#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/request.h"
#include "server/http/respond.h"
#include "server/http/response.h"

namespace servicecard::http {

/// Where a handler runs. The io thread carries many connections: what runs there never waits for a
/// disk, a lock or a slow function.
enum class Runs { on_pool, on_io };

/// Who may read the answers from a page of another origin (the Fetch standard's CORS).
enum class Cors { none, anyone };

/// Answers one request, at once or later from any thread, by calling `Respond` once. An exception
/// that leaves it, or a Respond dropped without a call, becomes a bare 500.
using Handler = std::function<void(Request, Respond)>;

/// A handler that has its answer when it returns.
[[nodiscard]] Handler plain(std::function<Response(const Request&)> function);

struct Route {
  Method method = Method::get;
  std::string pattern{};    ///< "/v1/cards/{number}/revoke"
  std::string operation{};  ///< the operationId of schema/openapi.yaml
  Runs runs = Runs::on_pool;
  std::string access{};  ///< who may call it, in words that the guard reads; empty: anybody
  Cors cors = Cors::none;
  std::size_t body_limit = default_body_limit;
  Handler handler{};

  /// Where this request runs: on the pool as well where somebody is to be known by something else
  /// than `Authorization`, for the guard may have to look that up on the disk.
  [[nodiscard]] Runs runs_for(const Request& request) const;
};

/// What a method and a path lead to: a route with what its pattern caught, or none.
struct Match {
  const Route* route = nullptr;
  std::vector<std::pair<std::string_view, std::string>> parameters{};
  std::vector<const Route*> others{};  ///< without a route: those of the same path, other methods

  [[nodiscard]] std::size_t body_limit() const {
    return route == nullptr ? default_body_limit : route->body_limit;
  }
};

/// The table of routes. Built once, then read from any thread.
class Router {
 public:
  /// Stands before every route that has an `access`: may note the caller in the request, and
  /// answers in the handler's place where it must not run. Runs where the handler runs.
  using Guard = std::function<std::optional<Response>(const Route&, Request&)>;
  /// Learns once of every exception that left a handler.
  using Report = std::function<void(std::string_view request_id, std::string_view what)>;
  /// Asked where no route has the path, before the answer is 404. It runs where the connections
  /// are, and answers from memory.
  using Fallback = std::function<std::optional<Response>(const Request&)>;

  Router() = default;
  Router(const Router&) = delete;  // matches point into the table
  Router& operator=(const Router&) = delete;
  ~Router() = default;

  /// Throws std::logic_error for a malformed pattern and for a second route of the same method and
  /// shape. Where a literal segment and a `{name}` both match, the literal wins.
  void add(Route route);
  void guard_with(Guard guard) { guard_ = std::move(guard); }
  void report_to(Report report) { report_ = std::move(report); }
  void fall_back_on(Fallback fallback) { fallback_ = std::move(fallback); }

  /// All routes, in the order in which they were added.
  [[nodiscard]] const std::deque<Route>& routes() const { return table_; }

  /// `path` is that of a parsed target. HEAD finds GET where it has no route of its own.
  [[nodiscard]] Match find(Method method, std::string_view path) const;

  /// Runs the route on this thread, the guard first, or answers itself: 404, 405 with Allow,
  /// OPTIONS, 413. A route with an `access` and no guard to ask is a 500.
  void serve(Match match, Request request, Respond respond) const;

  /// Both, for a program that serves itself without sockets.
  void dispatch(Request request, Respond respond) const;

 private:
  using Segments = std::vector<std::string>;
  using Routes = std::vector<const Route*>;

  [[nodiscard]] static Match choose(Method method, const Routes& routes);
  [[nodiscard]] Response answer_without_route(const Match& match, const Request& request) const;

  std::deque<Route> table_;
  // By the shape of the path: its segments, with "{}" for every parameter. Literals sort first.
  std::map<Segments, Routes> shapes_;
  std::map<std::string, const Routes*, std::less<>> literals_;  // the shapes without parameters
  Guard guard_;
  Report report_;
  Fallback fallback_;
};

}  // namespace servicecard::http
