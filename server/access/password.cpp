#include "server/access/password.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>
#include <sodium.h>

namespace servicecard::access {
namespace {

constexpr std::size_t kibibyte = 1024;

std::size_t fitting_at_once() {
  return std::clamp<std::size_t>(std::thread::hardware_concurrency() / 2, 1, 2);
}

}  // namespace

/// A place among those that hash, given back at its end; none where it became too long to wait.
class PasswordHasher::Turn {
 public:
  explicit Turn(PasswordHasher& hasher) : hasher_(hasher) {
    std::unique_lock lock(hasher_.mutex_);
    const auto is_free = [this] { return hasher_.running_ < hasher_.limits_.at_once; };
    if (!is_free() && hasher_.waiting_ >= hasher_.limits_.waiting) return;
    ++hasher_.waiting_;
    taken_ = hasher_.freed_.wait_for(lock, hasher_.limits_.patience, is_free);
    --hasher_.waiting_;
    if (taken_) ++hasher_.running_;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (!taken_) return;
    const std::scoped_lock lock(hasher_.mutex_);
    --hasher_.running_;
    hasher_.freed_.notify_one();
  }

  [[nodiscard]] bool is_taken() const { return taken_; }

 private:
  PasswordHasher& hasher_;
  bool taken_ = false;
};

PasswordHasher::PasswordHasher(PasswordCost cost, PasswordLimits limits)
    : cost_(cost), limits_(limits) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
  if (limits_.at_once == 0) limits_.at_once = fitting_at_once();
  // Salt and hash of zeros: what is checked against it costs as much as against any other.
  nobodys_ = fmt::format("$argon2id$v=19$m={},t={},p=1${:A>22}${:A>43}", cost_.memory / kibibyte,
                         cost_.passes, "", "");
}

std::expected<std::string, HasherBusy> PasswordHasher::hash(std::string_view password) {
  const Turn turn(*this);
  std::array<char, crypto_pwhash_STRBYTES> text{};
  // It fails where there is no memory for it, which passes.
  if (!turn.is_taken() ||
      crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost_.passes,
                            cost_.memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return std::unexpected(HasherBusy{});
  }
  return std::string(text.data());
}

PasswordCheck PasswordHasher::check(std::string_view password,
                                    const std::optional<std::string>& hash) {
  const Turn turn(*this);
  if (!turn.is_taken()) return PasswordCheck::busy;
  const std::string& text = hash ? *hash : nobodys_;
  errno = 0;
  const bool fits = crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
  if (!fits && errno == ENOMEM) return PasswordCheck::busy;
  return fits && hash ? PasswordCheck::right : PasswordCheck::wrong;
}

bool PasswordHasher::is_outdated(const std::string& hash) const {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.passes, cost_.memory) != 0;
}

}  // namespace servicecard::access
