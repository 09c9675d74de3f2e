#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>

#include "server/counter/office.h"
#include "server/counter/use_error.h"
#include "server/store/outcomes.h"
#include "server/store/refusals.h"

/// What a counter says of a check beside a use: that it turned a valid card away, and what it found
/// when it looked at the holder.
namespace servicecard::counter {

struct RefusalRequest {
  std::string key;  ///< the partner's own name for it: the same again counts once
  std::int64_t verification = 0;
  store::TurnedAway reason = store::TurnedAway::other;
  std::optional<std::string> service;
  std::optional<std::string> note;  ///< must be there with `other`
};

/// 拒绝: of a card that was found valid.
[[nodiscard]] std::expected<store::TurnAway, UseRefusal> refuse(const Office& office,
                                                                const Caller& caller,
                                                                const RefusalRequest& request,
                                                                Time now);

struct OutcomeRequest {
  std::int64_t verification = 0;
  store::CheckOutcome outcome = store::CheckOutcome::left;
  std::optional<std::string> note;
};

/// The same again changes nothing, another one is `noted_before`. An ID that is not the holder's
/// raises an alarm.
[[nodiscard]] std::expected<store::NotedOutcome, UseRefusal> note_outcome(
    const Office& office, const Caller& caller, const OutcomeRequest& request, Time now);

/// Nothing where the note is absent or good.
[[nodiscard]] std::optional<UseError> objection_to_note(store::TurnedAway reason,
                                                        const std::optional<std::string>& note);

/// Writes the refusal and its leaf; gives its id.
[[nodiscard]] std::int64_t record_refusal(store::Transaction& transaction,
                                          const store::NewTurnAway& refusal,
                                          const CardNumber& card);

}  // namespace servicecard::counter
