#include <cstdlib>
#include <iostream>
#include <tuple>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

// What Boost.Beast does by itself, without a limit, a check, a route or a protective header: the
// measure that http_echo is held against.
//   bare_echo PORT [CERTIFICATE KEY]
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

template <class Stream>
asio::awaitable<void> converse(Stream stream) {
  beast::flat_buffer buffer;
  while (true) {
    Request request;
    const std::tuple<beast::error_code, std::size_t> got =
        co_await http::async_read(stream, buffer, request, as_result);
    if (std::get<0>(got)) co_return;
    Response response(http::status::ok, request.version());
    response.set(http::field::content_type, "application/json");
    response.keep_alive(request.keep_alive());
    response.body() = std::move(request.body());
    response.prepare_payload();
    const std::tuple<beast::error_code, std::size_t> sent =
        co_await http::async_write(stream, response, as_result);
    if (std::get<0>(sent) || response.need_eof()) co_return;
  }
}

using Secure = beast::ssl_stream<tcp::socket>;

asio::awaitable<void> converse_over_tls(Secure stream) {
  const std::tuple<beast::error_code> met =
      co_await stream.async_handshake(asio::ssl::stream_base::server, as_result);
  if (std::get<0>(met)) co_return;
  co_await converse(std::move(stream));
}

asio::awaitable<void> listen(tcp::acceptor acceptor, asio::ssl::context* tls) {
  while (true) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    socket.set_option(tcp::no_delay(true));
    const auto executor = acceptor.get_executor();
    if (tls == nullptr) {
      asio::co_spawn(executor, converse(std::move(socket)), asio::detached);
    } else {
      Secure stream(std::move(socket), *tls);
      asio::co_spawn(executor, converse_over_tls(std::move(stream)), asio::detached);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 4) {
    std::cerr << "usage: bare_echo PORT [CERTIFICATE KEY]\n";
    return 2;
  }
  asio::io_context context(1);
  asio::ssl::context tls(asio::ssl::context::tls_server);
  if (argc == 4) {
    tls.use_certificate_chain_file(argv[2]);
    tls.use_private_key_file(argv[3], asio::ssl::context::pem);
  }
  const auto port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), port});
  std::cout << "listening on " << acceptor.local_endpoint() << '\n' << std::flush;
  asio::co_spawn(context, listen(std::move(acceptor), argc == 4 ? &tls : nullptr), asio::detached);
  context.run();
}
