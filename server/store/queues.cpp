#include "server/store/queues.h"

#include <fmt/format.h>

#include "server/store/cards.h"
#include "server/store/columns.h"

namespace servicecard::store::queues {

WaitingApplications applications(Reader& reader, ApplicationState state, const std::string& actor) {
  return reader
      .one(
          "SELECT count(*) AS count,"
          " min(CASE state WHEN 'draft' THEN drafted_at ELSE changed_at END) AS oldest,"
          " coalesce(sum(CASE WHEN coalesce(checked_by, '') = $actor OR EXISTS"
          "  (SELECT 1 FROM application_author"
          "   WHERE application_id = application.id AND actor = $actor)"
          "  THEN 0 ELSE 1 END), 0) AS untouched"
          " FROM application WHERE state = $state",
          {{"$actor", actor}, {"$state", to_string(state)}},
          [](const Row& row) {
            return WaitingApplications{.count = row.integer("count"),
                                       .oldest = row.maybe_time("oldest"),
                                       .untouched = row.integer("untouched")};
          })
      .value();
}

UnconfirmedTaxRecords tax_records(Reader& reader, const std::string& actor) {
  return reader
      .one(
          "SELECT count(*) AS count, min(entered_at) AS oldest,"
          " coalesce(sum(CASE WHEN entered_by = $actor THEN 0 ELSE 1 END), 0) AS untouched"
          " FROM tax_record_chain WHERE confirmed_by IS NULL AND superseded_by IS NULL",
          {{"$actor", actor}},
          [](const Row& row) {
            return UnconfirmedTaxRecords{.count = row.integer("count"),
                                         .oldest = row.maybe_time("oldest"),
                                         .untouched = row.integer("untouched")};
          })
      .value();
}

std::vector<TaxRecordRow> unconfirmed(Reader& reader, const std::optional<std::string>& untouched,
                                      Page page) {
  const auto ids = reader.all(
      "SELECT id FROM tax_record_chain WHERE confirmed_by IS NULL AND superseded_by IS NULL"
      " AND id > $after AND (CAST($untouched AS TEXT) IS NULL OR entered_by <> $untouched)"
      " ORDER BY id LIMIT $limit",
      {{"$after", page.after}, {"$untouched", untouched}, {"$limit", page.limit}}, id_of);
  std::vector<TaxRecordRow> found;
  found.reserve(ids.size());
  for (const std::int64_t id : ids) found.push_back(store::tax_records::find(reader, id).value());
  return found;
}

std::vector<Application> list(Reader& reader, const WaitingFilter& filter,
                              const WaitingPage& page) {
  const auto ids = reader.all(
      "SELECT id FROM (SELECT id,"
      "  CASE state WHEN 'draft' THEN drafted_at ELSE changed_at END AS since"
      "  FROM application WHERE state = $state"
      "  AND (CAST($untouched AS TEXT) IS NULL OR (coalesce(checked_by, '') <> $untouched"
      "   AND NOT EXISTS (SELECT 1 FROM application_author"
      "    WHERE application_id = application.id AND actor = $untouched)))) AS waiting"
      " WHERE (since > $after OR (since = $after AND id > $after_id))"
      " AND (CAST($since_by AS BIGINT) IS NULL OR since <= $since_by)"
      " ORDER BY since, id LIMIT $limit",
      {{"$state", to_string(filter.state)},
       {"$untouched", filter.untouched},
       {"$after", page.since},
       {"$after_id", page.id},
       {"$since_by", filter.since_by},
       {"$limit", page.limit}},
      id_of);
  std::vector<Application> found;
  found.reserve(ids.size());
  for (const std::int64_t id : ids) {
    found.push_back(store::applications::find(reader, id).value());
  }
  return found;
}

std::int64_t expiring(Reader& reader, Time now, Time by) {
  return reader
      .one(fmt::format("SELECT count(*) AS count FROM card WHERE {}", cards::expires_unrenewed),
           {{"$now", now}, {"$due", by}}, [](const Row& row) { return row.integer("count"); })
      .value();
}

}  // namespace servicecard::store::queues
