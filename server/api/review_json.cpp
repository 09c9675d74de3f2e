#include "server/api/review_json.h"

#include "server/api/application_json.h"
#include "server/api/format.h"

namespace servicecard::api {
namespace {

json::object to_json(const store::ReviewCount& count) {
  return {{"enterprises", count.enterprises},
          {"cards", count.cards},
          {"over_quota", count.over_quota},
          {"lapsed_cards", count.lapsed_cards}};
}

json::value to_json(const std::optional<desk::ReviewOutlook>& outlook) {
  if (!outlook) return nullptr;
  return {{"kept", outlook->kept},
          {"lapsing", outlook->lapsing},
          {"lapsing_cards", outlook->lapsing_cards}};
}

json::value to_json(const std::optional<store::ReviewResult>& result) {
  if (!result) return nullptr;
  return {{"result", result->lapsed ? "lapsed" : "kept"}, {"cards", result->cards}};
}

json::object to_json(const desk::ReviewedCard& reviewed) {
  const store::Card& card = reviewed.card;
  return {{"number", card.number.str()},
          {"name", reviewed.holder},
          {"category", to_string(card.category)},
          {"state", to_string(card.state)},
          {"valid_until", day_of(card.validity.expires).plus_days(-1).str()}};
}

}  // namespace

json::object to_json(const desk::ReviewView& view) {
  const store::Review& review = view.review;
  json::object counts;
  for (const store::ReviewCount& count : view.counts) {
    counts[to_string(count.outcome)] = to_json(count);
  }
  return {{"id", review.id},
          {"state", to_string(review.state)},
          {"day", review.day.str()},
          {"policy", view.policy},
          {"policy_version", view.policy_version},
          {"drafted", step_json(review.drafted_by, review.drafted_at)},
          {"confirmed", step_json(review.confirmed_by, review.confirmed_at)},
          {"grace_until", or_null(review.grace_until)},
          {"ended", step_json(review.ended_by, review.ended_at)},
          {"reason", or_null(review.reason)},
          {"counts", std::move(counts)},
          {"outlook", to_json(view.outlook)}};
}

json::object to_json(const desk::ReviewedView& view) {
  json::array cards;
  for (const desk::ReviewedCard& card : view.cards) cards.push_back(to_json(card));
  return {{"enterprise", view.uscc.str()},
          {"enterprise_name", view.name},
          {"outcome", to_string(view.row.outcome)},
          {"reason_code", or_null(view.row.reason)},
          {"live_cards", view.row.live_cards},
          {"quota", view.row.quota},
          {"decision", stored_decision_json(view.decision)},
          {"now", view.now ? json::value(to_string(*view.now)) : json::value(nullptr)},
          {"result", to_json(view.row.result)},
          {"cards", std::move(cards)}};
}

json::value grace_json(const std::optional<desk::Grace>& grace) {
  if (!grace) return nullptr;
  return {{"review", grace->review},
          {"outcome", to_string(grace->outcome)},
          {"reason_code", grace->reason},
          {"until", grace->until.str()}};
}

}  // namespace servicecard::api
