#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cardlib/credential/status_source.h"
#include "cardlib/crypto/digest.h"
#include "server/counter/office.h"
#include "server/counter/use_error.h"
#include "server/store/refusals.h"

/// What a counter did while it had no network, told afterwards. It has happened, so it is recorded
/// even where it should not have been; the answer says so, row by row.
namespace servicecard::counter {

inline constexpr std::size_t max_reported = 100;  ///< in one report
/// What is older is for the desk to look at.
inline constexpr std::chrono::days report_lasts{30};

struct ReportedUse {
  std::string service;
  Beneficiary beneficiary = Beneficiary::self;
};

struct ReportedRefusal {
  store::TurnedAway reason = store::TurnedAway::other;
  std::optional<std::string> service;
  std::optional<std::string> note;
};

struct ReportedItem {
  std::string key;  ///< the partner's own name for it: the same again counts once
  Time at;
  // The token that was verified there: where its status stands, and its hash. Whoever has not had
  // the token cannot know the hash; of the holder it says nothing.
  StatusReference reference;
  Sha256 token_hash{};
  std::variant<ReportedUse, ReportedRefusal> what;
  std::optional<std::string> site;
};

enum class ReportOutcome : std::uint8_t {
  accepted,
  over_quota,      ///< recorded: others had used what was left
  not_valid_then,  ///< recorded: the verdict says what the card was at that time
  not_entitled,    ///< recorded: the card does not have the service
  not_for_them,    ///< recorded: the service is not for that relation of the holder
  already_reported,
  key_reused,       ///< not recorded: the key stood for something else
  unknown_card,     ///< not recorded: no such token was issued
  no_such_service,  ///< not recorded: none of the catalogue's in the partner's sector on that day
  not_contracted,   ///< not recorded: the partner had no contract on that day
  bad_time,         ///< not recorded: to come, or over 30 days ago
  bad_note,         ///< not recorded: see `UseError::bad_note` and `note_needed`
};

/// `"over_quota"`: the name in the API.
[[nodiscard]] std::string_view to_string(ReportOutcome outcome);

struct ReportedResult {
  std::string key;
  ReportOutcome outcome = ReportOutcome::accepted;
  std::optional<Verdict> verdict;      ///< with `not_valid_then`
  std::optional<std::int64_t> record;  ///< of the use or the refusal, where there is one
};

/// In the order of the items; all in one transaction. `cannot_sign` where no key signs receipts.
[[nodiscard]] std::expected<std::vector<ReportedResult>, UseRefusal> report_offline(
    const Office& office, const Caller& caller, const std::vector<ReportedItem>& items, Time now);

}  // namespace servicecard::counter
