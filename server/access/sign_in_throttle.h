#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>

#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"
#include "keys/data_key.h"

namespace servicecard::access {

/// Slows down who guesses passwords or codes: by the name that is tried, whether there is such an
/// account or not, and by the address that tries. After some failures each further attempt has to
/// wait longer than the one before. An attempt counts as failed until it succeeds, so that many at
/// once get no more guesses than one after another. Names are kept as keyed hashes alone: people
/// type passwords in the wrong place. Safe to use from several threads.
class SignInThrottle {
 public:
  static constexpr std::size_t free_by_name = 5;
  static constexpr std::size_t free_by_address = 20;  ///< a whole office may share one
  static constexpr std::chrono::seconds first_wait{5};
  static constexpr std::chrono::seconds longest_wait{900};
  static constexpr std::chrono::seconds memory{3600};  ///< without an attempt all is forgotten
  /// So many names and so many addresses are remembered; then the oldest is forgotten.
  static constexpr std::size_t max_entries = 10'000;

  explicit SignInThrottle(keys::KeyedHash hash) : hash_(std::move(hash)) {}

  /// Counts an attempt. How long it must wait instead, where it comes too early; then it does not
  /// count. In process there is no address, and an empty one is not counted.
  [[nodiscard]] std::optional<std::chrono::seconds> attempt(std::string_view name,
                                                            std::string_view address, Time now);
  /// The attempt was right: nothing is left against the name, and one less against the address.
  void succeeded(std::string_view name, std::string_view address);
  /// The attempt was no guess: as if it had not been.
  void take_back(std::string_view name, std::string_view address);

 private:
  struct Failures {
    std::size_t count = 0;
    Time last{};
  };
  using Table = std::map<Sha256, Failures>;

  [[nodiscard]] Sha256 key_of(std::string_view kind, std::string_view text) const;
  static std::optional<std::chrono::seconds> wait_of(const Table& table, const Sha256& key,
                                                     std::size_t free, Time now);
  static void count(Table& table, const Sha256& key, Time now);
  static void uncount(Table& table, const Sha256& key);

  keys::KeyedHash hash_;
  std::mutex mutex_;
  Table names_;
  Table addresses_;
};

}  // namespace servicecard::access
