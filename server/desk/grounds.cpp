#include "server/desk/grounds.h"

#include <utility>

namespace servicecard::desk {
namespace {

using DesignationResult = std::expected<store::DesignationRow, RecordError>;
using TaxResult = std::expected<store::TaxRecordRow, RecordError>;

std::string subject_of(const Uscc& uscc) { return "enterprise:" + uscc.str(); }

json::value day_or_null(const std::optional<CivilDate>& day) {
  return day ? json::value(day->str()) : json::value(nullptr);
}

// The designation of that number, if it is that enterprise's.
std::optional<store::DesignationRow> designation_of(store::Reader& reader, const Uscc& uscc,
                                                    std::int64_t id) {
  const auto enterprise = store::enterprises::find(reader, uscc);
  auto row = store::enterprises::find_designation(reader, id);
  if (!enterprise || !row || row->enterprise_id != enterprise->id) return std::nullopt;
  return row;
}

std::optional<store::TaxRecordRow> tax_record_of(store::Reader& reader, const Uscc& uscc,
                                                 std::int64_t id) {
  const auto enterprise = store::enterprises::find(reader, uscc);
  auto row = store::tax_records::find(reader, id);
  if (!enterprise || !row || row->enterprise_id != enterprise->id) return std::nullopt;
  return row;
}

json::object content_of(const store::TaxRecordRow& row) {
  return {{"id", row.id},
          {"year", row.year},
          {"from_fen", row.amount.least().count()},
          {"to_fen", row.amount.most().count()},
          {"basis", row.basis},
          {"source", row.source}};
}

}  // namespace

DesignationResult add_designation(store::Transaction& transaction, const access::Act& act,
                                  const Uscc& uscc, const NewDesignation& designation) {
  if (designation.until && *designation.until < designation.from) {
    return std::unexpected(RecordError::end_before_start);
  }
  const auto enterprise = store::enterprises::find(transaction, uscc);
  if (!enterprise) return std::unexpected(RecordError::no_such_enterprise);
  const auto id = store::enterprises::add_designation(
      transaction, {.enterprise_id = enterprise->id,
                    .kind = std::string(to_string(designation.kind)),
                    .from = designation.from,
                    .until = designation.until,
                    .source = designation.source,
                    .entered_by = act.actor.name,
                    .entered_at = act.now});
  if (!id) return std::unexpected(RecordError::designation_exists);
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = "designation.added",
                      .subject = subject_of(uscc),
                      .content = {{"id", *id},
                                  {"kind", to_string(designation.kind)},
                                  {"from", designation.from.str()},
                                  {"until", day_or_null(designation.until)},
                                  {"source", designation.source}}});
  return store::enterprises::find_designation(transaction, *id).value();
}

DesignationResult add_designation(const Desk& desk, const access::Act& act, const Uscc& uscc,
                                  const NewDesignation& designation) {
  return desk.store.write([&](store::Transaction& transaction) {
    return add_designation(transaction, act, uscc, designation);
  });
}

DesignationResult end_designation(store::Transaction& transaction, const access::Act& act,
                                  const Uscc& uscc, std::int64_t id, CivilDate until) {
  const auto row = designation_of(transaction, uscc, id);
  if (!row) return std::unexpected(RecordError::no_such_designation);
  if (until < row->from) return std::unexpected(RecordError::end_before_start);
  store::enterprises::end_designation(transaction, id, until);
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = "designation.ended",
                      .subject = subject_of(uscc),
                      .content = {{"id", id},
                                  {"kind", row->kind},
                                  {"until", until.str()},
                                  {"before", day_or_null(row->until)}}});
  return store::enterprises::find_designation(transaction, id).value();
}

DesignationResult end_designation(const Desk& desk, const access::Act& act, const Uscc& uscc,
                                  std::int64_t id, CivilDate until) {
  return desk.store.write([&](store::Transaction& transaction) {
    return end_designation(transaction, act, uscc, id, until);
  });
}

TaxResult add_tax_record(store::Transaction& transaction, const access::Act& act, const Uscc& uscc,
                         const NewTax& tax) {
  if (tax.year >= day_of(act.now).year()) return std::unexpected(RecordError::future_year);
  const auto enterprise = store::enterprises::find(transaction, uscc);
  if (!enterprise) return std::unexpected(RecordError::no_such_enterprise);
  const auto before = store::tax_records::current(transaction, enterprise->id, tax.year);
  if (before && before->amount == tax.amount && before->basis == to_string(tax.basis)) {
    return std::unexpected(RecordError::same_amount);
  }
  const std::int64_t id =
      store::tax_records::add(transaction, {.enterprise_id = enterprise->id,
                                            .year = tax.year,
                                            .amount = tax.amount,
                                            .basis = std::string(to_string(tax.basis)),
                                            .source = tax.source,
                                            .entered_by = act.actor.name,
                                            .entered_at = act.now});
  store::TaxRecordRow row = store::tax_records::find(transaction, id).value();
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = before ? "tax_record.corrected" : "tax_record.added",
                      .subject = subject_of(uscc),
                      .content = content_of(row)});
  return row;
}

TaxResult add_tax_record(const Desk& desk, const access::Act& act, const Uscc& uscc,
                         const NewTax& tax) {
  return desk.store.write(
      [&](store::Transaction& transaction) { return add_tax_record(transaction, act, uscc, tax); });
}

TaxResult confirm_tax_record(const Desk& desk, const access::Act& act, const Uscc& uscc,
                             std::int64_t id) {
  return desk.store.write([&](store::Transaction& transaction) -> TaxResult {
    const auto row = tax_record_of(transaction, uscc, id);
    if (!row) return std::unexpected(RecordError::no_such_tax_record);
    if (row->superseded_by) return std::unexpected(RecordError::superseded);
    if (row->confirmed_by) return std::unexpected(RecordError::confirmed_already);
    if (row->entered_by == act.actor.name) return std::unexpected(RecordError::own_entry);
    if (!store::tax_records::confirm(transaction, id, act.actor.name, act.now)) {
      return std::unexpected(RecordError::confirmed_already);
    }
    transaction.append({.time = act.now,
                        .actor = act.actor.name,
                        .kind = "tax_record.confirmed",
                        .subject = subject_of(uscc),
                        .content = content_of(*row)});
    return store::tax_records::find(transaction, id).value();
  });
}

}  // namespace servicecard::desk
