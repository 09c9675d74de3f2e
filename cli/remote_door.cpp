#include "cli/remote_door.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <fmt/format.h>

#include "cli/client.h"
#include "cli/stop.h"

namespace servicecard::cli {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using Message = beast::http::request<beast::http::string_body>;
using Answer = beast::http::response<beast::http::string_body>;

constexpr std::chrono::seconds patience{60};
constexpr std::uint64_t max_answer = std::uint64_t{64} * 1024 * 1024;

std::string target_of(const http::Target& target) {
  std::string text = target.path;
  char joint = '?';
  for (const auto& [name, value] : target.query) {
    // A segment is escaped as a query's value is; its leading slash is not part of it.
    text += joint + path_of({name}).substr(1) + '=' + path_of({value}).substr(1);
    joint = '&';
  }
  return text;
}

std::string host_of(const ServerAddress& address) {
  const std::string usual = address.secure ? "443" : "80";
  return address.port == usual ? address.host : address.host + ':' + address.port;
}

Message message_of(const ServerAddress& address, http::Request request) {
  Message message;
  message.method_string(std::string(http::to_string(request.method)));
  message.target(target_of(request.target));
  message.version(11);
  message.set(beast::http::field::host, host_of(address));
  message.set(beast::http::field::user_agent, "cardctl");
  message.set(beast::http::field::connection, "close");
  for (std::size_t i = 0; i < request.headers.size(); ++i) {
    const auto field = request.headers[i];
    message.set({field.name.data(), field.name.size()}, {field.value.data(), field.value.size()});
  }
  message.body() = std::move(request.body);
  message.prepare_payload();
  return message;
}

http::Response response_of(Answer answer) {
  http::Response response{.status = answer.result_int()};
  for (const auto& field : answer) {
    const std::string name(field.name_string());
    const std::string value(field.value());
    if (http::equal_ignoring_case(name, "Content-Type")) {
      response.content_type = value;
    } else {
      response.headers.add(name, value);
    }
  }
  response.body = std::move(answer.body());
  return response;
}

// Beast's timeouts act on asynchronous calls alone, so every call is one, and is waited for.
class Exchange {
 public:
  explicit Exchange(const ServerAddress& address) : address_(address) {}

  Answer run(const Message& message) {
    asio::ip::tcp::resolver resolver(io_);
    error_code error;
    const auto endpoints = resolver.resolve(address_.host, address_.port, error);
    if (error) fail(error);
    return address_.secure ? over_tls(endpoints, message) : in_plain(endpoints, message);
  }

 private:
  using Endpoints = asio::ip::tcp::resolver::results_type;

  [[noreturn]] void fail(const error_code& error) const {
    throw NoAnswer(fmt::format("No answer from {}://{}", address_.secure ? "https" : "http",
                               host_of(address_)),
                   error.message());
  }

  // Starts one asynchronous call and waits for its end.
  template <class Start>
  void await(Start start) {
    error_code result;
    start([&result](error_code error, const auto&...) { result = error; });
    io_.restart();
    io_.run();
    if (result) fail(result);
  }

  void connect(beast::tcp_stream& stream, const Endpoints& endpoints) {
    stream.expires_after(patience);
    await([&](auto done) { stream.async_connect(endpoints, std::move(done)); });
  }

  template <class Stream>
  Answer talk(Stream& stream, const Message& message) {
    await([&](auto done) { beast::http::async_write(stream, message, std::move(done)); });
    beast::flat_buffer buffer;
    beast::http::response_parser<beast::http::string_body> parser;
    parser.body_limit(max_answer);
    await([&](auto done) { beast::http::async_read(stream, buffer, parser, std::move(done)); });
    return parser.release();
  }

  Answer in_plain(const Endpoints& endpoints, const Message& message) {
    beast::tcp_stream stream(io_);
    connect(stream, endpoints);
    return talk(stream, message);
  }

  Answer over_tls(const Endpoints& endpoints, const Message& message) {
    asio::ssl::context context(asio::ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    context.set_default_verify_paths();
    context.set_verify_mode(asio::ssl::verify_peer);
    beast::ssl_stream<beast::tcp_stream> stream(io_, context);
    stream.set_verify_callback(asio::ssl::host_name_verification(address_.host));
    SSL_set_tlsext_host_name(stream.native_handle(), address_.host.c_str());
    connect(beast::get_lowest_layer(stream), endpoints);
    await([&](auto done) {
      stream.async_handshake(asio::ssl::stream_base::client, std::move(done));
    });
    return talk(stream, message);
  }

  const ServerAddress& address_;
  asio::io_context io_;
};

bool is_host(std::string_view host) {
  return !host.empty() && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.';
  });
}

bool is_port(std::string_view port) {
  return !port.empty() && port.size() <= 5 &&
         std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<ServerAddress> parse_server(std::string_view url) {
  ServerAddress address;
  if (url.starts_with("https://")) {
    url.remove_prefix(8);
  } else if (url.starts_with("http://")) {
    address.secure = false;
    url.remove_prefix(7);
  } else {
    return std::nullopt;
  }
  if (url.ends_with('/')) url.remove_suffix(1);
  const auto colon = url.find(':');
  address.host = url.substr(0, colon);
  address.port = colon == std::string_view::npos ? (address.secure ? "443" : "80")
                                                 : std::string(url.substr(colon + 1));
  if (!is_host(address.host) || !is_port(address.port)) return std::nullopt;
  return address;
}

http::Response RemoteDoor::call(http::Request request) {
  return response_of(Exchange(address_).run(message_of(address_, std::move(request))));
}

}  // namespace servicecard::cli
