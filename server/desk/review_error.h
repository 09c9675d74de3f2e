#pragma once

#include <string_view>

namespace servicecard::desk {

/// Why a step of an annual review was refused. Nothing changed.
enum class ReviewError {
  no_such_review,
  no_policy,       ///< no policy is in force
  no_cards,        ///< there is no live card to review
  under_way,       ///< another review is confirmed and not finished
  wrong_state,     ///< its state does not allow that
  own_draft,       ///< whoever drew it up cannot confirm it
  policy_changed,  ///< another policy is in force than the one it was judged by
  grace_running,   ///< the grace is not over
  begun,           ///< its cards have begun to lapse
  empty_reason,    ///< a reason that says nothing
};

/// `"no-such-review"`: the last part of a problem's type.
[[nodiscard]] constexpr std::string_view to_string(ReviewError error) {
  switch (error) {
    case ReviewError::no_such_review:
      return "no-such-review";
    case ReviewError::no_policy:
      return "no-policy";
    case ReviewError::no_cards:
      return "no-cards";
    case ReviewError::under_way:
      return "review-under-way";
    case ReviewError::wrong_state:
      return "wrong-state";
    case ReviewError::own_draft:
      return "own-draft";
    case ReviewError::policy_changed:
      return "policy-changed";
    case ReviewError::grace_running:
      return "grace-running";
    case ReviewError::begun:
      return "review-begun";
    case ReviewError::empty_reason:
      return "empty-reason";
  }
  return {};
}

}  // namespace servicecard::desk
