#include <utility>

#include "server/desk/annual_review.h"
#include "server/desk/review_counts.h"
#include "server/desk/revocation.h"
#include "server/store/enterprises.h"

namespace servicecard::desk {
namespace {

// What is done in one transaction, so that others who write wait for moments only.
constexpr std::int64_t enterprises_at_once = 10;

using Objection = std::optional<ReviewError>;

Objection objection_to_finish(const std::optional<store::Review>& review, Time now) {
  if (!review) return ReviewError::no_such_review;
  if (review->state != ReviewState::confirmed) return ReviewError::wrong_state;
  if (day_of(now) <= review->grace_until.value()) return ReviewError::grace_running;
  return std::nullopt;
}

// Judges one enterprise anew, and takes its cards away where it holds no ground.
void settle(store::Transaction& transaction, const access::Act& act,
            const store::ReviewedEnterprise& row, const StoredPolicy& policy) {
  const Standing standing =
      standing_of(transaction, policy.policy, row.enterprise_id, day_of(act.now));
  store::ReviewResult result{
      .lapsed = standing.outcome != ReviewOutcome::keep,
      .decision_id = add_decision(transaction, policy, standing.decision, act.now),
      .cards = 0};
  if (result.lapsed) {
    const auto cards = live_cards_of(transaction, row.enterprise_id, act.now);
    revoke_all(
        transaction, act, cards,
        {.reason = standing.reason.value(), .note = "", .more = {{"review", row.review_id}}});
    result.cards = static_cast<std::int64_t>(cards.size());
  }
  store::reviews::set_result(transaction, row.review_id, row.enterprise_id, result);
  const auto enterprise = store::enterprises::find(transaction, row.enterprise_id).value();
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = "review.settled",
                      .subject = "enterprise:" + enterprise.uscc.str(),
                      .content = {{"review", row.review_id},
                                  {"result", result.lapsed ? "lapsed" : "kept"},
                                  {"cards", result.cards}}});
}

void finish(store::Transaction& transaction, const access::Act& act, store::Review& review) {
  review.state = ReviewState::finished;
  review.ended_by = act.actor.name;
  review.ended_at = act.now;
  store::reviews::save(transaction, review);
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = "review.finished",
                      .subject = "review:" + std::to_string(review.id),
                      .content = counts_json(transaction, review.id)});
}

// Settles some enterprises, or finishes the review where none is left; says whether it is finished.
std::expected<bool, ReviewError> advance(store::Transaction& transaction, const access::Act& act,
                                         std::int64_t id) {
  auto review = store::reviews::find(transaction, id);
  if (const Objection objection = objection_to_finish(review, act.now)) {
    return std::unexpected(*objection);
  }
  const auto policy = policy_on(transaction, day_of(act.now));
  if (!policy) return std::unexpected(ReviewError::no_policy);
  const auto rows =
      store::reviews::at_risk(transaction, id, {.limit = enterprises_at_once, .after = 0});
  for (const store::ReviewedEnterprise& row : rows) settle(transaction, act, row, *policy);
  if (rows.empty()) finish(transaction, act, *review);
  return rows.empty();
}

}  // namespace

ReviewResult finish_review(const Desk& desk, const access::Act& act, std::int64_t id) {
  while (true) {
    const auto finished = desk.store.write(
        [&](store::Transaction& transaction) { return advance(transaction, act, id); });
    if (!finished) return std::unexpected(finished.error());
    if (*finished) return show_review(desk, act.now, id);
  }
}

}  // namespace servicecard::desk
