#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/crypto/digest.h"
#include "cardlib/crypto/random_source.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard::access {

struct SessionLimits {
  std::chrono::seconds idle{30 * 60};       ///< without a request
  std::chrono::seconds lasting{12 * 3600};  ///< in all
  std::size_t per_account = 10;             ///< one more ends the one not seen for longest
};

/// Who signed in, and from where.
struct SignedIn {
  std::int64_t account = 0;
  /// Of the account's credentials when they were checked. Once the account's is another one, the
  /// session is nothing: for whoever looks the account up to compare.
  std::int64_t epoch = 0;
  std::string address{};
  std::string agent{};  ///< what the browser calls itself
};

struct Session {
  std::string id;  ///< tells an account's sessions apart; opens nothing
  SignedIn by;
  Time opened_at;
  Time seen_at;
};

/// A session just opened, and its secret, which only the browser keeps.
struct OpenedSession {
  Session session;
  std::string secret;
};

/// Who is signed in at the pages. In memory alone: a copy of the database opens none, and a restart
/// signs everybody out. Of a session's secret, 256 random bits, only the SHA-256 is kept. Safe to
/// use from several threads where the random source is.
class Sessions {
 public:
  Sessions(SessionLimits limits, RandomSource& random) : limits_(limits), random_(random) {}

  /// Always a new secret: one that the browser had before is worth nothing.
  [[nodiscard]] OpenedSession open(SignedIn by, Time now);

  /// The session of that secret, seen now; nothing where there is none, or it has ended.
  [[nodiscard]] std::optional<Session> find(std::string_view secret, Time now);

  /// Those of one account, the one opened last first.
  [[nodiscard]] std::vector<Session> of(std::int64_t account, Time now);

  /// False where that account has no such session.
  bool end(std::int64_t account, std::string_view id);
  void end_all(std::int64_t account);

  /// When a session ends if nobody uses it any more.
  [[nodiscard]] Time end_of(const Session& session) const;

 private:
  // Called with the lock held.
  void forget_ended(Time now);
  void make_room(std::int64_t account);

  SessionLimits limits_;
  RandomSource& random_;
  std::mutex mutex_;
  std::map<Sha256, Session> sessions_;
};

/// What a page sends back in a header with whatever changes something, to show that it is ours: a
/// page of another origin can neither read nor compute it. From the session's secret by HMAC.
[[nodiscard]] std::string csrf_token(std::string_view session_secret);

}  // namespace servicecard::access
