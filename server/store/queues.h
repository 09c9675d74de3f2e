#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/identity/civil_date.h"
#include "cardlib/lifecycle/application_state.h"
#include "server/store/applications.h"
#include "server/store/page.h"
#include "server/store/reader.h"
#include "server/store/tax_records.h"

/// What waits, and since when: an application since it was drafted, and from then on since its last
/// step or edit, for an edit is what the next person has to look at.
namespace servicecard::store {

struct WaitingApplications {
  std::int64_t count = 0;
  std::optional<Time> oldest;  ///< since when the one waits that has waited longest
  std::int64_t untouched = 0;  ///< of `count`: those that the actor has neither written nor checked
};

struct UnconfirmedTaxRecords {
  std::int64_t count = 0;
  std::optional<Time> oldest;
  std::int64_t untouched = 0;  ///< of `count`: those that the actor has not entered
};

struct WaitingFilter {
  ApplicationState state = ApplicationState::submitted;
  std::optional<Time> since_by;          ///< those that wait since then or longer
  std::optional<std::string> untouched;  ///< those that this actor has neither written nor checked
};

/// A place in a queue, and how many rows behind it.
struct WaitingPage {
  std::int64_t limit = 50;
  Time since;
  std::int64_t id = 0;
};

namespace queues {

[[nodiscard]] WaitingApplications applications(Reader& reader, ApplicationState state,
                                               const std::string& actor);
/// Those that count, of whatever year.
[[nodiscard]] UnconfirmedTaxRecords tax_records(Reader& reader, const std::string& actor);
/// The same, whoever was entered first; with `untouched` those that this actor has not entered.
[[nodiscard]] std::vector<TaxRecordRow> unconfirmed(Reader& reader,
                                                    const std::optional<std::string>& untouched,
                                                    Page page);
/// Whoever has waited longest comes first.
[[nodiscard]] std::vector<Application> list(Reader& reader, const WaitingFilter& filter,
                                            const WaitingPage& page);
/// Cards that are in somebody's hands now, end by then and have no successor.
[[nodiscard]] std::int64_t expiring(Reader& reader, Time now, Time by);

}  // namespace queues
}  // namespace servicecard::store
