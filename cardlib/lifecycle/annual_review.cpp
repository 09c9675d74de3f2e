#include "cardlib/lifecycle/annual_review.h"

#include "cardlib/codec/names.h"

namespace servicecard {

std::string_view to_string(ReviewOutcome outcome) {
  switch (outcome) {
    case ReviewOutcome::keep:
      return "keep";
    case ReviewOutcome::lapse:
      return "lapse";
    case ReviewOutcome::pending:
      return "pending";
    case ReviewOutcome::edge:
      return "edge";
  }
  return {};
}

std::optional<ReviewOutcome> parse_review_outcome(std::string_view name) {
  return find_by_name(all_review_outcomes, name);
}

Bilingual text_of(ReviewOutcome outcome) {
  switch (outcome) {
    case ReviewOutcome::keep:
      return {"保留", "keep"};
    case ReviewOutcome::lapse:
      return {"失效", "lapse"};
    case ReviewOutcome::pending:
      return {"待定", "pending"};
    case ReviewOutcome::edge:
      return {"临界", "edge"};
  }
  return {};
}

ReviewOutcome review_outcome(Outcome decided) {
  switch (decided) {
    case Outcome::eligible:
      return ReviewOutcome::keep;
    case Outcome::not_eligible:
      return ReviewOutcome::lapse;
    case Outcome::pending:
      return ReviewOutcome::pending;
    case Outcome::needs_exact_amount:
      break;
  }
  return ReviewOutcome::edge;
}

std::string_view to_string(ReviewState state) {
  switch (state) {
    case ReviewState::judging:
      return "judging";
    case ReviewState::draft:
      return "draft";
    case ReviewState::confirmed:
      return "confirmed";
    case ReviewState::finished:
      return "finished";
    case ReviewState::cancelled:
      return "cancelled";
  }
  return {};
}

std::optional<ReviewState> parse_review_state(std::string_view name) {
  return find_by_name(all_review_states, name);
}

Bilingual text_of(ReviewState state) {
  switch (state) {
    case ReviewState::judging:
      return {"测算中", "being drawn up"};
    case ReviewState::draft:
      return {"待确认", "draft"};
    case ReviewState::confirmed:
      return {"已确认", "confirmed"};
    case ReviewState::finished:
      return {"已完成", "finished"};
    case ReviewState::cancelled:
      return {"已撤销", "cancelled"};
  }
  return {};
}

}  // namespace servicecard
