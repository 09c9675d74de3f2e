#include "server/desk/application_error.h"

namespace servicecard::desk {

std::string_view to_string(ApplicationError error) {
  switch (error) {
    case ApplicationError::no_such_application:
      return "no-such-application";
    case ApplicationError::no_such_person:
      return "no-such-person";
    case ApplicationError::person_left:
      return "person-left";
    case ApplicationError::no_such_card:
      return "no-such-card";
    case ApplicationError::bad_evidence:
      return "bad-evidence";
    case ApplicationError::empty_reason:
      return "empty-reason";
    case ApplicationError::application_open:
      return "application-open";
    case ApplicationError::has_live_card:
      return "has-live-card";
    case ApplicationError::renewal_not_open:
      return "renewal-not-open";
    case ApplicationError::renewal_over:
      return "renewal-over";
    case ApplicationError::not_renewable:
      return "not-renewable";
    case ApplicationError::has_successor:
      return "has-successor";
    case ApplicationError::illegal_act:
      return "illegal-act";
    case ApplicationError::own_application:
      return "own-application";
    case ApplicationError::own_check:
      return "own-check";
    case ApplicationError::content_changed:
      return "content-changed";
    case ApplicationError::no_policy:
      return "no-policy";
    case ApplicationError::not_eligible:
      return "not-eligible";
    case ApplicationError::decision_pending:
      return "decision-pending";
    case ApplicationError::needs_exact_amount:
      return "needs-exact-amount";
    case ApplicationError::quota_full:
      return "quota-full";
    case ApplicationError::contract_ended:
      return "contract-ended";
    case ApplicationError::policy_ended:
      return "policy-ended";
    case ApplicationError::printed_too_long:
      return "printed-too-long";
    case ApplicationError::cannot_sign:
      return "cannot-sign";
    case ApplicationError::daily_cap:
      return "daily-cap-reached";
  }
  return {};
}

}  // namespace servicecard::desk
