#include "server/http/session.h"

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <optional>
#include <tuple>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "server/http/peer.h"
#include "server/http/refusal.h"
#include "server/http/session_class.h"

// The one file that instantiates coroutines over sockets, plain and TLS. Values that stand in a
// co_await expression are named first, and its result before it is tested: g++ 12 destroys some
// temporaries there twice, and made a coroutine of `if (!co_await …) co_return;` that never starts.
namespace servicecard::http {
namespace {

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t read_size = 4096;
constexpr std::size_t max_buffer = 2 * max_head_size;
constexpr std::size_t large_body = std::size_t{1024} * 1024;
constexpr std::size_t max_drained = std::size_t{256} * 1024;
constexpr milliseconds linger_time{1'000};

// Gives the right to a large body back.
class LargeBody {
 public:
  explicit LargeBody(Admission& admission) : admission_(admission) {}
  LargeBody(const LargeBody&) = delete;
  LargeBody& operator=(const LargeBody&) = delete;
  ~LargeBody() {
    if (held_) admission_.end_large_body();
  }
  bool acquire() { return held_ = admission_.begin_large_body(); }

 private:
  Admission& admission_;
  bool held_ = false;
};

std::string what_of(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& exception) {
    return exception.what();
  } catch (...) {
    return "an exception of an unknown type";
  }
}

}  // namespace

template <class Stream>
awaitable<void> Session<Stream>::run() {
  if constexpr (is_tls) {
    const bool secured = co_await handshake();
    if (!secured) co_return;
  }
  if (ticket_.verdict() != Admission::Verdict::admitted) {
    const Response response = turned_away_response(ticket_.verdict());
    const Answered about{.request_id = "-", .peer = ticket_.address()};
    const Next next = co_await write(response, about, Clock::now(), Next::close);
    if (next == Next::close) co_await finish();
    co_return;
  }
  Next next = Next::request;
  while (next == Next::request) next = co_await serve_one();
  if (next == Next::close) co_await finish();
}

template <class Stream>
awaitable<bool> Session<Stream>::handshake() {
  if constexpr (is_tls) {
    allow(limits().handshake);
    const std::tuple<error_code> result =
        co_await stream_.async_handshake(asio::ssl::stream_base::server, as_result);
    co_return !std::get<0>(result);
  }
  co_return true;
}

template <class Stream>
awaitable<Next> Session<Stream>::serve_one() {
  RequestReader reader;
  co_await read_head(reader);
  is_first_ = false;
  idle = false;
  Next next = thread_.is_stopping() ? Next::close : Next::gone;
  if (reader.state() == RequestReader::State::head_done) {
    next = co_await take_request(reader);
  } else if (reader.state() == RequestReader::State::refused) {
    next = co_await refuse(reader);
  }
  co_return next;
}

template <class Stream>
awaitable<void> Session<Stream>::read_head(RequestReader& reader) {
  idle = true;
  allow(is_first_ ? limits().head : limits().idle);
  while (true) {
    if (buffer_.size() > 0) {
      feed(reader);
      if (reader.state() != RequestReader::State::in_head) co_return;
      if (std::exchange(idle, false) && !is_first_) allow(limits().head);
    }
    if (idle && thread_.is_stopping()) co_return;
    const bool more = co_await read_more();
    if (!more) co_return;
  }
}

template <class Stream>
awaitable<Next> Session<Stream>::take_request(RequestReader& reader) {
  const auto started = Clock::now();
  Match match = room_.router.find(reader.head().method, reader.head().target.path);
  const std::size_t limit = match.body_limit();
  const std::size_t size = reader.announced_size().value_or(limit);
  LargeBody large(room_.admission);
  reader.limit_body(limit);
  request_id_ = thread_.next_request_id();
  const Answered about{.route = match.route,
                       .method = reader.head().method,
                       .request_id = request_id_,
                       .peer = ticket_.address()};
  if (reader.state() == RequestReader::State::in_body) {
    if (size > large_body && !large.acquire()) {
      const Response response = busy_response(reader.head());
      co_return co_await write(response, about, started, Next::close);
    }
    co_await read_body(reader, std::min(size, limit));
  }
  if (reader.state() == RequestReader::State::refused) co_return co_await refuse(reader);
  if (reader.state() != RequestReader::State::done) co_return Next::gone;
  const bool keep = reader.wants_keep_alive();
  start_handler(std::move(match), complete(std::move(reader.request())));
  allow_any_time();
  if (!exchange_->is_answered()) co_await wait_for_answer();
  const bool pours = exchange_->response().stream != nullptr && about.method != Method::head;
  const Next next = keep && !pours && !thread_.is_stopping() ? Next::request : Next::close;
  const Next written = co_await write(exchange_->response(), about, started, next);
  if (!pours || written == Next::gone) co_return written;
  co_return co_await pour(std::move(exchange_->response().stream));
}

template <class Stream>
awaitable<void> Session<Stream>::read_body(RequestReader& reader, std::size_t expected) {
  allow(limits().body * static_cast<int>(1 + expected / large_body));
  if (reader.expects_continue() && buffer_.size() == 0) {
    const std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    const bool written = co_await write_all(go_on, {});
    if (!written) co_return;
  }
  while (true) {
    if (buffer_.size() > 0) feed(reader);
    if (reader.state() != RequestReader::State::in_body) co_return;
    const bool more = co_await read_more();
    if (!more) co_return;
  }
}

template <class Stream>
awaitable<bool> Session<Stream>::read_more() {
  const auto space = buffer_.prepare(std::min(read_size, max_buffer - buffer_.size()));
  const std::tuple<error_code, std::size_t> result =
      co_await stream_.async_read_some(space, as_result);
  buffer_.commit(std::get<1>(result));
  co_return !std::get<0>(result);
}

template <class Stream>
void Session<Stream>::feed(RequestReader& reader) {
  const auto waiting = buffer_.data();
  buffer_.consume(reader.feed({static_cast<const char*>(waiting.data()), waiting.size()}));
}

template <class Stream>
Request Session<Stream>::complete(Request request) {
  request.id = request_id_;
  request.transport = transport;
  request.peer = room_.options.behind_proxy ? forwarded_peer(request.headers, ticket_.address())
                                            : ticket_.address();
  return request;
}

template <class Stream>
void Session<Stream>::start_handler(Match match, Request request) {
  exchange_->begin();
  Respond respond([exchange = exchange_](Response r) { exchange->answer(std::move(r)); },
                  request.id);
  if (match.route == nullptr || match.route->runs_for(request) == Runs::on_io) {
    return room_.router.serve(std::move(match), std::move(request), std::move(respond));
  }
  if (!room_.pool.reserve()) return respond(busy_response(request));
  room_.pool.run([&router = room_.router, match = std::move(match), request = std::move(request),
                  respond = std::move(respond)]() mutable {
    router.serve(std::move(match), std::move(request), std::move(respond));
  });
}

template <class Stream>
awaitable<void> Session<Stream>::wait_for_answer() {
  auto initiate = [this](auto handler) { exchange_->wait(std::move(handler)); };
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(initiate,
                                                                       asio::use_awaitable);
}

template <class Stream>
awaitable<Next> Session<Stream>::refuse(const RequestReader& reader) {
  request_id_ = thread_.next_request_id();
  Request head = reader.head();
  head.id = request_id_;
  const Response response = refusal_response(head, reader.refusal());
  const Answered about{.method = head.method, .request_id = request_id_, .peer = ticket_.address()};
  co_return co_await write(response, about, Clock::now(), Next::close);
}

template <class Stream>
awaitable<Next> Session<Stream>::write(const Response& response, Answered about,
                                       Clock::time_point started, Next next) {
  allow(limits().write);
  const Envelope envelope{
      .request_id = about.request_id,
      .date = thread_.date(),
      .method = about.method,
      .connection = next == Next::request ? Connection::keep_alive : Connection::close,
      .transport = transport};
  out_.clear();
  append_head(out_, response, envelope);
  const std::string_view body =
      is_bodiless(response, about.method) ? std::string_view() : response.body.view();
  const bool joined = body.size() <= read_size;
  if (joined) out_.append(body);
  const bool written = co_await write_all(out_, joined ? std::string_view() : body);
  about.status = response.status;
  about.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started);
  if (room_.events.answered) room_.events.answered(about);
  co_return written ? next : Next::gone;
}

