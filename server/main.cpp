#include <chrono>
#include <exception>
#include <iostream>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include "keys/hardening.h"
#include "keys/system_random.h"
#include "server/access/clock.h"
#include "server/app/app.h"
#include "server/app/command_line.h"
#include "server/app/http_metrics.h"
#include "server/app/listening.h"
#include "server/app/logging.h"
#include "server/app/page_folder.h"
#include "server/http/descriptors.h"
#include "server/http/server.h"

namespace servicecard::app {
namespace {

constexpr std::chrono::seconds tick_interval{1};
constexpr std::chrono::seconds grace{20};  // for requests in flight

constexpr int failed = 1;

/// Runs until SIGTERM or SIGINT, and does meanwhile what time brings about.
class Watch {
 public:
  Watch(App& app, Log& log) : app_(app), log_(log), signals_(io_, SIGTERM, SIGINT), timer_(io_) {}

  void run() {
    signals_.async_wait([this](boost::system::error_code, int) { io_.stop(); });
    schedule();
    io_.run();
  }

 private:
  void schedule() {
    timer_.expires_after(tick_interval);
    timer_.async_wait([this](boost::system::error_code stopped) {
      if (stopped) return;
      tick();
      schedule();
    });
  }

  // What fails now is tried again at the next tick.
  void tick() {
    try {
      app_.tick();
    } catch (const std::exception& error) {
      log_.error("a task of the clock failed", {{"what", std::string_view(error.what())}});
    }
  }

  App& app_;
  Log& log_;
  boost::asio::io_context io_;
  boost::asio::signal_set signals_;
  boost::asio::steady_timer timer_;
};

int refuse(const StartFailure& failure) {
  std::cerr << "cardserver: " << failure.advice << '\n';
  return failed;
}

// Better to tell clients that the server is full than to have no descriptor for them.
http::ServerOptions with_room(http::ServerOptions options, Log& log) {
  const std::size_t wanted = options.limits.connections;
  options.limits.connections = http::make_room_for(wanted);
  if (options.limits.connections < wanted) {
    log.warn("fewer open files than connections",
             {{"connections", static_cast<std::int64_t>(options.limits.connections)},
              {"configured", static_cast<std::int64_t>(wanted)}});
  }
  return options;
}

int serve(const Config& config) {
  const access::SystemClock clock;
  keys::SystemRandom random;
  Log log(config.log);
  auto opened = App::open({.data = config.data,
                           .rules = config.production ? Rules::production : Rules::ordinary,
                           .root_folder = config.root_folder,
                           .caps = config.caps,
                           .two_places = std::chrono::ceil<std::chrono::seconds>(config.two_places),
                           .accounts = config.account_rules()},
                          clock, random,
                          {.failure =
                               [&log](std::string_view id, std::string_view what) {
                                 log.error("a handler failed", {{"request", id}, {"what", what}});
                               },
                           .alarm = [&log](const access::Alarm& alarm) { log.alarm(alarm); }});
  if (!opened) return refuse(opened.error());
  App& app = **opened;
  if (const auto right = check_port(app.issuer(), config.server.port); !right) {
    return refuse(right.error());
  }
  auto pages = read_pages(config.pages, own_program());
  if (!pages) return refuse(pages.error());
  if (*pages) {
    app.show(**std::move(pages));
  } else {
    log.warn("no pages are installed: the API is served alone");
  }
  const http::ServerOptions options = with_room(config.server, log);
  HttpMetrics http_metrics(app.metrics(), app.router());
  http::Server server(
      app.router(), options,
      {.answered =
           [&](const http::Answered& answered) {
             http_metrics.count(answered);
             log.access(answered);
           },
       .failed =
           [&log](std::string_view what) { log.warn("a connection failed", {{"what", what}}); }});
  Watch watch(app, log);
  app.publish_early();
  server.start();
  log.info("listening", {{"address", std::string_view(config.server.address)},
                         {"port", std::int64_t{server.port()}},
                         {"issuer", std::string_view(app.issuer().str())}});
  watch.run();
  log.info("stopping");
  server.stop(grace);
  app.close();
  log.info("stopped");
  log.flush();
  return 0;
}

}  // namespace
}  // namespace servicecard::app

int main(int argc, char** argv) {
  namespace app = servicecard::app;
  try {
    servicecard::keys::forbid_core_dumps();
    const auto config = app::read_command_line(argc, argv);
    if (!config) {
      (config.error().code == 0 ? std::cout : std::cerr) << config.error().text;
      return config.error().code;
    }
    return app::serve(*config);
  } catch (const std::exception& error) {
    std::cerr << "cardserver: " << error.what() << '\n';
    return app::failed;
  }
}
