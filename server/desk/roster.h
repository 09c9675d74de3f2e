#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cardlib/credential/claims.h"
#include "cardlib/eligibility/facts.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/fen.h"
#include "cardlib/identity/person_name.h"
#include "cardlib/identity/phone.h"
#include "cardlib/identity/resident_id.h"
#include "cardlib/identity/uscc.h"
#include "server/desk/grounds.h"
#include "server/desk/roster_error.h"
#include "server/desk/roster_text.h"

/// Roster files as offices keep them in Excel: read into rows here, without a look at what is on
/// record (docs/roster.md).
namespace servicecard::desk {

struct RosterTax {
  int year = 0;
  FenRange amount;
  std::string column;
};

/// A row about an enterprise. What a cell does not say is absent, and stays as it is on record.
struct EnterpriseRow {
  std::size_t line = 0;
  std::optional<Uscc> uscc;
  std::optional<std::string> name;
  std::optional<CreditStatus> credit;
  std::vector<Designation> designations;
  std::optional<CivilDate> from;   ///< of the designations
  std::optional<CivilDate> until;  ///< of the designations; the last day
  std::vector<RosterTax> taxes;
  std::optional<TaxBasis> basis;
  std::optional<std::string> source;
  std::vector<RosterMistake> mistakes;
};

struct PersonRow {
  std::size_t line = 0;
  std::optional<Uscc> uscc;  ///< of the enterprise
  std::optional<PersonName> name;
  std::optional<ResidentId> resident_id;
  std::optional<Phone> phone;
  std::optional<Category> role;
  std::optional<CivilDate> contract_end;
  std::vector<RosterMistake> mistakes;
};

/// The titles of the columns to which mistakes are put that show only beside the record.
struct RosterTitles {
  std::string code;
  std::string name;
  std::string designation_from;
};

struct Roster {
  RosterEncoding encoding = RosterEncoding::utf_8;
  std::optional<std::string> sheet;  ///< the title of the workbook's sheet that was read
  std::vector<std::string> ignored;  ///< titles of columns that mean nothing here
  RosterTitles titles;
  std::variant<std::vector<EnterpriseRow>, std::vector<PersonRow>> rows;
};

/// Above the headers there may be so many lines, such as the title of the sheet.
inline constexpr std::size_t max_lines_before_header = 5;
/// A file with more wrong rows is refused whole, which bounds the memory that a report takes.
inline constexpr std::size_t max_wrong_rows = 10'000;
inline constexpr std::size_t max_roster_rows = 200'000;

/// A CSV file or the first visible sheet of an .xlsx workbook: what it is shows in its octets.
[[nodiscard]] std::expected<Roster, RosterFileRefusal> parse_roster(std::string_view octets);

}  // namespace servicecard::desk