template <class Stream>
awaitable<bool> Session<Stream>::write_all(std::string_view first, std::string_view second) {
  const std::array<asio::const_buffer, 2> buffers{asio::buffer(first), asio::buffer(second)};
  const std::tuple<error_code, std::size_t> result =
      co_await asio::async_write(stream_, buffers, as_result);
  co_return !std::get<0>(result);
}

// Until the source is over, the client has gone or the server stops.
template <class Stream>
awaitable<Next> Session<Stream>::pour(std::shared_ptr<http::Stream> source) {
  const std::weak_ptr<asio::steady_timer> pausing = pause_;
  source->wake_with([pausing, executor = thread_.context().get_executor()] {
    asio::post(executor, [pausing] {
      if (const auto timer = pausing.lock()) timer->cancel();
    });
  });
  while (!thread_.is_stopping()) {
    std::optional<std::string> text = source->take();
    if (!text) co_return Next::close;
    bool here = true;
    if (text->empty()) {
      here = co_await pause(*source);
    } else {
      allow(limits().write);
      out_ = *std::move(text);
      here = co_await write_all(out_, {});
    }
    if (!here) co_return Next::gone;
  }
  co_return Next::close;
}

// Until there is more; a pause that lasts as long as it may ends with a sign of life. False where
// the client has gone.
template <class Stream>
awaitable<bool> Session<Stream>::pause(const http::Stream& source) {
  allow_any_time();
  idle = true;
  pause_->expires_after(limits().heartbeat);
  const std::tuple<error_code> result = co_await pause_->async_wait(as_result);
  idle = false;
  const bool woken = static_cast<bool>(std::get<0>(result));
  if (woken) co_return true;
  allow(limits().write);
  out_ = source.heartbeat();
  co_return co_await write_all(out_, {});
}

