#include "server/desk/annual_review.h"

#include <utility>

#include "cardlib/codec/ascii.h"
#include "server/desk/review_counts.h"
#include "server/store/enterprises.h"

namespace servicecard::desk {
namespace {

// What is done in one transaction, so that others who write wait for moments only.
constexpr std::int64_t enterprises_at_once = 100;

using Changed = std::expected<store::Review, ReviewError>;

std::string subject_of(std::int64_t review) { return "review:" + std::to_string(review); }

void journal(store::Transaction& transaction, const access::Act& act, std::string kind,
             std::int64_t review, json::object content) {
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = std::move(kind),
                      .subject = subject_of(review),
                      .content = std::move(content)});
}

void end(store::Transaction& transaction, const access::Act& act, store::Review& review,
         const std::string& reason) {
  review.state = ReviewState::cancelled;
  review.ended_by = act.actor.name;
  review.ended_at = act.now;
  review.reason = reason;
  store::reviews::save(transaction, review);
  journal(transaction, act, "review.cancelled", review.id, {{"reason", reason}});
}

struct Begun {
  std::int64_t review = 0;
  StoredPolicy policy;
};

std::expected<Begun, ReviewError> begin(store::Transaction& transaction, const access::Act& act) {
  auto policy = policy_on(transaction, day_of(act.now));
  if (!policy) return std::unexpected(ReviewError::no_policy);
  if (store::reviews::holdings(transaction, act.now, {.limit = 1, .after = 0}).empty()) {
    return std::unexpected(ReviewError::no_cards);
  }
  if (auto other = store::reviews::open(transaction)) {
    if (other->state == ReviewState::confirmed) return std::unexpected(ReviewError::under_way);
    end(transaction, act, *other, "drawn up anew");
  }
  const std::int64_t id = store::reviews::add(transaction, {.policy_id = policy->id,
                                                            .day = day_of(act.now),
                                                            .drafted_by = act.actor.name,
                                                            .drafted_at = act.now});
  journal(transaction, act, "review.begun", id,
          {{"policy", policy->policy.terms().id}, {"version", policy->policy.terms().version}});
  return Begun{.review = id, .policy = *std::move(policy)};
}

struct Judged {
  store::CardHolding holding;
  Uscc uscc;
  Standing standing;
};

std::vector<Judged> judge(store::Reader& reader, const Policy& policy, Time now,
                          std::int64_t after) {
  std::vector<Judged> judged;
  for (const store::CardHolding& holding :
       store::reviews::holdings(reader, now, {.limit = enterprises_at_once, .after = after})) {
    judged.push_back({.holding = holding,
                      .uscc = store::enterprises::find(reader, holding.enterprise_id).value().uscc,
                      .standing = standing_of(reader, policy, holding.enterprise_id, day_of(now))});
  }
  return judged;
}

std::optional<std::string> reason_of(const Standing& standing) {
  return standing.reason ? std::optional(std::string(to_string(*standing.reason))) : std::nullopt;
}

json::object content_of(const Judged& one) {
  json::object content{{"uscc", one.uscc.str()},
                       {"outcome", to_string(one.standing.outcome)},
                       {"live_cards", one.holding.live_cards}};
  if (const auto reason = reason_of(one.standing)) content["reason_code"] = *reason;
  return content;
}

Changed put(store::Transaction& transaction, const access::Act& act, const Begun& begun,
            const std::vector<Judged>& judged) {
  auto review = store::reviews::find(transaction, begun.review).value();
  if (review.state != ReviewState::judging) return std::unexpected(ReviewError::wrong_state);
  json::array enterprises;
  for (const Judged& one : judged) {
    const Standing& standing = one.standing;
    store::reviews::add_enterprise(
        transaction,
        {.review_id = begun.review,
         .enterprise_id = one.holding.enterprise_id,
         .outcome = standing.outcome,
         .reason = reason_of(standing),
         .decision_id = add_decision(transaction, begun.policy, standing.decision, act.now),
         .live_cards = one.holding.live_cards,
         .quota = standing.quota,
         .result = std::nullopt});
    enterprises.push_back(content_of(one));
  }
  journal(transaction, act, "review.judged", begun.review,
          {{"enterprises", std::move(enterprises)}});
  return review;
}

