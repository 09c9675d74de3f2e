#include "server/store/transaction.h"

#include <stdexcept>

#include "server/store/statement_kind.h"

namespace servicecard::store {
namespace {

void ignore_row(const Row&) {}

}  // namespace

std::int64_t Transaction::change(std::string_view sql, Parameters parameters) {
  return run_change(sql, parameters, ignore_row);
}

std::int64_t Transaction::run_change(std::string_view sql, Parameters parameters,
                                     const RowVisitor& visit) {
  const std::string_view table = written_table(sql);
  if (table.empty() || is_unjournaled(table) || JournalTable::owns(table)) {
    throw std::logic_error("not a change of the record: " + std::string(sql));
  }
  const std::int64_t changed = connection().run(sql, parameters, Access::write, visit);
  wrote_ = wrote_ || changed > 0;
  return changed;
}

std::int64_t Transaction::note(std::string_view sql, Parameters parameters) {
  return run_note(sql, parameters, ignore_row);
}

std::int64_t Transaction::run_note(std::string_view sql, Parameters parameters,
                                   const RowVisitor& visit) {
  if (!is_unjournaled(written_table(sql))) {
    throw std::logic_error("not without a leaf of the journal: " + std::string(sql));
  }
  return connection().run(sql, parameters, Access::write, visit);
}

std::uint64_t Transaction::append(const JournalEntry& entry) {
  appended_ = true;
  return journal_.append(connection(), entry);
}

void Transaction::announce(Event event) { events_.push_back(std::move(event)); }

}  // namespace servicecard::store
