#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "cardlib/credential/claims.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard {

/// How far a source sees.
enum class Reach : std::uint8_t {
  online,   ///< every token that was issued, by its hash, and every change at once
  offline,  ///< what was published when the data was fetched
};

/// What a source says of one credential.
enum class CardStatus : std::uint8_t {
  active,
  lost,  ///< online alone: lists call it suspended
  suspended,
  revoked,
  superseded,  ///< online alone: lists call it revoked

  no_such_reference,  ///< online: nothing was ever issued at that place
  other_token,        ///< online: what was issued there was another token

  not_listed,      ///< offline: the list is not here, or has no such index
  unknown_value,   ///< the list holds a value that has no meaning
  list_expired,    ///< the list's `exp` is reached
  list_too_old,    ///< the caller's maximum age is reached
  pack_expired,    ///< the pack's `exp` is reached
  clock_set_back,  ///< now is before data that was already seen
  feed_silent,     ///< online: changes are no longer heard of
};

/// One question to a source, of a token whose signature was found good.
struct StatusQuery {
  const StatusReference& reference;
  const Sha256& token_hash;
  Time now;
  std::optional<std::chrono::seconds>
      max_age;  ///< of the data; nothing asks for no more than `exp`
};

/// Where the status of credentials comes from: the server's memory, or an offline pack. Asked once
/// a verification, on its thread; must not block. Implementations are safe to call from several
/// threads.
class StatusSource {
 public:
  StatusSource() = default;
  StatusSource(const StatusSource&) = default;
  StatusSource& operator=(const StatusSource&) = default;
  virtual ~StatusSource() = default;

  /// A source that says `online` promises to answer `active`, `lost`, `suspended`, `revoked` and
  /// `superseded` for recorded tokens alone: the hash is the recorded one. On this promise tokens
  /// of a revoked key may still stand.
  [[nodiscard]] virtual Reach reach() const = 0;

  [[nodiscard]] virtual CardStatus status(const StatusQuery& query) const = 0;
};

/// What now may lag behind `iat`, `nbf` and data that was seen. `exp` has no such grace.
inline constexpr std::chrono::seconds clock_skew{60};

}  // namespace servicecard
