#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/credential/verifier.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard::cli {

/// What a check without a server rests on.
struct OfflineEvidence {
  std::string root{};  ///< the root's public key, a JWK
  std::string pack{};  ///< an offline pack
  /// Where the newest pack seen is remembered; without one an older pack is not noticed.
  std::optional<std::filesystem::path> state{};
  std::optional<std::chrono::seconds> max_age{};
};

/// What came of a check, and the dates of the data that it rests on.
struct OfflineOutcome {
  Verification verification;
  Time data_issued_at;
  Time data_expires;
};

/// Opens the pack by the root, remembers it in the state file, then verifies the token. Throws
/// `Stop` (`cannot_tell`) for a pack that the root does not stand for or that is older than one
/// seen, and for a state file that is damaged.
[[nodiscard]] OfflineOutcome check_offline(std::string_view token, const OfflineEvidence& evidence,
                                           Time now);

/// `90s`, `30m`, `24h`, `7d`; nothing for any other text.
[[nodiscard]] std::optional<std::chrono::seconds> parse_age(std::string_view text);

}  // namespace servicecard::cli
