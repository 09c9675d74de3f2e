#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/identity/civil_date.h"
#include "cardlib/lifecycle/annual_review.h"
#include "server/store/page.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

struct Review {
  std::int64_t id = 0;
  std::int64_t policy_id = 0;
  CivilDate day;  ///< that was judged
  ReviewState state = ReviewState::judging;
  std::string drafted_by;
  Time drafted_at;
  std::optional<std::string> confirmed_by;
  std::optional<Time> confirmed_at;
  std::optional<CivilDate> grace_until;  ///< the last day
  std::optional<std::string> ended_by;
  std::optional<Time> ended_at;
  std::optional<std::string> reason;  ///< why it was cancelled
};

struct NewReview {
  std::int64_t policy_id = 0;
  CivilDate day;
  std::string drafted_by;
  Time drafted_at;
};

/// What became of an enterprise when the grace was over.
struct ReviewResult {
  bool lapsed = false;
  std::int64_t decision_id = 0;
  std::int64_t cards = 0;  ///< that lapsed

  bool operator==(const ReviewResult&) const = default;
};

/// What a review found of one enterprise.
struct ReviewedEnterprise {
  std::int64_t review_id = 0;
  std::int64_t enterprise_id = 0;
  ReviewOutcome outcome = ReviewOutcome::keep;
  std::optional<std::string> reason;  ///< the code with which its cards would lapse
  std::int64_t decision_id = 0;
  std::int64_t live_cards = 0;
  std::int64_t quota = 0;
  std::optional<ReviewResult> result;
};

/// How much of a review has one outcome.
struct ReviewCount {
  ReviewOutcome outcome = ReviewOutcome::keep;
  std::int64_t enterprises = 0;
  std::int64_t cards = 0;
  std::int64_t over_quota = 0;    ///< enterprises with more live cards than their quota
  std::int64_t lapsed_cards = 0;  ///< once it is finished
};

/// An enterprise and how many of its cards are live: issued or prepared, and not expired.
struct CardHolding {
  std::int64_t enterprise_id = 0;
  std::int64_t live_cards = 0;
};

namespace reviews {

/// Its state is `judging`. Throws `Failure` where another one is under way.
[[nodiscard]] std::int64_t add(Transaction& transaction, const NewReview& review);
[[nodiscard]] std::optional<Review> find(Reader& reader, std::int64_t id);
/// The one that is under way: neither finished nor cancelled.
[[nodiscard]] std::optional<Review> open(Reader& reader);
/// In the order of their making.
[[nodiscard]] std::vector<Review> list(Reader& reader, Page page);
/// Writes state, confirmation and end.
void save(Transaction& transaction, const Review& review);

void add_enterprise(Transaction& transaction, const ReviewedEnterprise& enterprise);
void set_result(Transaction& transaction, std::int64_t review_id, std::int64_t enterprise_id,
                const ReviewResult& result);
[[nodiscard]] std::optional<ReviewedEnterprise> find(Reader& reader, std::int64_t review_id,
                                                     std::int64_t enterprise_id);
/// In the order of the enterprises' ids, which are the page's keys.
[[nodiscard]] std::vector<ReviewedEnterprise> enterprises(Reader& reader, std::int64_t review_id,
                                                          std::optional<ReviewOutcome> outcome,
                                                          Page page);
/// Those that hold no ground for certain and have no result yet.
[[nodiscard]] std::vector<ReviewedEnterprise> at_risk(Reader& reader, std::int64_t review_id,
                                                      Page page);
/// Whether any enterprise has its result.
[[nodiscard]] bool has_results(Reader& reader, std::int64_t review_id);
/// One for each outcome, in the order of `all_review_outcomes`.
[[nodiscard]] std::vector<ReviewCount> counts(Reader& reader, std::int64_t review_id);

/// Enterprises that have live cards, in the order of their ids, which are the page's keys.
[[nodiscard]] std::vector<CardHolding> holdings(Reader& reader, Time now, Page page);

}  // namespace reviews
}  // namespace servicecard::store
