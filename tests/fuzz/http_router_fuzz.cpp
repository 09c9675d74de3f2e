#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/request_reader.h"
#include "server/http/router.h"
#include "tests/fuzz/require.h"

// The octets of a connection: the reader with its checks, then the router. The first octet says in
// what pieces they come.
namespace {

using namespace servicecard::http;
using servicecard::fuzz::require;
using State = RequestReader::State;

const Router& routes() {
  static const Router* const router = [] {
    auto* const made = new Router;
    const auto answer = plain([](const Request& request) {
      return text_response(200, request.parameters.empty() ? "" : request.parameters[0].second);
    });
    made->add({.pattern = "/v1/cards/{number}", .operation = "show", .handler = answer});
    made->add({.method = Method::post,
               .pattern = "/v1/cards/{number}/revoke",
               .operation = "revoke",
               .handler = answer});
    made->add({.method = Method::post,
               .pattern = "/v1/verifications",
               .operation = "verify",
               .cors = Cors::anyone,
               .handler = answer});
    return made;
  }();
  return *router;
}

// What was taken must be a request that no other reader could take for another.
void check(const Request& request) {
  require(request.headers.count("Host") == 1);
  require(request.headers.count("Content-Length") + request.headers.count("Transfer-Encoding") <=
          1);
  require(request.body.size() <= default_body_limit);
  require(parse_target(request.target.path).has_value());
}

void serve(Request request) {
  check(request);
  std::optional<Response> answer;
  routes().dispatch(std::move(request),
                    Respond([&](Response response) { answer = std::move(response); }, "r-1"));
  require(answer.has_value() && answer->status != 500);
}

// Reads one request; returns what is left of `octets`, or nothing where there is no more to read.
std::optional<std::string_view> read_one(std::string_view octets, std::size_t step) {
  RequestReader reader;
  std::size_t start = 0;
  std::size_t end = 0;
  while (reader.state() != State::done && reader.state() != State::refused) {
    const std::size_t taken = start == end ? 0 : reader.feed(octets.substr(start, end - start));
    require(taken <= end - start);
    start += taken;
    if (reader.state() == State::head_done) reader.limit_body(default_body_limit);
    if (taken > 0) continue;
    if (end == octets.size()) return std::nullopt;
    end = std::min(octets.size(), end + step);
  }
  if (reader.state() == State::refused) return std::nullopt;
  serve(std::move(reader.request()));
  return octets.substr(start);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t step = std::size_t{1} + data[0];
  std::optional<std::string_view> rest(
      std::string_view(reinterpret_cast<const char*>(data + 1), size - 1));
  while (rest && !rest->empty()) rest = read_one(*rest, step);
  return 0;
}
