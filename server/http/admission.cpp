#include "server/http/admission.h"

#include <utility>

namespace servicecard::http {
namespace {

constexpr std::size_t max_turning_away = 64;

}  // namespace

Admission::Ticket::Ticket(Ticket&& other) noexcept
    : from_(std::exchange(other.from_, nullptr)),
      address_(std::move(other.address_)),
      verdict_(other.verdict_) {}

Admission::Ticket::~Ticket() {
  if (from_ != nullptr) from_->leave(*this);
}

Admission::Ticket Admission::enter(std::string address) {
  const std::lock_guard lock(mutex_);
  const Verdict verdict = decide(address);
  switch (verdict) {
    case Verdict::admitted:
      ++connections_;
      ++by_address_[address];
      break;
    case Verdict::address_is_full:
    case Verdict::server_is_full:
      ++turning_away_;
      break;
    case Verdict::dropped:
      break;
  }
  return {*this, std::move(address), verdict};
}

Admission::Verdict Admission::decide(const std::string& address) {
  const Limits& limits = options_.limits;
  const auto counted = by_address_.find(address);
  const bool address_is_full = !options_.behind_proxy && counted != by_address_.end() &&
                               counted->second >= limits.connections_per_address;
  const bool server_is_full = connections_ >= limits.connections;
  if (!address_is_full && !server_is_full) return Verdict::admitted;
  if (turning_away_ >= max_turning_away) return Verdict::dropped;
  return address_is_full ? Verdict::address_is_full : Verdict::server_is_full;
}

void Admission::leave(const Ticket& ticket) {
  const std::lock_guard lock(mutex_);
  switch (ticket.verdict()) {
    case Verdict::admitted: {
      --connections_;
      const auto counted = by_address_.find(ticket.address());
      if (--counted->second == 0) by_address_.erase(counted);
      break;
    }
    case Verdict::address_is_full:
    case Verdict::server_is_full:
      --turning_away_;
      break;
    case Verdict::dropped:
      break;
  }
}

bool Admission::begin_large_body() {
  if (large_bodies_.fetch_add(1) < options_.limits.large_bodies) return true;
  large_bodies_.fetch_sub(1);
  return false;
}

}  // namespace servicecard::http
