#pragma once

#include "cli/demo/calendar.h"
#include "cli/demo/county.h"
#include "cli/demo/staff.h"

/// What waits at the desk when the county has come to the present day.
namespace servicecard::cli::demo {

/// Whom to call at every enterprise.
void enter_contacts(Staff& staff, const County& county);

/// The applications that have come as far as the plan says, some days old, and an amount that
/// nobody has confirmed.
void leave_work(Staff& staff, const County& county, const Calendar& calendar, MovedClock& clock);

}  // namespace servicecard::cli::demo
