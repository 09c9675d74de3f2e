#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/identity/civil_date.h"
#include "cli/demo/county.h"
#include "cli/demo/records.h"
#include "cli/demo/staff.h"

/// The cards of the county: applied for, checked, approved and issued, and what became of them.
namespace servicecard::cli::demo {

/// A person of the plan, on record, with the number of the latest card.
struct Holder {
  const PersonPlan* plan = nullptr;
  std::int64_t id = 0;
  std::string card{};
};

/// Everybody of the plan, at their enterprises.
[[nodiscard]] std::vector<Holder> enter_people(Staff& staff, const County& county,
                                               const Told& told);

/// Puts somebody on record; the id.
[[nodiscard]] std::int64_t enter_person(Staff& staff, const EnterprisePlan& enterprise,
                                        const PersonPlan& person);
/// An application for a card, written and not handed in; the id.
[[nodiscard]] std::int64_t draft(Staff& staff, std::int64_t person);

/// Leads one application each through the desk, and issues the cards as one batch.
void issue_cards(Staff& staff, const std::vector<Holder*>& holders, const Told& told);

void report_lost(Staff& staff, const Holder& holder);
void replace(Staff& staff, Holder& holder);
/// The last day of somebody's contract, which no card goes beyond; without one it is open.
void set_contract_end(Staff& staff, const Holder& holder, std::optional<CivilDate> last_day);
/// The next card of somebody whose card is about to run out.
void renew(Staff& staff, Holder& holder);
void suspend(Staff& staff, const Holder& holder);
void revoke(Staff& staff, const Holder& holder, const std::string& reason_code);

/// An application of an enterprise that fails by one fen less than it takes: sent back by who
/// checks it.
void apply_in_vain(Staff& staff, const EnterprisePlan& enterprise, const PersonPlan& person);

}  // namespace servicecard::cli::demo
