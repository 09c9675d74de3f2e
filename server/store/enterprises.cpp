#include "server/store/enterprises.h"

#include "server/store/cards.h"
#include "server/store/columns.h"
#include "server/store/like.h"

namespace servicecard::store::enterprises {
namespace {

Enterprise enterprise_of(const Row& row) {
  return {.id = row.integer("id"),
          .uscc = parsed<Uscc>(row, "uscc"),
          .name = row.text("name"),
          .credit_status = row.text("credit_status"),
          .created_at = row.time("created_at")};
}

DesignationRow designation_of(const Row& row) {
  return {.id = row.integer("id"),
          .enterprise_id = row.integer("enterprise_id"),
          .kind = row.text("kind"),
          .from = parsed<CivilDate>(row, "valid_from"),
          .until = maybe_parsed<CivilDate>(row, "valid_until"),
          .source = row.text("source"),
          .entered_by = row.text("entered_by"),
          .entered_at = row.time("entered_at")};
}

}  // namespace

std::optional<Enterprise> find(Reader& reader, const Uscc& uscc) {
  return reader.one("SELECT * FROM enterprise WHERE uscc = $uscc", {{"$uscc", uscc.str()}},
                    enterprise_of);
}

std::optional<Enterprise> find(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM enterprise WHERE id = $id", {{"$id", id}}, enterprise_of);
}

std::vector<Enterprise> list(Reader& reader, const EnterpriseFilter& filter, Page page) {
  return reader.all(
      rows_of_page(
          "SELECT * FROM enterprise WHERE (CAST($text AS TEXT) IS NULL OR name LIKE $text ESCAPE "
          "'!'"
          "  OR uscc LIKE $text ESCAPE '!')"
          " AND (CAST($designation AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM designation"
          "  WHERE enterprise_id = enterprise.id AND kind = $designation AND valid_from <= $day"
          "  AND (valid_until IS NULL OR valid_until >= $day)))",
          "enterprise", filter.order, page),
      {{"$after", page.after},
       {"$text", containing(filter.text)},
       {"$designation", filter.designation},
       {"$day", filter.day.str()},
       {"$limit", page.limit}},
      enterprise_of);
}

std::optional<std::int64_t> add(Transaction& transaction, const NewEnterprise& enterprise) {
  return transaction.change_returning(
      "INSERT INTO enterprise (uscc, name, credit_status, created_at)"
      " VALUES ($uscc, $name, $credit_status, $created_at)"
      " ON CONFLICT (uscc) DO NOTHING RETURNING id",
      {{"$uscc", enterprise.uscc.str()},
       {"$name", enterprise.name},
       {"$credit_status", enterprise.credit_status},
       {"$created_at", enterprise.created_at}},
      id_of);
}

void update(Transaction& transaction, const Enterprise& enterprise) {
  transaction.change(
      "UPDATE enterprise SET name = $name, credit_status = $credit_status WHERE id = $id",
      {{"$name", enterprise.name},
       {"$credit_status", enterprise.credit_status},
       {"$id", enterprise.id}});
  cards::announce_of_enterprise(transaction, enterprise.id);
}

std::vector<DesignationRow> designations(Reader& reader, std::int64_t enterprise_id) {
  return reader.all(
      "SELECT * FROM designation WHERE enterprise_id = $enterprise_id ORDER BY valid_from, id",
      {{"$enterprise_id", enterprise_id}}, designation_of);
}

std::optional<DesignationRow> find_designation(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM designation WHERE id = $id", {{"$id", id}}, designation_of);
}

std::optional<std::int64_t> add_designation(Transaction& transaction,
                                            const NewDesignation& designation) {
  return transaction.change_returning(
      "INSERT INTO designation"
      " (enterprise_id, kind, valid_from, valid_until, source, entered_by, entered_at) VALUES"
      " ($enterprise_id, $kind, $valid_from, $valid_until, $source, $entered_by, $entered_at)"
      " ON CONFLICT (enterprise_id, kind, valid_from) DO NOTHING RETURNING id",
      {{"$enterprise_id", designation.enterprise_id},
       {"$kind", designation.kind},
       {"$valid_from", designation.from.str()},
       {"$valid_until", written(designation.until)},
       {"$source", designation.source},
       {"$entered_by", designation.entered_by},
       {"$entered_at", designation.entered_at}},
      id_of);
}

void end_designation(Transaction& transaction, std::int64_t id, CivilDate until) {
  transaction.change("UPDATE designation SET valid_until = $valid_until WHERE id = $id",
                     {{"$valid_until", until.str()}, {"$id", id}});
}

}  // namespace servicecard::store::enterprises
