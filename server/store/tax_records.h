#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/fen.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// The tax of one enterprise in one year, as one source states it. Nothing is overwritten: a
/// correction supersedes, so the records of one year are one chain, and its last one counts.
struct TaxRecordRow {
  std::int64_t id = 0;
  std::int64_t enterprise_id = 0;
  int year = 0;
  FenRange amount;
  std::string basis;  ///< `paid` or `declared`
  std::string source;
  std::string entered_by;
  Time entered_at;
  std::optional<std::string> confirmed_by;
  std::optional<Time> confirmed_at;
  std::optional<std::int64_t> supersedes;
  std::optional<std::int64_t> superseded_by;
};

struct NewTaxRecord {
  std::int64_t enterprise_id = 0;
  int year = 0;
  FenRange amount;
  std::string basis;
  std::string source;
  std::string entered_by;
  Time entered_at;
};

namespace tax_records {

/// By year, the chain of each year from its first to its last.
[[nodiscard]] std::vector<TaxRecordRow> of_enterprise(Reader& reader, std::int64_t enterprise_id);
[[nodiscard]] std::optional<TaxRecordRow> find(Reader& reader, std::int64_t id);
/// The one that counts.
[[nodiscard]] std::optional<TaxRecordRow> current(Reader& reader, std::int64_t enterprise_id,
                                                  int year);

/// Supersedes the one that counts now, if there is one.
[[nodiscard]] std::int64_t add(Transaction& transaction, const NewTaxRecord& record);
/// False where it is confirmed already. Throws `Failure` where the same person entered it.
[[nodiscard]] bool confirm(Transaction& transaction, std::int64_t id, const std::string& actor,
                           Time now);

}  // namespace tax_records
}  // namespace servicecard::store
