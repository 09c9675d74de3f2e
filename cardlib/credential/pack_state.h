#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"
#include "cardlib/codec/json.h"
#include "cardlib/credential/offline_pack.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard {

enum class PackStateError {
  corrupted,  ///< not, to the octet, what `bytes` gives: cut, changed, or no state at all
};

/// Why a pack is not taken: something newer was seen, or something else under the same number.
enum class RollbackError {
  other_issuer,      ///< the state is about another issuer
  older_trust_list,  ///< a higher sequence number was seen
  other_trust_list,  ///< the same sequence number was seen with other octets
  older_pack,        ///< a higher sequence number was seen
  other_pack,        ///< the same sequence number was seen with other octets
  older_issue,       ///< its number is higher, but it was issued before what was seen
};

[[nodiscard]] std::string_view to_string(RollbackError error);

/// What a verifier without a server has to remember, durably and for ever, so that nobody can hand
/// it an old pack again: the highest trust list and the highest pack that it took, and the latest
/// moment at which anything was issued.
class PackState {
 public:
  /// Of a verifier that never took a pack before this one.
  [[nodiscard]] static PackState first(const OfflinePack& pack);

  /// From what `bytes` gave. A file that is there and cannot be read is never a fresh start: the
  /// caller shows the error and stops.
  [[nodiscard]] static std::expected<PackState, PackStateError> read(BytesView bytes);

  /// The state as canonical JSON with a digest of its own.
  [[nodiscard]] std::string bytes() const;

  /// The state after taking that pack. To be written durably before the first answer from it.
  [[nodiscard]] std::expected<PackState, RollbackError> after(const OfflinePack& pack) const;

  /// The highest `iat` seen: a clock that is more than a minute before it was set back.
  [[nodiscard]] Time latest() const { return latest_; }

  [[nodiscard]] bool operator==(const PackState&) const = default;

 private:
  /// A number and the document that bore it.
  struct Seen {
    std::uint64_t sequence = 0;
    Sha256 hash{};

    bool operator==(const Seen&) const = default;
  };
  PackState() = default;
  static std::optional<PackState> read_members(std::string_view text);
  static std::optional<Seen> read_seen(const json::object& from, std::string_view name);

  std::string issuer_;
  Seen trust_list_;
  Seen pack_;
  Time latest_;
};

}  // namespace servicecard
