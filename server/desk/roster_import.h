#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cardlib/identity/bilingual.h"
#include "cardlib/identity/uscc.h"
#include "server/access/actor.h"
#include "server/desk/desk.h"
#include "server/desk/roster.h"
#include "server/store/transaction.h"

/// A roster beside the record: what it would change, row by row, and the change itself.
namespace servicecard::desk {

enum class RosterMode : std::uint8_t { dry_run, apply };
enum class RosterRows : std::uint8_t {
  all,   ///< nothing is applied while one row is wrong
  good,  ///< the good rows are applied
};

enum class RosterAction : std::uint8_t { create, update, same, error };

/// `"create"` and so on.
[[nodiscard]] std::string_view to_string(RosterAction action);

struct RosterReportRow {
  std::size_t line = 0;
  RosterAction action = RosterAction::same;
  std::optional<Uscc> uscc;
  std::optional<std::string> name;
  std::vector<BilingualText> changes;
  std::vector<RosterMistake> mistakes;
};

struct RosterSummary {
  std::int64_t create = 0;
  std::int64_t update = 0;
  std::int64_t same = 0;
  std::int64_t error = 0;
};

struct RosterReport {
  bool applied = false;  ///< the good rows are on record now
  RosterEncoding encoding = RosterEncoding::utf_8;
  std::optional<std::string> sheet;  ///< the title of the workbook's sheet that was read
  std::vector<std::string> ignored;  ///< titles of columns that mean nothing here
  std::vector<RosterReportRow> rows;
  RosterSummary summary;
};

/// Reads the file and compares each row with the record as the rows before it leave it. All changes
/// are one transaction with a leaf for each and one for the import. A dry run does the same and
/// undoes it, so that its report is what would happen; it holds the writer as long. A file that is
/// on record already changes nothing.
[[nodiscard]] std::expected<RosterReport, RosterFileRefusal> import_roster(const Desk& desk,
                                                                           const access::Act& act,
                                                                           std::string_view octets,
                                                                           RosterMode mode,
                                                                           RosterRows rows);

/// What the rows of a file have said so far: one thing is said once, or twice the same.
class RosterClaims {
 public:
  /// The line that said otherwise of that thing; nothing where none did.
  [[nodiscard]] std::optional<std::size_t> contradicted(const std::string& thing,
                                                        const std::string& value,
                                                        std::size_t line) {
    const auto [first, added] = said_.try_emplace(thing, value, line);
    if (added || first->second.first == value) return std::nullopt;
    return first->second.second;
  }

 private:
  std::map<std::string, std::pair<std::string, std::size_t>> said_;
};

/// What every row is read beside.
struct RosterContext {
  store::Transaction& transaction;
  const Desk& desk;
  const access::Act& act;
  const RosterTitles& titles;
  RosterClaims& claims;
};

// One row: compared, and written to the record where it is right.
[[nodiscard]] RosterReportRow import_row(const RosterContext& context, const EnterpriseRow& row);
[[nodiscard]] RosterReportRow import_row(const RosterContext& context, const PersonRow& row);

}  // namespace servicecard::desk
