#include "server/desk/ground_loss.h"

#include <utility>

#include "cardlib/eligibility/evaluator.h"
#include "server/desk/enterprises.h"
#include "server/desk/facts.h"
#include "server/desk/grounds.h"
#include "server/desk/revocation.h"
#include "server/desk/standing.h"
#include "server/store/enterprises.h"
#include "server/store/people.h"

namespace servicecard::desk {
namespace {

using Result = std::expected<GroundLossReport, RecordError>;

/// Writes what happened; why not, where it cannot have happened.
class Recorder {
 public:
  Recorder(store::Transaction& transaction, const access::Act& act,
           const store::Enterprise& enterprise)
      : transaction_(transaction), act_(act), enterprise_(enterprise) {}

  std::optional<RecordError> operator()(const NothingFurther&) const { return std::nullopt; }

  std::optional<RecordError> operator()(const DesignationEnds& end) const {
    const auto ended =
        end_designation(transaction_, act_, enterprise_.uscc, end.designation, end.until);
    return ended ? std::nullopt : std::optional(ended.error());
  }

  std::optional<RecordError> operator()(const CreditBecomesDishonest&) const {
    if (enterprise_.credit_status == to_string(CreditStatus::dishonest)) return std::nullopt;
    const auto changed =
        change_enterprise(transaction_, act_, enterprise_.uscc,
                          {.name = std::nullopt, .credit = CreditStatus::dishonest});
    return changed ? std::nullopt : std::optional(changed.error());
  }

 private:
  store::Transaction& transaction_;
  const access::Act& act_;
  const store::Enterprise& enterprise_;
};

TouchedCard touched(store::Reader& reader, const store::Card& card, Time now) {
  return {.number = card.number.str(),
          .person_name = store::people::find(reader, card.person_id).value().name.str(),
          .state = shown_state(card, now)};
}

void lapse(store::Transaction& transaction, const access::Act& act,
           const std::vector<store::Card>& cards, const StoredPolicy& stored,
           const Decision& decision, Revocation revocation) {
  if (cards.empty()) return;
  revocation.more["decision"] = add_decision(transaction, stored, decision, act.now);
  revoke_all(transaction, act, cards, revocation);
}

Result lose(store::Transaction& transaction, const access::Act& act, const Uscc& uscc,
            const GroundLoss& loss) {
  const CivilDate today = day_of(act.now);
  const auto enterprise = store::enterprises::find(transaction, uscc);
  if (!enterprise) return std::unexpected(RecordError::no_such_enterprise);
  const auto stored = policy_on(transaction, today);
  if (!stored) return std::unexpected(RecordError::no_policy);
  Decision before = decide(stored->policy, facts_of(transaction, enterprise->id), today);
  if (const auto error = std::visit(Recorder(transaction, act, *enterprise), loss.what)) {
    return std::unexpected(*error);
  }
  Standing after = standing_of(transaction, stored->policy, enterprise->id, today);
  GroundLossReport report{.before = std::move(before),
                          .after = std::move(after.decision),
                          .cards = {},
                          .reason = std::nullopt};
  const auto cards = live_cards_of(transaction, enterprise->id, act.now);
  for (const store::Card& card : cards) {
    report.cards.push_back(touched(transaction, card, act.now));
  }
  if (report.after.outcome != Outcome::not_eligible) return report;
  report.reason = loss.reason ? loss.reason : after.reason;
  lapse(transaction, act, cards, *stored, report.after,
        {.reason = *report.reason, .note = loss.note});
  return report;
}

}  // namespace

Result lose_ground(const Desk& desk, const access::Act& act, const Uscc& uscc,
                   const GroundLoss& loss, Run run) {
  return run_change(desk.store, run, [&](store::Transaction& transaction) {
    return lose(transaction, act, uscc, loss);
  });
}

}  // namespace servicecard::desk
