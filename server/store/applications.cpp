#include "server/store/applications.h"

#include <set>

#include "server/store/columns.h"

namespace servicecard::store::applications {
namespace {

Application application_of(const Row& row) {
  return {.id = row.integer("id"),
          .person_id = row.integer("person_id"),
          .enterprise_id = row.integer("enterprise_id"),
          .category = named(row, "category", parse_category),
          .predecessor_id = row.maybe_integer("predecessor_id"),
          .note = row.text("note"),
          .evidence = row.text("evidence"),
          .record = {.state = named(row, "state", parse_application_state),
                     .authors = {},
                     .checked_by = row.maybe_text("checked_by"),
                     .approved_by = row.maybe_text("approved_by"),
                     .content = digest(row, "content_hash")},
          .decision_id = row.maybe_integer("decision_id"),
          .reason = row.maybe_text("reason"),
          .drafted_by = row.text("drafted_by"),
          .drafted_at = row.time("drafted_at"),
          .checked_at = row.maybe_time("checked_at"),
          .approved_at = row.maybe_time("approved_at"),
          .changed_at = row.time("changed_at")};
}

void read_authors(Reader& reader, Application& application) {
  reader.query("SELECT actor FROM application_author WHERE application_id = $id",
               {{"$id", application.id}},
               [&](const Row& row) { application.record.authors.insert(row.text("actor")); });
}

void write_authors(Transaction& transaction, std::int64_t id,
                   const std::set<std::string>& authors) {
  for (const std::string& author : authors) {
    transaction.change(
        "INSERT INTO application_author (application_id, actor) VALUES ($id, $actor)"
        " ON CONFLICT (application_id, actor) DO NOTHING",
        {{"$id", id}, {"$actor", author}});
  }
}

}  // namespace

// The drafter is the one author that a new record has.
std::optional<std::int64_t> add(Transaction& transaction, const NewApplication& application) {
  const std::optional<std::int64_t> id = transaction.change_returning(
      "INSERT INTO application (person_id, enterprise_id, category, predecessor_id, state, note,"
      " evidence, content_hash, drafted_by, drafted_at, changed_at) VALUES ($person_id,"
      " $enterprise_id, $category, $predecessor_id, $state, $note, $evidence, $content_hash,"
      " $drafted_by, $drafted_at, $drafted_at) ON CONFLICT DO NOTHING RETURNING id",
      {{"$person_id", application.person_id},
       {"$enterprise_id", application.enterprise_id},
       {"$category", to_string(application.category)},
       {"$predecessor_id", application.predecessor_id},
       {"$state", to_string(application.record.state)},
       {"$note", application.note},
       {"$evidence", application.evidence},
       {"$content_hash", application.record.content},
       {"$drafted_by", *application.record.authors.begin()},
       {"$drafted_at", application.drafted_at}},
      id_of);
  if (id) write_authors(transaction, *id, application.record.authors);
  return id;
}

std::optional<Application> find(Reader& reader, std::int64_t id) {
  auto application =
      reader.one("SELECT * FROM application WHERE id = $id", {{"$id", id}}, application_of);
  if (application) read_authors(reader, *application);
  return application;
}

std::vector<Application> list(Reader& reader, const ApplicationFilter& filter, Page page) {
  const auto state = filter.state ? std::optional(to_string(*filter.state)) : std::nullopt;
  std::vector<Application> found = reader.all(
      rows_of_page(
          "SELECT * FROM application WHERE (CAST($state AS TEXT) IS NULL OR state = $state)"
          " AND (CAST($enterprise_id AS BIGINT) IS NULL OR enterprise_id = $enterprise_id)",
          "application", filter.order, page),
      {{"$after", page.after},
       {"$state", state},
       {"$enterprise_id", filter.enterprise_id},
       {"$limit", page.limit}},
      application_of);
  for (Application& application : found) read_authors(reader, application);
  return found;
}

std::optional<Application> open_of_person(Reader& reader, std::int64_t person_id) {
  const auto id = reader.one(
      "SELECT id FROM application WHERE person_id = $person_id"
      " AND state IN ('draft', 'submitted', 'checked', 'approved', 'returned')",
      {{"$person_id", person_id}}, id_of);
  return id ? find(reader, *id) : std::nullopt;
}

// Authors first: the database then sees who may neither check nor approve.
void save(Transaction& transaction, const Application& application) {
  write_authors(transaction, application.id, application.record.authors);
  transaction.change(
      "UPDATE application SET category = $category, predecessor_id = $predecessor_id,"
      " state = $state, note = $note, evidence = $evidence, content_hash = $content_hash,"
      " decision_id = $decision_id, reason = $reason, checked_by = $checked_by,"
      " checked_at = $checked_at, approved_by = $approved_by, approved_at = $approved_at,"
      " changed_at = $changed_at WHERE id = $id",
      {{"$category", to_string(application.category)},
       {"$predecessor_id", application.predecessor_id},
       {"$state", to_string(application.record.state)},
       {"$note", application.note},
       {"$evidence", application.evidence},
       {"$content_hash", application.record.content},
       {"$decision_id", application.decision_id},
       {"$reason", application.reason},
       {"$checked_by", application.record.checked_by},
       {"$checked_at", application.checked_at},
       {"$approved_by", application.record.approved_by},
       {"$approved_at", application.approved_at},
       {"$changed_at", application.changed_at},
       {"$id", application.id}});
}

std::int64_t count_approved(Reader& reader, const std::string& actor, Time since) {
  return reader
      .one(
          "SELECT count(*) AS count FROM application"
          " WHERE approved_by = $actor AND approved_at >= $since",
          {{"$actor", actor}, {"$since", since}},
          [](const Row& row) { return row.integer("count"); })
      .value();
}

}  // namespace servicecard::store::applications
