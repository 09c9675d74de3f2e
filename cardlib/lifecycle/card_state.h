#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

#include "cardlib/identity/bilingual.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard {

/// The state of a card as it is stored. Whether it has begun or expired is never stored: it follows
/// from the time (`phase_of`).
enum class CardState : std::uint8_t {
  prepared,    ///< recorded, number and indices taken, not signed yet; nobody holds it
  active,      ///< signed, recorded, released
  lost,        ///< 挂失: reported lost; the holder's word suffices
  suspended,   ///< 暂停: by the desk, with a reason
  revoked,     ///< 注销: final
  superseded,  ///< 换发、补办: another card took its place; final
};

inline constexpr std::array all_card_states = {CardState::prepared, CardState::active,
                                               CardState::lost,     CardState::suspended,
                                               CardState::revoked,  CardState::superseded};

/// The name in the database, the API and logs.
[[nodiscard]] std::string_view to_string(CardState state);
[[nodiscard]] std::optional<CardState> parse_card_state(std::string_view name);
/// The word for people: 有效, active.
[[nodiscard]] Bilingual text_of(CardState state);

/// What can be done to a card.
enum class CardAct : std::uint8_t {
  release,      ///< its two tokens are signed and recorded
  report_lost,  ///< 挂失
  report_found,
  suspend,
  reinstate,
  revoke,
  supersede,  ///< together with the release of the card that takes its place
};

inline constexpr std::array all_card_acts = {
    CardAct::release,   CardAct::report_lost, CardAct::report_found, CardAct::suspend,
    CardAct::reinstate, CardAct::revoke,      CardAct::supersede};

[[nodiscard]] std::string_view to_string(CardAct act);

/// Whether the act takes the card away from its holder on the desk's word, so that it needs a
/// `ReasonCode`.
[[nodiscard]] bool needs_reason(CardAct act);

enum class IllegalMove {
  already_so,    ///< the card is in the state that the act leads to
  not_released,  ///< a prepared card can only be released or revoked
  wrong_state,   ///< the act undoes a state that the card is not in, or would hide the one it is in
  final_state,   ///< revoked and superseded cards never move
};

[[nodiscard]] std::string_view to_string(IllegalMove why);

/// The state after the act. Every pair of state and act is decided here and nowhere else.
[[nodiscard]] std::expected<CardState, IllegalMove> next(CardState state, CardAct act);

/// The value of a card's entries in the status lists: 0 valid, 1 invalid, 2 suspended
/// (draft-ietf-oauth-status-list §7.1). A prepared card has 0: its tokens do not exist yet.
[[nodiscard]] std::uint8_t status_value(CardState state);

/// When a card can be used: from `not_before` until just before `expires`.
struct Validity {
  Time not_before;
  Time expires;

  bool operator==(const Validity&) const = default;
};

enum class Phase : std::uint8_t { not_yet_valid, current, expired };

[[nodiscard]] Phase phase_of(const Validity& validity, Time now);

/// Live cards count in quotas, and a person has one of them in the county: prepared, active, lost
/// or suspended, and not expired.
[[nodiscard]] bool is_live(CardState state, const Validity& validity, Time now);

/// Whether a card counts in quotas at that time: it is live and has begun. A renewal's successor
/// thus takes no second place beside the card that it follows.
[[nodiscard]] bool counts_in_quota(CardState state, const Validity& validity, Time now);

}  // namespace servicecard
