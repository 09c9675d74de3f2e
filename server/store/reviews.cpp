#include "server/store/reviews.h"

#include <string_view>

#include "server/store/columns.h"

namespace servicecard::store::reviews {
namespace {

Review review_of(const Row& row) {
  return {.id = row.integer("id"),
          .policy_id = row.integer("policy_id"),
          .day = parsed<CivilDate>(row, "day"),
          .state = named(row, "state", parse_review_state),
          .drafted_by = row.text("drafted_by"),
          .drafted_at = row.time("drafted_at"),
          .confirmed_by = row.maybe_text("confirmed_by"),
          .confirmed_at = row.maybe_time("confirmed_at"),
          .grace_until = maybe_parsed<CivilDate>(row, "grace_until"),
          .ended_by = row.maybe_text("ended_by"),
          .ended_at = row.maybe_time("ended_at"),
          .reason = row.maybe_text("reason")};
}

std::optional<ReviewResult> result_of(const Row& row) {
  const auto decision = row.maybe_integer("result_decision_id");
  if (!decision) return std::nullopt;
  return ReviewResult{.lapsed = row.text_view("result") == "lapsed",
                      .decision_id = *decision,
                      .cards = row.maybe_integer("lapsed_cards").value_or(0)};
}

ReviewedEnterprise enterprise_of(const Row& row) {
  return {.review_id = row.integer("review_id"),
          .enterprise_id = row.integer("enterprise_id"),
          .outcome = named(row, "outcome", parse_review_outcome),
          .reason = row.maybe_text("reason"),
          .decision_id = row.integer("decision_id"),
          .live_cards = row.integer("live_cards"),
          .quota = row.integer("quota"),
          .result = result_of(row)};
}

ReviewCount count_of(Reader& reader, std::int64_t review_id, ReviewOutcome outcome) {
  return reader
      .one(
          "SELECT count(*) AS enterprises, coalesce(sum(live_cards), 0) AS cards,"
          " count(CASE WHEN live_cards > quota THEN 1 END) AS over_quota,"
          " coalesce(sum(lapsed_cards), 0) AS lapsed_cards"
          " FROM review_enterprise WHERE review_id = $review_id AND outcome = $outcome",
          {{"$review_id", review_id}, {"$outcome", to_string(outcome)}},
          [&](const Row& row) {
            return ReviewCount{.outcome = outcome,
                               .enterprises = row.integer("enterprises"),
                               .cards = row.integer("cards"),
                               .over_quota = row.integer("over_quota"),
                               .lapsed_cards = row.integer("lapsed_cards")};
          })
      .value();
}

}  // namespace

std::int64_t add(Transaction& transaction, const NewReview& review) {
  return transaction
      .change_returning(
          "INSERT INTO review (policy_id, day, state, drafted_by, drafted_at)"
          " VALUES ($policy_id, $day, 'judging', $drafted_by, $drafted_at) RETURNING id",
          {{"$policy_id", review.policy_id},
           {"$day", review.day.str()},
           {"$drafted_by", review.drafted_by},
           {"$drafted_at", review.drafted_at}},
          id_of)
      .value();
}

std::optional<Review> find(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM review WHERE id = $id", {{"$id", id}}, review_of);
}

std::optional<Review> open(Reader& reader) {
  return reader.one("SELECT * FROM review WHERE ended_at IS NULL", {}, review_of);
}

std::vector<Review> list(Reader& reader, Page page) {
  return reader.all("SELECT * FROM review WHERE id > $after ORDER BY id LIMIT $limit",
                    {{"$after", page.after}, {"$limit", page.limit}}, review_of);
}

void save(Transaction& transaction, const Review& review) {
  transaction.change(
      "UPDATE review SET state = $state, confirmed_by = $confirmed_by,"
      " confirmed_at = $confirmed_at, grace_until = $grace_until, ended_by = $ended_by,"
      " ended_at = $ended_at, reason = $reason WHERE id = $id",
      {{"$id", review.id},
       {"$state", to_string(review.state)},
       {"$confirmed_by", review.confirmed_by},
       {"$confirmed_at", review.confirmed_at},
       {"$grace_until", written(review.grace_until)},
       {"$ended_by", review.ended_by},
       {"$ended_at", review.ended_at},
       {"$reason", review.reason}});
}

void add_enterprise(Transaction& transaction, const ReviewedEnterprise& enterprise) {
  transaction.change(
      "INSERT INTO review_enterprise"
      " (review_id, enterprise_id, outcome, reason, decision_id, live_cards, quota)"
      " VALUES ($review_id, $enterprise_id, $outcome, $reason, $decision_id, $live_cards, $quota)",
      {{"$review_id", enterprise.review_id},
       {"$enterprise_id", enterprise.enterprise_id},
       {"$outcome", to_string(enterprise.outcome)},
       {"$reason", enterprise.reason},
       {"$decision_id", enterprise.decision_id},
       {"$live_cards", enterprise.live_cards},
       {"$quota", enterprise.quota}});
}

void set_result(Transaction& transaction, std::int64_t review_id, std::int64_t enterprise_id,
                const ReviewResult& result) {
  transaction.change(
      "UPDATE review_enterprise SET result = $result, result_decision_id = $decision_id,"
      " lapsed_cards = $cards WHERE review_id = $review_id AND enterprise_id = $enterprise_id",
      {{"$review_id", review_id},
       {"$enterprise_id", enterprise_id},
       {"$result", std::string_view(result.lapsed ? "lapsed" : "kept")},
       {"$decision_id", result.decision_id},
       {"$cards", result.lapsed ? std::optional(result.cards) : std::nullopt}});
}

std::optional<ReviewedEnterprise> find(Reader& reader, std::int64_t review_id,
                                       std::int64_t enterprise_id) {
  return reader.one(
      "SELECT * FROM review_enterprise"
      " WHERE review_id = $review_id AND enterprise_id = $enterprise_id",
      {{"$review_id", review_id}, {"$enterprise_id", enterprise_id}}, enterprise_of);
}

std::vector<ReviewedEnterprise> enterprises(Reader& reader, std::int64_t review_id,
                                            std::optional<ReviewOutcome> outcome, Page page) {
  return reader.all(
      "SELECT * FROM review_enterprise WHERE review_id = $review_id AND enterprise_id > $after"
      " AND (CAST($outcome AS TEXT) IS NULL OR outcome = $outcome)"
      " ORDER BY enterprise_id LIMIT $limit",
      {{"$review_id", review_id},
       {"$after", page.after},
       {"$outcome", outcome ? std::optional(to_string(*outcome)) : std::nullopt},
       {"$limit", page.limit}},
      enterprise_of);
}

std::vector<ReviewedEnterprise> at_risk(Reader& reader, std::int64_t review_id, Page page) {
  return reader.all(
      "SELECT * FROM review_enterprise WHERE review_id = $review_id AND enterprise_id > $after"
      " AND outcome <> 'keep' AND result IS NULL ORDER BY enterprise_id LIMIT $limit",
      {{"$review_id", review_id}, {"$after", page.after}, {"$limit", page.limit}}, enterprise_of);
}

bool has_results(Reader& reader, std::int64_t review_id) {
  return reader
      .one("SELECT 1 AS one FROM review_enterprise WHERE review_id = $id AND result IS NOT NULL",
           {{"$id", review_id}}, [](const Row&) { return true; })
      .has_value();
}

std::vector<ReviewCount> counts(Reader& reader, std::int64_t review_id) {
  std::vector<ReviewCount> all;
  all.reserve(all_review_outcomes.size());
  for (const ReviewOutcome outcome : all_review_outcomes) {
    all.push_back(count_of(reader, review_id, outcome));
  }
  return all;
}

std::vector<CardHolding> holdings(Reader& reader, Time now, Page page) {
  return reader.all(
      "SELECT enterprise_id, count(*) AS live_cards FROM card WHERE enterprise_id > $after"
      " AND state IN ('prepared', 'active', 'lost', 'suspended') AND valid_until > $now"
      " GROUP BY enterprise_id ORDER BY enterprise_id LIMIT $limit",
      {{"$after", page.after}, {"$now", now}, {"$limit", page.limit}}, [](const Row& row) {
        return CardHolding{.enterprise_id = row.integer("enterprise_id"),
                           .live_cards = row.integer("live_cards")};
      });
}

}  // namespace servicecard::store::reviews
