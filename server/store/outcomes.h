#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/identity/civil_date.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// What the counter found when it looked at whoever showed the card.
enum class CheckOutcome : std::uint8_t {
  holder_confirmed,  ///< the ID is the holder's
  id_mismatch,       ///< it is somebody else's
  left,              ///< the person left before anything was done
};

inline constexpr std::array all_check_outcomes = {CheckOutcome::holder_confirmed,
                                                  CheckOutcome::id_mismatch, CheckOutcome::left};

/// `"id_mismatch"`: the name in the database and the API.
[[nodiscard]] std::string_view to_string(CheckOutcome outcome);
[[nodiscard]] std::optional<CheckOutcome> parse_check_outcome(std::string_view name);

struct NotedOutcome {
  std::int64_t verification_id = 0;
  CheckOutcome outcome = CheckOutcome::left;
  std::optional<std::string> note;
  Time noted_at;
  std::string noted_by;
};

namespace outcomes {

/// The verification must have none yet.
void add(Transaction& transaction, const NotedOutcome& outcome);
[[nodiscard]] std::optional<NotedOutcome> of_verification(Reader& reader,
                                                          std::int64_t verification_id);

}  // namespace outcomes
}  // namespace servicecard::store
