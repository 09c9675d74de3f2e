#include <csignal>
#include <cstdlib>
#include <iostream>

#include "server/http/server.h"

// Our server's smallest route, for a load generator to drive beside bare_echo:
//   http_echo PORT
// serves POST /echo on one io thread until SIGTERM.
int main(int argc, char** argv) {
  using namespace servicecard::http;
  if (argc != 2) {
    std::cerr << "usage: http_echo PORT\n";
    return 2;
  }
  sigset_t stops;
  sigemptyset(&stops);
  sigaddset(&stops, SIGTERM);
  sigaddset(&stops, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stops, nullptr);
  Router router;
  router.add({.method = Method::post,
              .pattern = "/echo",
              .operation = "echo",
              .runs = Runs::on_io,
              .handler = plain([](const Request& request) {
                return json_response(200, std::string(request.body));
              })});
  Server server(router, {.port = static_cast<std::uint16_t>(std::atoi(argv[1]))}, {});
  server.start();
  std::cout << "listening on 127.0.0.1:" << server.port() << '\n' << std::flush;
  int signal = 0;
  sigwait(&stops, &signal);
  server.stop(std::chrono::seconds(1));
}
