#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/identity/uscc.h"
#include "server/access/actor.h"
#include "server/desk/desk.h"
#include "server/desk/review_error.h"
#include "server/desk/standing.h"
#include "server/store/cards.h"
#include "server/store/policies.h"
#include "server/store/reviews.h"

/// 年审: once a year the policy in force is asked again about every enterprise that has live cards.
/// One person draws the review up, nothing follows from it; a second confirms it, and the grace
/// that the policy gives begins; when it is over, cards of enterprises that still hold no ground
/// lapse.
namespace servicecard::desk {

/// What would become of the enterprises at risk, were the grace over now.
struct ReviewOutlook {
  std::int64_t kept = 0;     ///< enterprises that hold a ground by now
  std::int64_t lapsing = 0;  ///< enterprises that hold none
  std::int64_t lapsing_cards = 0;
};

struct ReviewView {
  store::Review review;
  std::string policy;  ///< `id` of the document
  std::int64_t policy_version = 0;
  std::vector<store::ReviewCount> counts;
  std::optional<ReviewOutlook> outlook;  ///< while a draft, or confirmed
};

struct ReviewedCard {
  store::Card card;
  std::string holder;
};

/// One enterprise of a review, with its live cards.
struct ReviewedView {
  store::ReviewedEnterprise row;
  Uscc uscc;
  std::string name;
  std::optional<store::DecisionRow> decision;
  std::optional<ReviewOutcome> now;  ///< for one at risk, while the review is open
  std::vector<ReviewedCard> cards;
};

struct ReviewedQuery {
  std::optional<ReviewOutcome> outcome;
  store::Page page;
};

using ReviewResult = std::expected<ReviewView, ReviewError>;

/// The last one is the newest; without an outlook.
[[nodiscard]] std::vector<ReviewView> list_reviews(const Desk& desk, store::Page page);
[[nodiscard]] ReviewResult show_review(const Desk& desk, Time now, std::int64_t id);
/// The page's key is the enterprise's id.
[[nodiscard]] std::expected<std::vector<ReviewedView>, ReviewError> list_reviewed(
    const Desk& desk, Time now, std::int64_t id, const ReviewedQuery& query);

/// Judges all enterprises that have live cards, so many at a time. Takes the place of an earlier
/// draft.
[[nodiscard]] ReviewResult draft_review(const Desk& desk, const access::Act& act);
/// By another person than the one who drew it up. The grace begins today.
[[nodiscard]] ReviewResult confirm_review(const Desk& desk, const access::Act& act,
                                          std::int64_t id);
/// Nothing comes of it. Refused once cards of it have lapsed.
[[nodiscard]] ReviewResult cancel_review(const Desk& desk, const access::Act& act, std::int64_t id,
                                         const std::string& reason);
/// After the grace: whoever is at risk is judged anew by the policy and the record of today; who
/// holds a ground is kept, the live cards of the others are revoked. One that was cut short goes on
/// where it stopped.
[[nodiscard]] ReviewResult finish_review(const Desk& desk, const access::Act& act, std::int64_t id);

}  // namespace servicecard::desk
