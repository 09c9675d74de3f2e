#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace servicecard::access {

/// What one hash costs whoever makes or checks it: argon2id (RFC 9106) in one lane.
struct PasswordCost {
  std::size_t memory = std::size_t{64} * 1024 * 1024;  ///< octets
  unsigned passes = 2;
};

/// How many hashes are under way. A flood of sign-ins finds no more than these at a time, so that
/// it neither fills the memory nor takes the processors from the counters.
struct PasswordLimits {
  std::size_t at_once = 0;  ///< 0: half of the processors, 1 or 2
  std::size_t waiting = 8;  ///< beyond these nobody waits
  std::chrono::milliseconds patience{3000};
};

enum class PasswordCheck : std::uint8_t {
  right,
  wrong,
  busy,  ///< nothing was checked; to be tried again in a moment
};

struct HasherBusy {};

/// Makes and checks password hashes. Safe to use from several threads.
class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordCost cost = {}, PasswordLimits limits = {});

  /// A text that holds salt, cost and hash: `$argon2id$v=19$m=65536,t=2,p=1$…`.
  [[nodiscard]] std::expected<std::string, HasherBusy> hash(std::string_view password);

  /// Where there is no hash, the answer is `wrong` and takes as long as for any other.
  [[nodiscard]] PasswordCheck check(std::string_view password,
                                    const std::optional<std::string>& hash);

  /// Whether that hash was made at another cost than this one makes them.
  [[nodiscard]] bool is_outdated(const std::string& hash) const;

 private:
  class Turn;

  PasswordCost cost_;
  PasswordLimits limits_;
  std::string nobodys_;  // a well-formed hash at this cost, of no password
  std::mutex mutex_;
  std::condition_variable freed_;
  std::size_t running_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace servicecard::access
