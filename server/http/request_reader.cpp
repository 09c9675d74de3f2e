#include "server/http/request_reader.h"

#include <algorithm>

#include <boost/beast/http/error.hpp>

namespace servicecard::http {
namespace {

namespace beast = boost::beast::http;

// What waits to be taken may not grow beyond this: a field, a chunk header, a trailer section.
constexpr std::size_t max_waiting = max_head_size;
constexpr std::string_view last_chunk = "0\r\n\r\n";
// A body in tiny chunks: so many octets of chunk headers for each octet of the body at most.
constexpr std::size_t max_chunk_overhead = 8;

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

// A line that begins with white space continues the one before it.
bool has_folded_line(std::string_view lines) {
  return lines.find("\n ") != std::string_view::npos ||
         lines.find("\n\t") != std::string_view::npos;
}

// uri-host [":" port] (RFC 9110 §7.2), as far as characters go.
bool is_host(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("-._~:[]").contains(c);
  };
  return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, fits);
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

RequestReader::RequestReader() {
  header_limit(max_head_size);
  body_limit(boost::none);  // set by limit_body, before any of the body is taken
}

std::size_t RequestReader::feed(std::string_view bytes) {
  // Of a chunked body that is not done at least these octets are to come. Beast 1.81 asserts that
  // they are there when it is given a last chunk for the second time.
  if (state_ == State::in_body && chunked() && bytes.size() < last_chunk.size()) return 0;
  const bool in_head = !is_header_done();
  error_code ec;
  const std::size_t taken = put({bytes.data(), bytes.size()}, ec);
  const bool needs_more = ec == beast::error::need_more;
  if (needs_more) ec = {};
  if (in_head && !ec && has_folded_line(bytes.substr(0, taken))) refuse(Refusal::folded_field, ec);
  if (!ec) refuse_overhead(taken, needs_more ? bytes.size() - taken : 0, ec);
  if (ec) {
    if (ec == beast::error::header_limit) refuse(Refusal::head_too_large, ec);
    if (ec == beast::error::body_limit) refuse(Refusal::body_too_large, ec);
    if (ec == beast::error::bad_content_length || ec == beast::error::multiple_content_length ||
        ec == beast::error::bad_transfer_encoding) {
      refuse(Refusal::bad_framing, ec);
    }
    refuse(Refusal::malformed, ec);  // where nothing above has said it better
    state_ = State::refused;
  } else if (is_header_done() && in_head) {
    state_ = State::head_done;
  } else if (is_header_done()) {
    state_ = is_done() ? State::done : State::in_body;
  }
  return taken;
}

void RequestReader::limit_body(std::size_t limit) {
  error_code ec;
  const auto size = announced_size();
  if (size && *size > limit) {
    refuse(Refusal::body_too_large, ec);
    state_ = State::refused;
    return;
  }
  body_limit(limit);
  eager(true);
  state_ = is_done() ? State::done : State::in_body;
}

std::optional<std::uint64_t> RequestReader::announced_size() const {
  if (chunked()) return std::nullopt;
  return content_length().value_or(0);
}

void RequestReader::on_request_impl(beast::verb /*verb*/, string_view method, string_view target,
                                    int version, error_code& ec) {
  version_ = version;
  const auto known = http::parse_method(view(method));
  if (!known) return refuse(Refusal::unknown_method, ec);
  auto parsed = http::parse_target(view(target));
  if (!parsed) return refuse(Refusal::bad_target, ec);
  request_.method = *known;
  request_.target = *std::move(parsed);
}

void RequestReader::on_field_impl(field name, string_view name_text, string_view value,
                                  error_code& ec) {
  if (state_ != State::in_head) return;  // a trailer: nothing here wants one
  if (const auto why = check_field(name, view(value))) return refuse(*why, ec);
  request_.headers.add(view(name_text), view(value));
}

std::optional<Refusal> RequestReader::check_field(field name, std::string_view value) {
  switch (name) {
    case field::host:
      if (std::exchange(has_host_, true) || !is_host(value)) return Refusal::bad_host;
      return std::nullopt;
    case field::content_length:
    case field::transfer_encoding:
      return check_framing(name, value);
    case field::expect:
      if (!equal_ignoring_case(value, "100-continue")) return Refusal::unknown_expectation;
      expects_continue_ = version_ >= 11;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<Refusal> RequestReader::check_framing(field name, std::string_view value) {
  if (std::exchange(has_framing_, true)) return Refusal::bad_framing;
  const bool good = name == field::content_length
                        ? is_number(value)
                        : version_ >= 11 && equal_ignoring_case(value, "chunked");
  return good ? std::nullopt : std::optional(Refusal::bad_framing);
}

void RequestReader::on_header_impl(error_code& ec) {
  if (!has_host_) refuse(Refusal::bad_host, ec);
}

void RequestReader::on_body_init_impl(const boost::optional<std::uint64_t>& size,
                                      error_code& /*ec*/) {
  // An announcement costs nothing: what is large is paid for as it arrives.
  request_.body.reserve(std::min<std::uint64_t>(size.value_or(0), std::uint64_t{64} * 1024));
}

std::size_t RequestReader::on_body_impl(string_view octets, error_code& /*ec*/) {
  request_.body.append(octets.data(), octets.size());
  return octets.size();
}

std::size_t RequestReader::on_chunk_body_impl(std::uint64_t /*left*/, string_view octets,
                                              error_code& ec) {
  return on_body_impl(octets, ec);
}

void RequestReader::refuse(Refusal why, error_code& ec) {
  if (!refusal_) refusal_ = why;
  if (!ec) ec = beast::error::bad_value;
}

// Beast limits one field and one chunk, not their number.
void RequestReader::refuse_overhead(std::size_t taken, std::size_t waiting, error_code& ec) {
  overhead_ += taken;
  const bool in_head = !is_header_done() || state_ == State::in_head;
  if (in_head && (overhead_ > max_head_size || waiting >= max_waiting)) {
    return refuse(Refusal::head_too_large, ec);
  }
  if (!chunked()) return;
  const std::size_t allowed = 2 * max_head_size + (1 + max_chunk_overhead) * request_.body.size();
  if (overhead_ > allowed || waiting >= max_waiting) refuse(Refusal::malformed, ec);
}

}  // namespace servicecard::http
