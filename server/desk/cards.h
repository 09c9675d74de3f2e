#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/identity/card_number.h"
#include "cardlib/identity/uscc.h"
#include "cardlib/lifecycle/reason_code.h"
#include "server/access/actor.h"
#include "server/desk/card_error.h"
#include "server/desk/desk.h"
#include "server/desk/grace.h"
#include "server/store/cards.h"
#include "server/store/credentials.h"
#include "server/store/handovers.h"
#include "server/store/journal_log.h"
#include "server/store/policies.h"

/// What happens to a card after it was issued.
namespace servicecard::desk {

/// The state of a card as people see it: the stored one, or expired.
enum class ShownState : std::uint8_t {
  prepared,
  active,
  lost,
  suspended,
  revoked,
  superseded,
  expired,
};

[[nodiscard]] std::string_view to_string(ShownState state);
[[nodiscard]] std::optional<ShownState> parse_shown_state(std::string_view name);
[[nodiscard]] ShownState shown_state(const store::Card& card, Time now);

struct CardView {
  store::Card card;
  ShownState state = ShownState::prepared;
  std::string person_name;
  Uscc enterprise;
  std::string enterprise_name;
  std::optional<std::string> predecessor;  ///< number
  std::optional<std::string> successor;    ///< number
  store::CardPrint print;
};

struct CardDetail {
  CardView view;
  std::optional<store::DecisionRow> decision;
  std::vector<store::Credential> credentials;
  /// What the desk did, the oldest first. Where the card was used is not for everybody at the desk:
  /// see counter/card_uses.h.
  std::vector<store::JournalRow> history;
  std::optional<Grace> grace;  ///< of a live card
};

struct CardQuery {
  std::optional<ShownState> state;
  std::optional<std::string> text;
  std::optional<Uscc> enterprise;
  std::optional<CivilDate> valid_until;    ///< those whose last day is that or an earlier one
  std::optional<CivilDate> expiring_by{};  ///< the same of those in force that have no successor
  store::Order order{};
  std::optional<PrintState> print{};
  store::Page page;
};

using CardResult = std::expected<CardView, CardError>;

/// The page's key is the last card's id.
[[nodiscard]] std::vector<CardView> list_cards(const Desk& desk, Time now, const CardQuery& query);
[[nodiscard]] std::expected<CardDetail, CardError> show_card(const Desk& desk, Time now,
                                                             const CardNumber& number);

/// 挂失: the holder's word suffices, at once.
[[nodiscard]] CardResult report_lost(const Desk& desk, const access::Act& act,
                                     const CardNumber& number, const std::string& note);
[[nodiscard]] CardResult suspend_card(const Desk& desk, const access::Act& act,
                                      const CardNumber& number, const std::string& reason);
/// Found again, or the suspension ends. A clerk can do the first alone.
[[nodiscard]] CardResult reinstate_card(const Desk& desk, const access::Act& act,
                                        const CardNumber& number, const std::string& note);
/// 注销: final.
[[nodiscard]] CardResult revoke_card(const Desk& desk, const access::Act& act,
                                     const CardNumber& number, ReasonCode reason,
                                     const std::string& note);
/// 换发, 补办: a new card with a new number for the rest of the old one's time. The old one is
/// superseded in the transaction in which the new one becomes active.
[[nodiscard]] CardResult replace_card(const Desk& desk, const access::Act& act,
                                      const CardNumber& number, const std::string& note);

/// The token of a card as it was signed.
[[nodiscard]] std::expected<Bytes, CardError> card_token(const Desk& desk, const CardNumber& number,
                                                         store::CredentialKind kind);

/// How a card is seen inside a transaction or beside it.
[[nodiscard]] CardView view_of(store::Reader& reader, store::Card card, Time now);

}  // namespace servicecard::desk