Changed complete(store::Transaction& transaction, const access::Act& act, std::int64_t id) {
  auto review = store::reviews::find(transaction, id).value();
  if (review.state != ReviewState::judging) return std::unexpected(ReviewError::wrong_state);
  review.state = ReviewState::draft;
  store::reviews::save(transaction, review);
  journal(transaction, act, "review.drafted", id, counts_json(transaction, id));
  return review;
}

// One step of a review, and what is to be seen of it after.
template <class Step>
ReviewResult take(const Desk& desk, const access::Act& act, std::int64_t id, Step step) {
  const auto taken = desk.store.write([&](store::Transaction& transaction) -> Changed {
    auto review = store::reviews::find(transaction, id);
    if (!review) return std::unexpected(ReviewError::no_such_review);
    if (const std::optional<ReviewError> objection = step(transaction, *review)) {
      return std::unexpected(*objection);
    }
    return *std::move(review);
  });
  if (!taken) return std::unexpected(taken.error());
  return show_review(desk, act.now, id);
}

}  // namespace

ReviewResult draft_review(const Desk& desk, const access::Act& act) {
  const auto begun =
      desk.store.write([&](store::Transaction& transaction) { return begin(transaction, act); });
  if (!begun) return std::unexpected(begun.error());
  std::int64_t after = 0;
  while (true) {
    const auto judged = desk.store.read([&](store::Snapshot& snapshot) {
      return judge(snapshot, begun->policy.policy, act.now, after);
    });
    if (judged.empty()) break;
    const auto written = desk.store.write(
        [&](store::Transaction& transaction) { return put(transaction, act, *begun, judged); });
    if (!written) return std::unexpected(written.error());
    after = judged.back().holding.enterprise_id;
  }
  const auto done = desk.store.write(
      [&](store::Transaction& transaction) { return complete(transaction, act, begun->review); });
  if (!done) return std::unexpected(done.error());
  return show_review(desk, act.now, begun->review);
}

ReviewResult confirm_review(const Desk& desk, const access::Act& act, std::int64_t id) {
  using Objection = std::optional<ReviewError>;
  return take(desk, act, id,
              [&](store::Transaction& transaction, store::Review& review) -> Objection {
                if (review.state != ReviewState::draft) return ReviewError::wrong_state;
                if (review.drafted_by == act.actor.name) return ReviewError::own_draft;
                const auto policy = policy_on(transaction, day_of(act.now));
                if (!policy) return ReviewError::no_policy;
                if (policy->id != review.policy_id) return ReviewError::policy_changed;
                review.state = ReviewState::confirmed;
                review.confirmed_by = act.actor.name;
                review.confirmed_at = act.now;
                review.grace_until = day_of(act.now).plus_days(policy->policy.terms().grace_days);
                store::reviews::save(transaction, review);
                journal(transaction, act, "review.confirmed", id,
                        {{"grace_until", review.grace_until->str()}});
                return std::nullopt;
              });
}

ReviewResult cancel_review(const Desk& desk, const access::Act& act, std::int64_t id,
                           const std::string& reason) {
  using Objection = std::optional<ReviewError>;
  if (ascii::trimmed(reason).empty()) return std::unexpected(ReviewError::empty_reason);
  return take(desk, act, id,
              [&](store::Transaction& transaction, store::Review& review) -> Objection {
                if (review.ended_at) return ReviewError::wrong_state;
                if (store::reviews::has_results(transaction, id)) return ReviewError::begun;
                end(transaction, act, review, reason);
                return std::nullopt;
              });
}

}  // namespace servicecard::desk
