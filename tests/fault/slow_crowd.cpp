// A crowd of slow clients: slow_crowd PORT CLIENTS SECONDS
// Holds so many connections to the loopback address open, from 127.0.0.2 on, 250 of each address.
// Each begins a request and sends one more octet of its head every second; what the server closes
// is opened again. Prints `full` once all stand, and in the end what became of them, as JSON.
#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t clients_an_address = 250;
constexpr std::string_view beginning = "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ";
constexpr milliseconds step{10};
constexpr std::size_t steps = 100;  // of a round, in which each client gets its octet

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

sockaddr_in loopback(std::uint32_t last, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + last);
  return address;
}

struct Client {
  int socket = -1;
  Clock::time_point since;
  bool has_begun = false;
};

class Crowd {
 public:
  Crowd(std::uint16_t port, std::size_t size) : port_(port), clients_(size) {
    if (epoll_ < 0) fail("epoll");
  }

  void run(std::chrono::seconds time) {
    const auto end = Clock::now() + time;
    bool is_full = false;
    for (std::size_t turn = 0; Clock::now() < end; ++turn) {
      const auto next = Clock::now() + step;
      for (std::size_t i = turn % steps; i < clients_.size(); i += steps) drip(clients_[i]);
      while (Clock::now() < next) see_what_closed();
      if (!is_full && std::ranges::all_of(clients_, &Client::has_begun)) {
        is_full = true;
        std::puts("full");
        std::fflush(stdout);
      }
    }
  }

  void report() const {
    std::printf(
        "{\"clients\":%zu,\"opened\":%zu,\"closed\":%zu,\"answered\":%zu,\"longest_ms\":%lld}\n",
        clients_.size(), opened_, closed_, answered_,
        static_cast<long long>(std::chrono::duration_cast<milliseconds>(longest_).count()));
  }

 private:
  void open(Client& client) {
    client.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (client.socket < 0) fail("socket");
    client.since = Clock::now();
    const auto number = static_cast<std::size_t>(&client - clients_.data());
    const sockaddr_in own =
        loopback(static_cast<std::uint32_t>(1 + number / clients_an_address), 0);
    const int late = 1;  // a port of its own for each pair of addresses
    setsockopt(client.socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &late, sizeof late);
    if (bind(client.socket, reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0) fail("bind");
    const sockaddr_in server = loopback(0, port_);
    if (connect(client.socket, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0 &&
        errno != EINPROGRESS) {
      fail("connect");
    }
    epoll_event event{.events = EPOLLIN | EPOLLRDHUP, .data = {.ptr = &client}};
    if (epoll_ctl(epoll_, EPOLL_CTL_ADD, client.socket, &event) != 0) fail("epoll_ctl");
    ++opened_;
  }

  void drip(Client& client) {
    if (client.socket < 0) open(client);
    const std::string_view octets = client.has_begun ? std::string_view("a") : beginning;
    if (send(client.socket, octets.data(), octets.size(), MSG_NOSIGNAL) > 0) {
      client.has_begun = true;
    }
  }

  void see_what_closed() {
    std::array<epoll_event, 256> events{};
    const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 1);
    for (int i = 0; i < count; ++i) {
      close(*static_cast<Client*>(events[static_cast<std::size_t>(i)].data.ptr));
    }
  }

  void close(Client& client) {
    std::array<char, 1024> octets{};
    if (recv(client.socket, octets.data(), octets.size(), 0) > 0) ++answered_;
    longest_ = std::max(longest_, Clock::now() - client.since);
    ::close(client.socket);
    client.socket = -1;
    client.has_begun = false;
    ++closed_;
  }

  int epoll_ = epoll_create1(0);
  std::uint16_t port_;
  std::vector<Client> clients_;
  std::size_t opened_ = 0;
  std::size_t closed_ = 0;
  std::size_t answered_ = 0;
  Clock::duration longest_{};
};

void allow_sockets(std::size_t count) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  const rlim_t wanted = count + 16;
  limit.rlim_cur = std::max(limit.rlim_cur, std::min(wanted, limit.rlim_max));
  if (limit.rlim_cur < wanted) throw std::runtime_error("the system allows too few open files");
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) fail("setrlimit");
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 4) throw std::runtime_error("usage: slow_crowd PORT CLIENTS SECONDS");
  const std::size_t size = std::stoul(argv[2]);
  allow_sockets(size);
  Crowd crowd(static_cast<std::uint16_t>(std::stoul(argv[1])), size);
  crowd.run(std::chrono::seconds(std::stol(argv[3])));
  crowd.report();
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "slow_crowd: %s\n", error.what());
  return 1;
}
