#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "server/http/exchange.h"
#include "server/http/request_reader.h"
#include "server/http/session.h"

namespace servicecard::http {

using PlainStream = boost::asio::ip::tcp::socket;
using TlsStream = boost::asio::ssl::stream<boost::asio::ip::tcp::socket>;

/// What becomes of a connection.
enum class Next : std::uint8_t {
  request,  ///< it carries on
  close,    ///< we end it, and let the client read what we said
  gone,     ///< it is broken, timed out or closed by the client
};

/// One connection. Its coroutines are in session.cpp, the one file that instantiates them, over a
/// plain socket and over TLS.
template <class Stream>
class Session final : public Watched {
 public:
  template <class... StreamArguments>
  Session(const SessionRoom& room, IoThread& thread, Admission::Ticket ticket,
          StreamArguments&&... arguments)
      : room_(room),
        thread_(thread),
        ticket_(std::move(ticket)),
        stream_(std::forward<StreamArguments>(arguments)...),
        pause_(std::make_shared<boost::asio::steady_timer>(thread.context())),
        exchange_(std::make_shared<Exchange>(thread.context().get_executor())) {
    thread_.watch(*this);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() override { thread_.unwatch(*this); }

  void close() override {
    boost::system::error_code ignored;
    socket().close(ignored);
    pause_->cancel();
  }

  boost::asio::awaitable<void> run();

 private:
  static constexpr bool is_tls = std::is_same_v<Stream, TlsStream>;
  static constexpr Transport transport = is_tls ? Transport::tls : Transport::plain;

  boost::asio::ip::tcp::socket& socket() {
    if constexpr (is_tls) {
      return stream_.next_layer();
    } else {
      return stream_;
    }
  }
  [[nodiscard]] const Limits& limits() const { return room_.options.limits; }
  void allow(std::chrono::milliseconds time) { deadline = Clock::now() + time; }
  void allow_any_time() { deadline = Clock::time_point::max(); }

  boost::asio::awaitable<bool> handshake();
  boost::asio::awaitable<bool> read_more();
  boost::asio::awaitable<void> read_head(RequestReader& reader);
  boost::asio::awaitable<void> read_body(RequestReader& reader, std::size_t expected);
  boost::asio::awaitable<Next> serve_one();
  boost::asio::awaitable<Next> take_request(RequestReader& reader);
  boost::asio::awaitable<Next> refuse(const RequestReader& reader);
  boost::asio::awaitable<void> wait_for_answer();
  boost::asio::awaitable<Next> write(const Response& response, Answered about,
                                     Clock::time_point started, Next next);
  boost::asio::awaitable<bool> write_all(std::string_view first, std::string_view second);
  boost::asio::awaitable<Next> pour(std::shared_ptr<http::Stream> source);
  boost::asio::awaitable<bool> pause(const http::Stream& source);
  boost::asio::awaitable<void> finish();

  void feed(RequestReader& reader);
  [[nodiscard]] Request complete(Request request);
  void start_handler(Match match, Request request);

  const SessionRoom& room_;
  IoThread& thread_;
  Admission::Ticket ticket_;
  Stream stream_;
  std::shared_ptr<boost::asio::steady_timer> pause_;  // of a body that comes bit by bit
  std::shared_ptr<Exchange> exchange_;
  boost::beast::flat_buffer buffer_{2 * max_head_size};
  std::string request_id_;
  std::string out_;
  bool is_first_ = true;
};

}  // namespace servicecard::http
