#pragma once

#include "cardlib/eligibility/decision.h"
#include "cardlib/eligibility/facts.h"
#include "cardlib/eligibility/policy.h"
#include "cardlib/eligibility/rule.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/fen.h"

namespace servicecard {

/// What the records say of a comparison. No record, more than one that stands, and one that is not
/// confirmed leave it pending; a rounded amount is enough where both of its ends give one answer.
[[nodiscard]] Truth compare_tax(const EnterpriseFacts& facts, int year, Comparison comparison,
                                Fen amount);

/// Evaluates the rule and every rule within it, in three-valued logic: one `yes` decides an any,
/// one `no` decides an all, whatever else is unknown. Where both kinds of not knowing meet, the
/// answer is `pending`: an exact amount alone might not settle it.
[[nodiscard]] Trace evaluate(const Rule& rule, const EnterpriseFacts& facts, CivilDate day);

/// The policy's answer for an enterprise on a day. Whether the policy is in force that day is for
/// the caller to ask (`Policy::in_force_on`).
[[nodiscard]] Decision decide(const Policy& policy, const EnterpriseFacts& facts, CivilDate day);

}  // namespace servicecard
