#include "server/http/io_thread.h"

#include <ctime>
#include <random>

#include <boost/asio/post.hpp>

namespace servicecard::http {
namespace {

constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";

void append_base32(std::string& out, std::uint32_t number, int digits) {
  for (int shift = 5 * (digits - 1); shift >= 0; shift -= 5) {
    out.push_back(alphabet[(number >> static_cast<unsigned>(shift)) & 31U]);
  }
}

}  // namespace

// Ids of 15 characters: 35 bits of chance for a thread of a run, then a number. Unlike what two
// runs give by accident, and short enough to need no allocation.
IoThread::IoThread(std::chrono::milliseconds tick, std::size_t number)
    : context_(1), timer_(context_), tick_(tick) {
  std::random_device chance;
  append_base32(id_prefix_, chance(), 5);
  append_base32(id_prefix_, static_cast<std::uint32_t>(number), 2);
  id_prefix_.push_back('-');
}

IoThread::~IoThread() {
  if (thread_.joinable()) {
    begin_stop();
    close_all();
    join();
  }
}

void IoThread::run() {
  wait_for_tick();
  thread_ = std::thread([this] {
    context_.run();
    ended_.set_value();
  });
}

void IoThread::begin_stop() {
  boost::asio::post(context_, [this] {
    stopping_ = true;
    for (Watched* const connection : watched_) {
      if (connection->idle) connection->close();
    }
    timer_.cancel();
  });
}

void IoThread::close_all() {
  boost::asio::post(context_, [this] {
    for (Watched* const connection : watched_) connection->close();
  });
}

bool IoThread::ends_by(Watched::Clock::time_point deadline) {
  if (!thread_.joinable()) return true;
  return end_.wait_until(deadline) == std::future_status::ready;
}

void IoThread::join() {
  if (thread_.joinable()) thread_.join();
}

void IoThread::watch(Watched& connection) { watched_.insert(&connection); }

void IoThread::unwatch(Watched& connection) {
  watched_.erase(&connection);
  if (stopping_ && watched_.empty()) timer_.cancel();  // nothing is left to wait for
}

std::string IoThread::next_request_id() {
  std::string id = id_prefix_;
  append_base32(id, ++last_id_, 7);
  return id;
}

std::string_view IoThread::date() { return date_.at(std::time(nullptr)); }

void IoThread::wait_for_tick() {
  timer_.expires_after(tick_);
  timer_.async_wait([this](const boost::system::error_code&) { on_tick(); });
}

void IoThread::on_tick() {
  const auto now = Watched::Clock::now();
  for (Watched* const connection : watched_) {
    if (now >= connection->deadline) connection->close();
  }
  if (!stopping_ || !watched_.empty()) wait_for_tick();
}

}  // namespace servicecard::http
