#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <boost/beast/http/basic_parser.hpp>

#include "server/http/refusal.h"
#include "server/http/request.h"

namespace servicecard::http {

inline constexpr std::size_t max_head_size = std::size_t{16} * 1024;

/// Reads one request out of the octets of a connection: Beast's parser, and on top of it the
/// refusal of everything in which two readers of HTTP/1.1 could differ (request smuggling). Reads
/// no socket; takes what it is fed.
class RequestReader : private boost::beast::http::basic_parser<true> {
 public:
  enum class State : std::uint8_t {
    in_head,    ///< wants more octets
    head_done,  ///< the caller must state the limit of the body
    in_body,    ///< wants more octets
    done,       ///< the request is whole
    refused,    ///< `refusal` says why; the connection is past saving
  };

  RequestReader();

  /// Takes octets from the front of `bytes` and tells how many. Octets that were not taken are to
  /// be fed again, followed by more; after `done` they belong to the next request.
  std::size_t feed(std::string_view bytes);

  /// Sets the limit of the body once the head is known; over it, the request is refused.
  void limit_body(std::size_t limit);

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] Refusal refusal() const { return *refusal_; }
  [[nodiscard]] const Request& head() const { return request_; }
  /// The request, to be moved out when `done`.
  [[nodiscard]] Request& request() { return request_; }
  /// Octets of the body that the head announced; none for a chunked body.
  [[nodiscard]] std::optional<std::uint64_t> announced_size() const;
  [[nodiscard]] bool expects_continue() const { return expects_continue_; }
  [[nodiscard]] bool wants_keep_alive() const { return keep_alive(); }

 private:
  using error_code = boost::beast::error_code;
  using string_view = boost::beast::string_view;
  using field = boost::beast::http::field;

  void on_request_impl(boost::beast::http::verb verb, string_view method, string_view target,
                       int version, error_code& ec) override;
  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_field_impl(field name, string_view name_text, string_view value, error_code& ec) override;
  void on_header_impl(error_code& ec) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>& size, error_code& ec) override;
  std::size_t on_body_impl(string_view octets, error_code& ec) override;
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view octets, error_code& ec) override;
  void on_finish_impl(error_code&) override {}

  void refuse(Refusal why, error_code& ec);
  void refuse_overhead(std::size_t taken, std::size_t waiting, error_code& ec);
  [[nodiscard]] std::optional<Refusal> check_field(field name, std::string_view value);
  [[nodiscard]] std::optional<Refusal> check_framing(field name, std::string_view value);

  Request request_;
  State state_ = State::in_head;
  std::optional<Refusal> refusal_;
  std::size_t overhead_ = 0;  // octets taken that are not body
  int version_ = 0;
  bool has_host_ = false;
  bool has_framing_ = false;  // Content-Length or Transfer-Encoding
  bool expects_continue_ = false;
};

}  // namespace servicecard::http
