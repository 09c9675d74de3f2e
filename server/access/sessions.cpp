#include "server/access/sessions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cardlib/codec/base64url.h"

namespace servicecard::access {
namespace {

constexpr std::size_t secret_octets = 32;
constexpr std::size_t id_octets = 9;  // 12 characters

template <std::size_t octets>
std::string random_text(RandomSource& random) {
  std::array<std::uint8_t, octets> drawn{};
  random.fill(drawn);
  return base64url::encode(drawn);
}

}  // namespace

OpenedSession Sessions::open(SignedIn by, Time now) {
  std::string secret = random_text<secret_octets>(random_);
  Session session{
      .id = random_text<id_octets>(random_), .by = std::move(by), .opened_at = now, .seen_at = now};
  const std::scoped_lock lock(mutex_);
  forget_ended(now);
  make_room(session.by.account);
  sessions_.emplace(sha256(secret), session);
  return {.session = std::move(session), .secret = std::move(secret)};
}

std::optional<Session> Sessions::find(std::string_view secret, Time now) {
  const Sha256 hash = sha256(secret);
  const std::scoped_lock lock(mutex_);
  const auto found = sessions_.find(hash);
  if (found == sessions_.end()) return std::nullopt;
  if (now >= end_of(found->second)) {
    sessions_.erase(found);
    return std::nullopt;
  }
  found->second.seen_at = std::max(found->second.seen_at, now);
  return found->second;
}

std::vector<Session> Sessions::of(std::int64_t account, Time now) {
  const std::scoped_lock lock(mutex_);
  forget_ended(now);
  std::vector<Session> all;
  for (const auto& [hash, session] : sessions_) {
    if (session.by.account == account) all.push_back(session);
  }
  std::ranges::sort(all, [](const Session& a, const Session& b) {
    return std::pair(a.opened_at, a.id) > std::pair(b.opened_at, b.id);
  });
  return all;
}

bool Sessions::end(std::int64_t account, std::string_view id) {
  const std::scoped_lock lock(mutex_);
  return std::erase_if(sessions_, [&](const auto& entry) {
           return entry.second.by.account == account && entry.second.id == id;
         }) > 0;
}

void Sessions::end_all(std::int64_t account) {
  const std::scoped_lock lock(mutex_);
  std::erase_if(sessions_, [&](const auto& entry) { return entry.second.by.account == account; });
}

Time Sessions::end_of(const Session& session) const {
  return std::min(session.seen_at + limits_.idle, session.opened_at + limits_.lasting);
}

void Sessions::forget_ended(Time now) {
  std::erase_if(sessions_, [&](const auto& entry) { return now >= end_of(entry.second); });
}

void Sessions::make_room(std::int64_t account) {
  std::size_t count = 0;
  auto oldest = sessions_.end();
  for (auto it = sessions_.begin(); it != sessions_.end(); ++it) {
    if (it->second.by.account != account) continue;
    ++count;
    if (oldest == sessions_.end() || it->second.seen_at < oldest->second.seen_at) oldest = it;
  }
  if (count >= limits_.per_account) sessions_.erase(oldest);
}

std::string csrf_token(std::string_view session_secret) {
  constexpr std::string_view use = "servicecard.csrf";
  return base64url::encode(hmac_sha256(as_bytes(session_secret), as_bytes(use)));
}

}  // namespace servicecard::access
