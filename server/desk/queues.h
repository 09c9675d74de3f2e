#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/identity/civil_date.h"
#include "cardlib/lifecycle/application_state.h"
#include "server/access/actor.h"
#include "server/desk/applications.h"
#include "server/desk/desk.h"
#include "server/store/enterprises.h"
#include "server/store/page.h"
#include "server/store/tax_records.h"

/// What waits for whom.
namespace servicecard::desk {

/// Applications in one state. All but the final ones wait for somebody.
struct ApplicationQueue {
  ApplicationState state = ApplicationState::draft;
  std::int64_t count = 0;
  std::optional<Time> oldest;  ///< since when the one waits that has waited longest
  std::int64_t for_me = 0;     ///< of `count`: those whose next step this actor can take
};

/// Tax records that nobody has confirmed.
struct TaxRecordQueue {
  std::int64_t count = 0;
  std::optional<Time> oldest;
  std::int64_t for_me = 0;
};

/// Cards whose last day is `until` or earlier and that have no successor.
struct ExpiringCards {
  int days = 0;
  CivilDate until;
  std::int64_t count = 0;
};

struct Queues {
  std::vector<ApplicationQueue> applications;  ///< in the order of their way
  TaxRecordQueue tax_records;
  std::vector<ExpiringCards> expiring;
};

enum class WaitingFor : std::uint8_t { anybody, me };

struct QueueQuery {
  ApplicationState state = ApplicationState::submitted;
  WaitingFor whom = WaitingFor::anybody;
  std::optional<CivilDate> since;  ///< those that wait since that day or longer
  store::Page page;                ///< `after` is a place
};

struct TaxRecordQuery {
  WaitingFor whom = WaitingFor::anybody;
  store::Page page;
};

/// A tax record that nobody has confirmed.
struct WaitingTaxRecord {
  store::TaxRecordRow record;
  store::Enterprise enterprise;

  [[nodiscard]] std::int64_t id() const { return record.id; }
};

[[nodiscard]] Queues show_queues(const Desk& desk, const access::Act& act);
/// Whoever has waited longest comes first. Nothing waits in a final state.
[[nodiscard]] std::vector<ApplicationView> list_queue(const Desk& desk, const access::Act& act,
                                                      const QueueQuery& query);
/// Whatever was entered first comes first.
[[nodiscard]] std::vector<WaitingTaxRecord> list_tax_queue(const Desk& desk, const access::Act& act,
                                                           const TaxRecordQuery& query);
/// Where one that waits stands in its queue, as one number that grows.
[[nodiscard]] std::int64_t place_of(const ApplicationView& waiting);

}  // namespace servicecard::desk
