#include "server/http/server.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <vector>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "server/http/admission.h"
#include "server/http/io_thread.h"
#include "server/http/peer.h"
#include "server/http/session.h"
#include "server/http/tls.h"
#include "server/http/work_pool.h"

namespace servicecard::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

asio::ip::address read_address(const ServerOptions& options) {
  error_code bad;
  const auto address = asio::ip::make_address(options.address, bad);
  if (bad) throw std::runtime_error("not an IP address to listen on: " + options.address);
  if (!address.is_loopback() && !options.tls && !options.behind_proxy) {
    throw std::runtime_error("refusing to listen on " + options.address +
                             " without TLS: set tls.certificate and tls.key, or behind_proxy where"
                             " a proxy on the way has it");
  }
  return address;
}

std::optional<asio::ssl::context> read_tls(const ServerOptions& options) {
  if (!options.tls) return std::nullopt;
  return make_tls_context(*options.tls);
}

// Fine enough for the shortest of the limits, and never a burden.
milliseconds tick_of(const Limits& limits) {
  const auto shortest =
      std::min({limits.handshake, limits.head, limits.body, limits.idle, limits.write});
  return std::clamp(shortest / 4, milliseconds(5), milliseconds(250));
}

std::vector<std::unique_ptr<IoThread>> make_threads(const ServerOptions& options) {
  std::vector<std::unique_ptr<IoThread>> threads;
  for (std::size_t i = 0; i < std::max<std::size_t>(options.io_threads, 1); ++i) {
    threads.push_back(std::make_unique<IoThread>(tick_of(options.limits), i));
  }
  return threads;
}

}  // namespace

// Handlers hold pointers into this, so it stays in its place.
class Server::Running {
 public:
  Running(const Router& router, ServerOptions options, Events events)
      : options_(std::move(options)),
        events_(std::move(events)),
        address_(read_address(options_)),
        tls_(read_tls(options_)),
        admission_(options_),
        pool_(options_.pool_threads, options_.pool_queue),
        room_{.router = router,
              .options = options_,
              .events = events_,
              .admission = admission_,
              .pool = pool_,
              .tls = tls_ ? &*tls_ : nullptr},
        threads_(make_threads(options_)),
        acceptor_(threads_.front()->context()),
        pause_(threads_.front()->context()) {}

  void start();
  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  void stop(milliseconds grace);

 private:
  void accept();
  void on_accepted(error_code error, tcp::socket socket, IoThread& thread);
  void welcome(tcp::socket socket, IoThread& thread);
  void report(std::string_view what) const {
    if (events_.failed) events_.failed(what);
  }

  const ServerOptions options_;
  const Events events_;
  const asio::ip::address address_;
  std::optional<asio::ssl::context> tls_;
  Admission admission_;
  WorkPool pool_;
  const SessionRoom room_;
  std::vector<std::unique_ptr<IoThread>> threads_;
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;  // after a failed accept
  std::size_t next_thread_ = 0;
};

void Server::Running::start() {
  const tcp::endpoint endpoint(address_, options_.port);
  acceptor_.open(endpoint.protocol());
  acceptor_.set_option(tcp::acceptor::reuse_address(true));
  acceptor_.bind(endpoint);
  acceptor_.listen();
  accept();
  for (const auto& thread : threads_) thread->run();
}

void Server::Running::accept() {
  IoThread& thread = *threads_[next_thread_++ % threads_.size()];
  acceptor_.async_accept(thread.context(), [this, &thread](error_code error, tcp::socket socket) {
    on_accepted(error, std::move(socket), thread);
  });
}

void Server::Running::on_accepted(error_code error, tcp::socket socket, IoThread& thread) {
  if (error == asio::error::operation_aborted || !acceptor_.is_open()) return;
  if (!error) {
    asio::post(thread.context(), [this, &thread, socket = std::move(socket)]() mutable {
      welcome(std::move(socket), thread);
    });
    return accept();
  }
  // Out of descriptors, most often: trying again at once would only spin.
  report("cannot accept a connection: " + error.message());
  pause_.expires_after(milliseconds(100));
  pause_.async_wait([this](error_code stopped) {
    if (!stopped) accept();
  });
}

void Server::Running::welcome(tcp::socket socket, IoThread& thread) {
  error_code failed;
  const tcp::endpoint peer = socket.remote_endpoint(failed);
  if (failed || socket.set_option(tcp::no_delay(true), failed)) return;  // gone already
  start_session(room_, thread, std::move(socket), admission_.enter(address_text(peer.address())));
}

void Server::Running::stop(milliseconds grace) {
  asio::post(threads_.front()->context(), [this] {
    error_code ignored;
    std::ignore = acceptor_.close(ignored);
    pause_.cancel();
  });
  const auto deadline = std::chrono::steady_clock::now() + grace;
  for (const auto& thread : threads_) thread->begin_stop();
  for (const auto& thread : threads_) {
    if (!thread->ends_by(deadline)) thread->close_all();
  }
  for (const auto& thread : threads_) thread->join();
  pool_.join();
}

Server::Server(const Router& router, ServerOptions options, Events events)
    : running_(std::make_unique<Running>(router, std::move(options), std::move(events))) {}

Server::~Server() { running_->stop(milliseconds(0)); }

void Server::start() { running_->start(); }

std::uint16_t Server::port() const { return running_->port(); }

void Server::stop(milliseconds grace) { running_->stop(grace); }

}  // namespace servicecard::http
