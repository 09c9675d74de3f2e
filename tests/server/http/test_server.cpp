#include "tests/server/http/test_server.h"

#include <memory>
#include <stdexcept>

namespace servicecard::http {

ServerTest::ServerTest() {
  options.pool_threads = 4;
  const auto say = [](const std::string& text) {
    return plain([text](const Request&) { return text_response(200, text); });
  };
  add(Method::get, "/hello", Runs::on_io, say("hello"));
  add(Method::get, "/pool", Runs::on_pool, say("from the pool"));
  add(Method::post, "/echo", Runs::on_io,
      plain([](const Request& request) { return text_response(200, request.body); }));
  add(Method::get, "/wait", Runs::on_pool, plain([this](const Request&) { return wait(); }));
  add(Method::get, "/peer", Runs::on_io,
      plain([](const Request& request) { return text_response(200, request.peer); }));
  add(Method::get, "/large", Runs::on_io, say(std::string(std::size_t{1024} * 1024, 'a')));
  add(Method::get, "/throw", Runs::on_pool,
      plain([](const Request&) -> Response { throw std::runtime_error("broken"); }));
  router.add({.method = Method::post,
              .pattern = "/upload",
              .operation = "upload",
              .body_limit = std::size_t{4} * 1024 * 1024,
              .handler = plain([](const Request& request) {
                return text_response(200, std::to_string(request.body.size()));
              })});
}

ServerTest::~ServerTest() {
  release();
  server.reset();  // before what its events write to
}

void ServerTest::add(Method method, const std::string& path, Runs runs, Handler handler) {
  router.add({.method = method,
              .pattern = path,
              .operation = path,
              .runs = runs,
              .handler = std::move(handler)});
}

void ServerTest::start() {
  Events events;
  events.answered = [this](const Answered& about) {
    const std::lock_guard lock(mutex);
    answered.push_back((about.route == nullptr ? "none" : about.route->pattern) + " " +
                       std::to_string(about.status));
  };
  events.failed = [this](std::string_view what) {
    const std::lock_guard lock(mutex);
    failures.emplace_back(what);
  };
  server = std::make_unique<Server>(router, options, std::move(events));
  server->start();
}

std::uint16_t ServerTest::port() {
  if (!server) start();
  return server->port();
}

Response ServerTest::wait() {
  std::unique_lock lock(mutex);
  ++waiting_;
  changed_.notify_all();
  changed_.wait(lock, [this] { return released_; });
  return text_response(200, "waited");
}

void ServerTest::release() {
  const std::lock_guard lock(mutex);
  released_ = true;
  changed_.notify_all();
}

void ServerTest::wait_for_waiting(int count) {
  std::unique_lock lock(mutex);
  changed_.wait(lock, [&] { return waiting_ >= count; });
}

std::string ServerTest::get(const std::string& path, const std::string& fields) {
  return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

std::string ServerTest::post(const std::string& path, const std::string& body) {
  return "POST " + path +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

}  // namespace servicecard::http
