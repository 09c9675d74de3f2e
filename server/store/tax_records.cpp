#include "server/store/tax_records.h"

#include "server/store/columns.h"

namespace servicecard::store::tax_records {
namespace {

TaxRecordRow record_of(const Row& row) {
  return {
      .id = row.integer("id"),
      .enterprise_id = row.integer("enterprise_id"),
      .year = static_cast<int>(row.integer("year")),
      .amount = FenRange::between(Fen(row.integer("amount_from")), Fen(row.integer("amount_to"))),
      .basis = row.text("basis"),
      .source = row.text("source"),
      .entered_by = row.text("entered_by"),
      .entered_at = row.time("entered_at"),
      .confirmed_by = row.maybe_text("confirmed_by"),
      .confirmed_at = row.maybe_time("confirmed_at"),
      .supersedes = row.maybe_integer("supersedes"),
      .superseded_by = row.maybe_integer("superseded_by")};
}

}  // namespace

std::vector<TaxRecordRow> of_enterprise(Reader& reader, std::int64_t enterprise_id) {
  return reader.all(
      "SELECT * FROM tax_record_chain WHERE enterprise_id = $enterprise_id ORDER BY year, id",
      {{"$enterprise_id", enterprise_id}}, record_of);
}

std::optional<TaxRecordRow> find(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM tax_record_chain WHERE id = $id", {{"$id", id}}, record_of);
}

std::optional<TaxRecordRow> current(Reader& reader, std::int64_t enterprise_id, int year) {
  return reader.one(
      "SELECT * FROM tax_record_chain WHERE enterprise_id = $enterprise_id AND year = $year"
      " AND superseded_by IS NULL",
      {{"$enterprise_id", enterprise_id}, {"$year", year}}, record_of);
}

std::int64_t add(Transaction& transaction, const NewTaxRecord& record) {
  const std::optional<TaxRecordRow> before =
      current(transaction, record.enterprise_id, record.year);
  return transaction
      .change_returning(
          "INSERT INTO tax_record (enterprise_id, year, amount_from, amount_to, basis, source,"
          " entered_by, entered_at, supersedes) VALUES ($enterprise_id, $year, $amount_from,"
          " $amount_to, $basis, $source, $entered_by, $entered_at, $supersedes) RETURNING id",
          {{"$enterprise_id", record.enterprise_id},
           {"$year", record.year},
           {"$amount_from", record.amount.least().count()},
           {"$amount_to", record.amount.most().count()},
           {"$basis", record.basis},
           {"$source", record.source},
           {"$entered_by", record.entered_by},
           {"$entered_at", record.entered_at},
           {"$supersedes", before ? std::optional(before->id) : std::nullopt}},
          id_of)
      .value();
}

bool confirm(Transaction& transaction, std::int64_t id, const std::string& actor, Time now) {
  return transaction.change(
             "UPDATE tax_record SET confirmed_by = $confirmed_by, confirmed_at = $confirmed_at"
             " WHERE id = $id AND confirmed_by IS NULL",
             {{"$confirmed_by", actor}, {"$confirmed_at", now}, {"$id", id}}) == 1;
}

}  // namespace servicecard::store::tax_records
