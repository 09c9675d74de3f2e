#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/identity/civil_date.h"
#include "cardlib/lifecycle/application_state.h"
#include "server/access/actor.h"
#include "server/desk/bulk_revocation.h"
#include "server/desk/desk.h"
#include "server/desk/people.h"
#include "server/desk/record_error.h"
#include "server/desk/run.h"

/// 离职: a person leaves the enterprise, and with that the card.
namespace servicecard::desk {

struct Departure {
  std::optional<CivilDate> on;  ///< the last day there; today where it is not said, never later
  std::string note;
};

/// An application that ended with it, and how far it had come.
struct EndedApplication {
  std::int64_t id = 0;
  ApplicationState state = ApplicationState::draft;
};

struct DepartureReport {
  PersonView person;  ///< as it stands after
  std::vector<BulkItem> cards;
  std::optional<EndedApplication> application;
};

/// In one transaction: the person has left, the live card and a renewal that has not begun are
/// revoked as `left_enterprise`, and an application under way is rejected. `add_person` takes
/// somebody who left up again, here or at another enterprise.
[[nodiscard]] std::expected<DepartureReport, RecordError> leave_enterprise(
    const Desk& desk, const access::Act& act, std::int64_t person_id, const Departure& departure,
    Run run);

}  // namespace servicecard::desk
