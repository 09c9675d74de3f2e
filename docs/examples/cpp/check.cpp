// check.cpp: checks a card at a counter over TLS or in plain HTTP, with Boost.Beast alone.
//   ./check < token.txt
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <string>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/json.hpp>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace json = boost::json;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

namespace {

struct Server {
  bool secure;
  std::string host;
  std::string port;
};

// "https://card.example.cn" or "http://127.0.0.1:8080"
Server parse(const std::string& address) {
  const bool secure = address.starts_with("https://");
  const std::string rest = address.substr(address.find("://") + 3);
  const auto colon = rest.find(':');
  if (colon == std::string::npos) return {secure, rest, secure ? "443" : "80"};
  return {secure, rest.substr(0, colon), rest.substr(colon + 1)};
}

// Beast's time limits act on asynchronous calls: each is started, and waited for.
template <class Start>
void await(asio::io_context& io, Start start) {
  beast::error_code result;
  start([&result](beast::error_code error, const auto&...) { result = error; });
  io.restart();
  io.run();
  if (result) throw beast::system_error(result);
}

template <class Stream>
Response exchange(asio::io_context& io, Stream& stream, const Request& request) {
  await(io, [&](auto done) { http::async_write(stream, request, std::move(done)); });
  beast::flat_buffer buffer;
  Response response;
  await(io, [&](auto done) { http::async_read(stream, buffer, response, std::move(done)); });
  return response;
}

Response send(const Server& server, const Request& request) {
  asio::io_context io;
  const auto addresses = asio::ip::tcp::resolver(io).resolve(server.host, server.port);
  asio::ssl::context context(asio::ssl::context::tls_client);
  context.set_default_verify_paths();
  context.set_verify_mode(asio::ssl::verify_peer);
  beast::ssl_stream<beast::tcp_stream> stream(io, context);
  stream.set_verify_callback(asio::ssl::host_name_verification(server.host));
  SSL_set_tlsext_host_name(stream.native_handle(), server.host.c_str());
  beast::tcp_stream& plain = stream.next_layer();
  plain.expires_after(std::chrono::seconds(5));
  await(io, [&](auto done) { plain.async_connect(addresses, std::move(done)); });
  if (!server.secure) return exchange(io, plain, request);
  await(io, [&](auto done) { stream.async_handshake(asio::ssl::stream_base::client, done); });
  return exchange(io, stream, request);
}

Request question(const Server& server, const std::string& key, const std::string& token) {
  Request request{http::verb::post, "/v1/verifications", 11};
  request.set(http::field::host, server.host + ':' + server.port);
  request.set(http::field::authorization, "Bearer " + key);
  request.set(http::field::content_type, "application/json");
  request.set(http::field::connection, "close");
  request.body() = json::serialize(json::object{{"presentation", token}});
  request.prepare_payload();
  return request;
}

std::string setting(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set");
  return value;
}

// No answer, or a refusal of the question, says nothing of the card.
int check(const std::string& token) {
  const Server server = parse(setting("SERVICECARD"));
  const Response response = send(server, question(server, setting("SERVICECARD_KEY"), token));
  const json::object answer = json::parse(response.body()).as_object();
  if (response.result() != http::status::ok) {
    throw std::runtime_error(json::serialize(answer));
  }
  std::cout << answer.at("verdict").as_string().c_str() << ": "
            << answer.at("next_step").at("en").as_string().c_str() << '\n';
  const auto& colour = answer.at("colour").as_string();
  return colour == "green" ? 0 : colour == "red" ? 1 : 3;
}

}  // namespace

int main() {
  std::string token(std::istreambuf_iterator<char>(std::cin), {});
  while (token.ends_with('\n')) token.pop_back();
  try {
    return check(token);
  } catch (const std::exception& error) {
    std::cout << "offline: try again, or check offline\n";
    std::cerr << error.what() << '\n';
    return 3;
  }
}
