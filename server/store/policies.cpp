#include "server/store/policies.h"

#include "server/store/columns.h"

namespace servicecard::store {
namespace {

PolicyRow policy_of(const Row& row) {
  return {.id = row.integer("id"),
          .name = row.text("name"),
          .version = row.integer("version"),
          .document = row.text("document"),
          .effective_from = parsed<CivilDate>(row, "effective_from"),
          .effective_until = maybe_parsed<CivilDate>(row, "effective_until"),
          .entered_by = row.text("entered_by"),
          .entered_at = row.time("entered_at")};
}

}  // namespace

std::optional<std::int64_t> policies::add(Transaction& transaction, const NewPolicy& policy) {
  const auto id = transaction.change_returning(
      "INSERT INTO policy (name, version, document, effective_from, effective_until, entered_by,"
      " entered_at) VALUES ($name, $version, $document, $effective_from, $effective_until,"
      " $entered_by, $entered_at) ON CONFLICT (name, version) DO NOTHING RETURNING id",
      {{"$name", policy.name},
       {"$version", policy.version},
       {"$document", policy.document},
       {"$effective_from", policy.effective_from.str()},
       {"$effective_until", written(policy.effective_until)},
       {"$entered_by", policy.entered_by},
       {"$entered_at", policy.entered_at}},
      id_of);
  if (id) transaction.announce(PolicyAdded{*id, policy.document});
  return id;
}

std::optional<PolicyRow> policies::find(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM policy WHERE id = $id", {{"$id", id}}, policy_of);
}

std::optional<PolicyRow> policies::in_force(Reader& reader, const std::string& name,
                                            CivilDate day) {
  return reader.one(
      "SELECT * FROM policy WHERE name = $name AND effective_from <= $day"
      " AND (effective_until IS NULL OR effective_until >= $day) ORDER BY version DESC LIMIT 1",
      {{"$name", name}, {"$day", day.str()}}, policy_of);
}

std::vector<PolicyRow> policies::list(Reader& reader) {
  return reader.all("SELECT * FROM policy ORDER BY id", {}, policy_of);
}

std::int64_t decisions::add(Transaction& transaction, const NewDecision& decision) {
  return transaction
      .change_returning(
          "INSERT INTO decision (policy_id, verdict, document, made_at)"
          " VALUES ($policy_id, $verdict, $document, $made_at) RETURNING id",
          {{"$policy_id", decision.policy_id},
           {"$verdict", decision.verdict},
           {"$document", decision.document},
           {"$made_at", decision.made_at}},
          id_of)
      .value();
}

std::optional<DecisionRow> decisions::find(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM decision WHERE id = $id", {{"$id", id}}, [](const Row& row) {
    return DecisionRow{.id = row.integer("id"),
                       .policy_id = row.integer("policy_id"),
                       .verdict = row.text("verdict"),
                       .document = row.text("document"),
                       .made_at = row.time("made_at")};
  });
}

}  // namespace servicecard::store
