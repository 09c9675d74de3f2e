#include "server/http/router.h"

#include <algorithm>
#include <stdexcept>

#include "server/http/problem.h"
#include "server/http/target.h"

namespace servicecard::http {
namespace {

constexpr std::string_view any_segment = "{}";

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

// "/v1/cards/{number}" -> "v1", "cards", "{number}".
std::vector<std::string_view> pattern_segments(std::string_view pattern) {
  std::vector<std::string_view> segments;
  while (!pattern.empty()) {
    pattern.remove_prefix(1);  // the slash
    segments.push_back(pattern.substr(0, pattern.find('/')));
    pattern.remove_prefix(segments.back().size());
  }
  return segments;
}

bool is_well_formed(std::string_view segment) {
  if (!is_parameter(segment)) return segment.find_first_of("{}%") == std::string_view::npos;
  return segment.size() > 2 && segment.find_first_of("{}", 1) == segment.size() - 1;
}

std::vector<std::string> shape_of(std::string_view pattern) {
  if (!pattern.starts_with('/')) throw std::logic_error("a pattern begins with a slash");
  std::vector<std::string> shape;
  for (const std::string_view segment : pattern_segments(pattern)) {
    if (!is_well_formed(segment)) throw std::logic_error("bad pattern " + std::string(pattern));
    shape.emplace_back(is_parameter(segment) ? any_segment : segment);
  }
  return shape;
}

bool fits(const std::vector<std::string>& shape, const std::vector<std::string>& path) {
  return std::ranges::equal(shape, path, [](const std::string& wanted, const std::string& given) {
    return wanted == any_segment ? !given.empty() : wanted == given;
  });
}

// Moves the segments that stand where the pattern has parameters.
void catch_parameters(Match& match, std::vector<std::string>& path) {
  if (match.route == nullptr) return;
  const auto pattern = pattern_segments(match.route->pattern);
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_parameter(pattern[i])) continue;
    match.parameters.emplace_back(pattern[i].substr(1, pattern[i].size() - 2), std::move(path[i]));
  }
}

std::string allowed_methods(const std::vector<const Route*>& routes) {
  std::string allow = "OPTIONS";
  for (const Route* const route : routes) {
    allow.append(", ").append(to_string(route->method));
    if (route->method == Method::get) allow.append(", HEAD");
  }
  return allow;
}

Response answer_options(const std::vector<const Route*>& routes) {
  Response response = empty_response(204);
  const std::string allow = allowed_methods(routes);
  response.headers.add("Allow", allow);
  const auto shared = [](const Route* route) { return route->cors == Cors::anyone; };
  if (std::ranges::any_of(routes, shared)) {
    response.headers.add("Access-Control-Allow-Origin", "*");
    response.headers.add("Access-Control-Allow-Methods", allow);
    response.headers.add("Access-Control-Allow-Headers", "Accept, If-None-Match");
    response.headers.add("Access-Control-Max-Age", "86400");
  }
  return response;
}

}  // namespace

Handler plain(std::function<Response(const Request&)> function) {
  return [function = std::move(function)](const Request& request, Respond respond) {
    respond(function(request));
  };
}

Runs Route::runs_for(const Request& request) const {
  return access.empty() || request.header("Authorization") ? runs : Runs::on_pool;
}

void Router::add(Route route) {
  Segments shape = shape_of(route.pattern);
  const bool is_literal = std::ranges::find(shape, any_segment) == shape.end();
  Routes& same_path = shapes_[std::move(shape)];
  const auto same_method = [&](const Route* other) { return other->method == route.method; };
  if (std::ranges::any_of(same_path, same_method)) {
    throw std::logic_error("two routes for " + route.pattern);
  }
  same_path.push_back(&table_.emplace_back(std::move(route)));
  if (is_literal) literals_[same_path.back()->pattern] = &same_path;
}

Match Router::find(Method method, std::string_view path) const {
  // Most requests name a literal path without escapes: one look-up, nothing decoded.
  const auto literal = literals_.find(path);
  if (literal != literals_.end()) return choose(method, *literal->second);
  Segments segments = path_segments(path);
  for (const auto& [shape, routes] : shapes_) {
    if (!fits(shape, segments)) continue;
    Match match = choose(method, routes);
    catch_parameters(match, segments);
    return match;
  }
  return {};
}

Match Router::choose(Method method, const Routes& routes) {
  for (const Route* const route : routes) {
    if (route->method == method) return {.route = route};
  }
  if (method == Method::head) return choose(Method::get, routes);
  return {.others = routes};
}

void Router::serve(Match match, Request request, Respond respond) const {
  if (request.body.size() > match.body_limit()) {
    return respond(problem_response(request, body_too_large()));
  }
  if (match.route == nullptr) return respond(answer_without_route(match, request));
  const Route& route = *match.route;
  if (route.cors == Cors::anyone) respond.share_with_any_origin();
  request.parameters = std::move(match.parameters);
  const std::string id = request.id;
  const auto report = [&](std::string_view what) {
    if (report_) report_(id, what);
  };
  // Whatever is thrown, `respond` is destroyed by it and answers 500.
  try {
    if (!route.access.empty()) {
      if (!guard_) throw std::logic_error("a guarded route, and nobody to guard it");
      if (auto refusal = guard_(route, request)) return respond(*std::move(refusal));
    }
    route.handler(std::move(request), std::move(respond));
  } catch (const std::exception& error) {
    report(error.what());
  } catch (...) {
    report("an exception of an unknown type");
  }
}

Response Router::answer_without_route(const Match& match, const Request& request) const {
  if (match.others.empty()) {
    auto answer = fallback_ ? fallback_(request) : std::nullopt;
    return answer ? *std::move(answer) : problem_response(request, not_found());
  }
  if (request.method == Method::options) return answer_options(match.others);
  Response response = problem_response(request, method_not_allowed());
  response.headers.add("Allow", allowed_methods(match.others));
  return response;
}

void Router::dispatch(Request request, Respond respond) const {
  Match match = find(request.method, request.target.path);
  serve(std::move(match), std::move(request), std::move(respond));
}

}  // namespace servicecard::http