// Says that nothing more will come, and reads for a while what the client still sends: closed at
// once, its octets would be answered by a reset that can overtake our last answer.
template <class Stream>
awaitable<void> Session<Stream>::finish() {
  allow(linger_time);
  if constexpr (is_tls) {
    const std::tuple<error_code> ignored = co_await stream_.async_shutdown(as_result);
    static_cast<void>(ignored);
  }
  error_code failed;
  socket().shutdown(tcp::socket::shutdown_send, failed);
  std::size_t drained = 0;
  while (!failed && drained < max_drained) {
    buffer_.clear();
    const auto space = buffer_.prepare(read_size);
    const std::tuple<error_code, std::size_t> result =
        co_await socket().async_read_some(space, as_result);
    failed = std::get<0>(result);
    drained += std::get<1>(result);
  }
}

namespace {

// A session lives as long as the coroutine that serves it.
template <class Stream>
awaitable<void> live(std::unique_ptr<Session<Stream>> session) {
  co_await session->run();
}

template <class Stream, class... StreamArguments>
void spawn(const SessionRoom& room, IoThread& thread, Admission::Ticket ticket,
           StreamArguments&&... arguments) {
  auto session = std::make_unique<Session<Stream>>(room, thread, std::move(ticket),
                                                   std::forward<StreamArguments>(arguments)...);
  const auto ended = [&events = room.events](const std::exception_ptr& error) {
    if (error && events.failed) events.failed(what_of(error));
  };
  asio::co_spawn(thread.context(), live(std::move(session)), ended);
}

}  // namespace

void start_session(const SessionRoom& room, IoThread& thread, tcp::socket socket,
                   Admission::Ticket ticket) {
  const bool admitted = ticket.verdict() == Admission::Verdict::admitted;
  if (ticket.verdict() == Admission::Verdict::dropped) return;
  if (room.tls == nullptr) {
    spawn<PlainStream>(room, thread, std::move(ticket), std::move(socket));
  } else if (admitted) {  // a handshake only to say no would be work for nothing
    spawn<TlsStream>(room, thread, std::move(ticket), std::move(socket), *room.tls);
  }
}

}  // namespace servicecard::http
