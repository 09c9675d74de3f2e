// How long a server takes from its start to its first verdict, and what it holds when idle:
//   start_bench PORT DATA COMMAND…
// starts the command, asks it on that port about the first card of DATA.questions until the verdict
// is there, and waits; then it stops the server.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience{120};
// Long enough for the first lists and pack to be signed, and the memory given back.
constexpr std::chrono::seconds settling{5};

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) throw std::runtime_error(path + " is empty");
  return line;
}

http::request<http::string_body> make_question(const std::string& data) {
  http::request<http::string_body> request(http::verb::post, "/v1/verifications", 11);
  request.set(http::field::host, "127.0.0.1");
  request.set(http::field::authorization, "Bearer " + first_line(data + ".key"));
  request.set(http::field::content_type, "application/json");
  request.body() = first_line(data + ".questions");
  request.prepare_payload();
  return request;
}

// False while nobody listens.
bool has_verdict(std::uint16_t port, const http::request<http::string_body>& question) {
  asio::io_context context;
  asio::ip::tcp::socket socket(context);
  boost::system::error_code refused;
  socket.connect({asio::ip::address_v4::loopback(), port}, refused);
  if (refused) return false;
  http::write(socket, question);
  boost::beast::flat_buffer buffer;
  http::response<http::string_body> response;
  http::read(socket, buffer, response);
  if (!response.body().contains(R"("verdict":"valid")")) {
    throw std::runtime_error("the first verdict is " + response.body());
  }
  return true;
}

pid_t start(char** command) {
  const pid_t pid = fork();
  if (pid == 0) {
    execv(command[0], command);
    _exit(127);
  }
  return pid;
}

// Resident octets of a process, in MB.
double resident(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string word; status >> word;) {
    double kib = 0;
    if (word == "VmRSS:" && status >> kib) return kib * 1024 / 1'000'000;
  }
  throw std::runtime_error("the server is gone");
}

void measure(std::uint16_t port, const std::string& data, char** command) {
  const auto question = make_question(data);
  const auto begin = Clock::now();
  const pid_t server = start(command);
  while (!has_verdict(port, question)) {
    if (waitpid(server, nullptr, WNOHANG) != 0) throw std::runtime_error("the server ended");
    if (Clock::now() - begin > patience) throw std::runtime_error("no verdict");
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  const std::chrono::duration<double, std::milli> took = Clock::now() - begin;
  std::cout << "first_verdict_ms " << took.count() << '\n';
  std::this_thread::sleep_for(settling);
  std::cout << "idle_mb " << resident(server) << '\n';
  kill(server, SIGTERM);
  waitpid(server, nullptr, 0);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: start_bench PORT DATA COMMAND…\n";
    return 2;
  }
  try {
    measure(static_cast<std::uint16_t>(std::atoi(argv[1])), argv[2], argv + 3);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "start_bench: " << error.what() << '\n';
    return 4;
  }
}
