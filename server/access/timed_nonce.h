#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/crypto/random_source.h"
#include "cardlib/identity/civil_date.h"
#include "keys/data_key.h"

namespace servicecard::access {

/// Gives out nonces and knows them again, without keeping any: a nonce is 128 random bits, its end,
/// and a keyed hash of both with the subject that it was given to. So every server that holds the
/// data key knows it, also after a restart. That it counts once is for `store::nonces` to see to.
/// Safe to use from several threads where the random source is.
class TimedNonces {
 public:
  static constexpr std::chrono::seconds lifetime{300};

  /// The hash is one for this use alone: nonces of different uses must not be mixed up.
  TimedNonces(keys::KeyedHash hash, RandomSource& random)
      : hash_(std::move(hash)), random_(random) {}

  /// base64url; good until `now` + `lifetime`.
  [[nodiscard]] std::string make(std::string_view subject, Time now) const;

  /// When that nonce ends; nothing for one that was not given to that subject, or that has ended.
  [[nodiscard]] std::optional<Time> end_of(std::string_view nonce, std::string_view subject,
                                           Time now) const;

 private:
  keys::KeyedHash hash_;
  RandomSource& random_;
};

}  // namespace servicecard::access
