#include "server/store/alarms.h"

#include "server/store/columns.h"

namespace servicecard::store::alarms {
namespace {

std::optional<RecordedAlarm::Acknowledgement> acknowledgement_of(const Row& row) {
  const auto at = row.maybe_time("acknowledged_at");
  if (!at) return std::nullopt;
  return RecordedAlarm::Acknowledgement{.at = *at, .by = row.text("acknowledged_by")};
}

RecordedAlarm alarm_of(const Row& row) {
  return {.id = row.integer("id"),
          .entry = {.time = row.time("time"),
                    .kind = row.text("kind"),
                    .subject = row.text("subject"),
                    .detail = row.text("detail"),
                    .window = std::chrono::seconds(row.integer("window"))},
          .acknowledged = acknowledgement_of(row)};
}

}  // namespace

void add(Transaction& transaction, const NewAlarm& alarm) {
  transaction.note(
      "INSERT INTO alarm (time, kind, subject, detail, window)"
      " VALUES ($time, $kind, $subject, $detail, $window)",
      {{"$time", alarm.time},
       {"$kind", alarm.kind},
       {"$subject", alarm.subject},
       {"$detail", alarm.detail},
       {"$window", alarm.window.count()}});
}

std::optional<RecordedAlarm> find(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM alarm WHERE id = $id", {{"$id", id}}, alarm_of);
}

std::vector<RecordedAlarm> list(Reader& reader, Which which, Page page) {
  return reader.all(
      "SELECT * FROM alarm WHERE ($after = 0 OR id < $after)"
      " AND ($which = 'all' OR acknowledged_at IS NULL) ORDER BY id DESC LIMIT $limit",
      {{"$after", page.after},
       {"$which", which == Which::all ? "all" : "open"},
       {"$limit", page.limit}},
      alarm_of);
}

std::int64_t count_open(Reader& reader) {
  return reader
      .one("SELECT count(*) AS count FROM alarm WHERE acknowledged_at IS NULL", {},
           [](const Row& row) { return row.integer("count"); })
      .value();
}

void acknowledge(Transaction& transaction, std::int64_t id,
                 const RecordedAlarm::Acknowledgement& acknowledgement) {
  transaction.note(
      "UPDATE alarm SET acknowledged_at = $at, acknowledged_by = $by"
      " WHERE id = $id AND acknowledged_at IS NULL",
      {{"$at", acknowledgement.at}, {"$by", acknowledgement.by}, {"$id", id}});
}

}  // namespace servicecard::store::alarms
