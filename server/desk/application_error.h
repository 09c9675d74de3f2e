#pragma once

#include <string_view>

namespace servicecard::desk {

/// Why an application went no further. Nothing changed.
enum class ApplicationError {
  no_such_application,
  no_such_person,
  person_left,         ///< the enterprise; whoever is taken up again can have one
  no_such_card,        ///< that is to be renewed
  bad_evidence,        ///< over 20 references, or one that is empty or over 200 characters
  empty_reason,        ///< a reason that says nothing
  application_open,    ///< the person has another one under way
  has_live_card,       ///< the person has a card; it can be replaced
  renewal_not_open,    ///< the card that is to be renewed has long to go
  renewal_over,        ///< that card has expired: apply for a new one
  not_renewable,       ///< that card is lost, suspended or has ended
  has_successor,       ///< that card was renewed or replaced already
  illegal_act,         ///< its state does not allow that
  own_application,     ///< whoever wrote it can neither check nor approve it
  own_check,           ///< whoever checked it cannot approve it
  content_changed,     ///< it is no longer what was checked or approved
  no_policy,           ///< no policy is in force
  not_eligible,        ///< by the policy
  decision_pending,    ///< a record is missing or not confirmed
  needs_exact_amount,  ///< the tax was rounded, and the threshold lies within
  quota_full,          ///< of the enterprise; an old card can be replaced
  contract_ended,      ///< the card would begin after the person's contract
  policy_ended,        ///< the card would end before it begins
  printed_too_long,    ///< the names do not fit into the printed code
  cannot_sign,         ///< no key may sign now
  daily_cap,           ///< the account has done as many today as one may
};

/// `"no-such-application"`: the last part of a problem's type.
[[nodiscard]] std::string_view to_string(ApplicationError error);

}  // namespace servicecard::desk
