#include <utility>

#include "server/desk/annual_review.h"
#include "server/desk/review_counts.h"
#include "server/desk/revocation.h"
#include "server/store/enterprises.h"
#include "server/store/people.h"

namespace servicecard::desk {
namespace {

constexpr std::int64_t page_size = 200;

bool is_open(const store::Review& review) {
  return review.state == ReviewState::draft || review.state == ReviewState::confirmed;
}

void add(ReviewOutlook& outlook, const store::ReviewedEnterprise& row, ReviewOutcome now) {
  if (now == ReviewOutcome::keep) {
    ++outlook.kept;
  } else {
    ++outlook.lapsing;
    outlook.lapsing_cards += row.live_cards;
  }
}

std::optional<ReviewOutlook> outlook_of(store::Reader& reader, const store::Review& review,
                                        Time now) {
  const auto policy = policy_on(reader, day_of(now));
  if (!is_open(review) || !policy) return std::nullopt;
  ReviewOutlook outlook;
  store::Page page{.limit = page_size, .after = 0};
  while (true) {
    const auto rows = store::reviews::at_risk(reader, review.id, page);
    for (const store::ReviewedEnterprise& row : rows) {
      add(outlook, row,
          standing_of(reader, policy->policy, row.enterprise_id, day_of(now)).outcome);
    }
    if (std::cmp_less(rows.size(), page_size)) return outlook;
    page.after = rows.back().enterprise_id;
  }
}

ReviewView view_of(store::Reader& reader, store::Review review) {
  const auto policy = store::policies::find(reader, review.policy_id).value();
  const std::int64_t id = review.id;
  return {.review = std::move(review),
          .policy = policy.name,
          .policy_version = policy.version,
          .counts = store::reviews::counts(reader, id),
          .outlook = std::nullopt};
}

void add_cards(store::Reader& reader, ReviewedView& view, Time now) {
  for (store::Card& card : live_cards_of(reader, view.row.enterprise_id, now)) {
    std::string holder = store::people::find(reader, card.person_id).value().name.str();
    view.cards.push_back({.card = std::move(card), .holder = std::move(holder)});
  }
}

ReviewedView reviewed_view_of(store::Reader& reader, store::ReviewedEnterprise row,
                              const std::optional<StoredPolicy>& policy, Time now) {
  const auto enterprise = store::enterprises::find(reader, row.enterprise_id).value();
  ReviewedView view{.row = std::move(row),
                    .uscc = enterprise.uscc,
                    .name = enterprise.name,
                    .decision = std::nullopt,
                    .now = std::nullopt,
                    .cards = {}};
  view.decision = store::decisions::find(reader, view.row.decision_id);
  if (policy && view.row.outcome != ReviewOutcome::keep && !view.row.result) {
    view.now = standing_of(reader, policy->policy, enterprise.id, day_of(now)).outcome;
  }
  add_cards(reader, view, now);
  return view;
}

}  // namespace

json::object counts_json(store::Reader& reader, std::int64_t review) {
  json::object out;
  for (const store::ReviewCount& count : store::reviews::counts(reader, review)) {
    out[to_string(count.outcome)] = json::object{{"enterprises", count.enterprises},
                                                 {"cards", count.cards},
                                                 {"lapsed_cards", count.lapsed_cards}};
  }
  return out;
}

std::vector<ReviewView> list_reviews(const Desk& desk, store::Page page) {
  return desk.store.read([&](store::Snapshot& snapshot) {
    std::vector<ReviewView> views;
    for (store::Review& review : store::reviews::list(snapshot, page)) {
      views.push_back(view_of(snapshot, std::move(review)));
    }
    return views;
  });
}

ReviewResult show_review(const Desk& desk, Time now, std::int64_t id) {
  return desk.store.read([&](store::Snapshot& snapshot) -> ReviewResult {
    auto review = store::reviews::find(snapshot, id);
    if (!review) return std::unexpected(ReviewError::no_such_review);
    ReviewView view = view_of(snapshot, *std::move(review));
    view.outlook = outlook_of(snapshot, view.review, now);
    return view;
  });
}

std::expected<std::vector<ReviewedView>, ReviewError> list_reviewed(const Desk& desk, Time now,
                                                                    std::int64_t id,
                                                                    const ReviewedQuery& query) {
  using Result = std::expected<std::vector<ReviewedView>, ReviewError>;
  return desk.store.read([&](store::Snapshot& snapshot) -> Result {
    const auto review = store::reviews::find(snapshot, id);
    if (!review) return std::unexpected(ReviewError::no_such_review);
    const auto policy = is_open(*review) ? policy_on(snapshot, day_of(now)) : std::nullopt;
    std::vector<ReviewedView> views;
    for (auto& row : store::reviews::enterprises(snapshot, id, query.outcome, query.page)) {
      views.push_back(reviewed_view_of(snapshot, std::move(row), policy, now));
    }
    return views;
  });
}

}  // namespace servicecard::desk
