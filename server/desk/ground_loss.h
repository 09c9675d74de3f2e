#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cardlib/eligibility/decision.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/uscc.h"
#include "cardlib/lifecycle/reason_code.h"
#include "server/access/actor.h"
#include "server/desk/cards.h"
#include "server/desk/desk.h"
#include "server/desk/record_error.h"
#include "server/desk/run.h"

/// An enterprise loses a ground on which it has cards: what becomes of them, in one act.
namespace servicecard::desk {

/// A designation's last day is set.
struct DesignationEnds {
  std::int64_t designation = 0;
  CivilDate until;
};
/// 失信.
struct CreditBecomesDishonest {};
/// The record says it already, as after a tax record was corrected.
struct NothingFurther {};
using LostGround = std::variant<NothingFurther, DesignationEnds, CreditBecomesDishonest>;

struct GroundLoss {
  LostGround what;
  std::optional<ReasonCode>
      reason{};  ///< of the cards that lapse; `lapse_reason` where none is said
  std::string note;
};

/// A live card as it stands before.
struct TouchedCard {
  std::string number;
  std::string person_name;
  ShownState state = ShownState::active;
};

/// Cards lapse where no ground holds any more, all of them. While anything is pending or not exact,
/// and where another ground holds, they are kept.
struct GroundLossReport {
  Decision before;
  Decision after;
  std::vector<TouchedCard> cards;
  std::optional<ReasonCode> reason;  ///< for which all of them are revoked; nothing: they are kept
};

/// In one transaction: the change of the record, the decision by the policy in force today, and the
/// revocation of the live cards, and of renewals that have not begun, where no ground holds any
/// more. The decision is stored with its trace, and each card's leaf names it.
[[nodiscard]] std::expected<GroundLossReport, RecordError> lose_ground(
    const Desk& desk, const access::Act& act, const Uscc& uscc, const GroundLoss& loss, Run run);

}  // namespace servicecard::desk
