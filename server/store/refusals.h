#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/page.h"
#include "server/store/reader.h"
#include "server/store/redemptions.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// Why a partner turned a valid card away.
enum class TurnedAway : std::uint8_t {
  not_offered,     ///< the partner does not give the service
  no_capacity,     ///< not today
  wrong_site,      ///< at another of its sites
  system_failure,  ///< the partner's own
  other,           ///< a note says what
};

inline constexpr std::array all_turned_away = {TurnedAway::not_offered, TurnedAway::no_capacity,
                                               TurnedAway::wrong_site, TurnedAway::system_failure,
                                               TurnedAway::other};

/// `"not_offered"`: the name in the database and the API.
[[nodiscard]] std::string_view to_string(TurnedAway reason);
[[nodiscard]] std::optional<TurnedAway> parse_turned_away(std::string_view name);

struct NewTurnAway {
  std::string partner_id;
  RequestMark request;
  std::optional<std::int64_t> verification_id;  ///< none: reported afterwards
  std::int64_t card_id = 0;
  std::optional<std::string> service;
  std::optional<std::string> site;
  TurnedAway reason = TurnedAway::other;
  std::optional<std::string> note;
  Time refused_at;
  Time recorded_at;
  std::string recorded_by;
};

/// 拒绝: a valid card that a partner turned away.
struct TurnAway {
  std::int64_t id = 0;
  NewTurnAway entry;
  CardNumber card_number;
};

namespace refusals {

[[nodiscard]] std::int64_t add(Transaction& transaction, const NewTurnAway& refusal);
[[nodiscard]] std::optional<TurnAway> of_request(Reader& reader, const std::string& partner_id,
                                                 const std::string& request_key);
/// Newest first.
[[nodiscard]] std::vector<TurnAway> of_card(Reader& reader, std::int64_t card_id, Page page);

}  // namespace refusals
}  // namespace servicecard::store
