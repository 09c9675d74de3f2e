#include "server/desk/roster.h"

#include <utility>

#include "server/desk/enterprises.h"
#include "server/desk/roster_cells.h"
#include "server/desk/roster_header.h"
#include "server/sheet/csv.h"
#include "server/sheet/xlsx.h"

namespace servicecard::desk {
namespace {

RosterFileError error_of(RosterTextError error) {
  switch (error) {
    case RosterTextError::spreadsheet:
      return RosterFileError::spreadsheet;
    case RosterTextError::not_text:
      return RosterFileError::not_text;
  }
  std::unreachable();
}

RosterFileError error_of(sheet::Error error) {
  switch (error) {
    case sheet::Error::stray_quote:
    case sheet::Error::unclosed_quote:
      return RosterFileError::bad_quotes;
    case sheet::Error::too_many_cells:
      return RosterFileError::too_many_cells;
    case sheet::Error::damaged:
      return RosterFileError::damaged_workbook;
    case sheet::Error::too_large:
      return RosterFileError::large_workbook;
    case sheet::Error::old_calendar:
      return RosterFileError::old_calendar;
  }
  std::unreachable();
}

RosterFileRefusal refusal_of(const sheet::Mistake& mistake) {
  return {.error = error_of(mistake.error), .line = mistake.line};
}

/// One row under its headers. Mistakes are noted as they are met.
class Cells {
 public:
  Cells(const RosterHeader& header, const sheet::Row& record, std::vector<RosterMistake>& mistakes)
      : header_(header), record_(record), mistakes_(mistakes) {
    for (std::size_t place = header.width; place < record.cells.size(); ++place) {
      if (trimmed(record.cells[place]).empty()) continue;
      note({}, RosterRowError::too_many_cells);
      break;
    }
  }

  void note(const std::string& column, RosterRowError error) {
    mistakes_.push_back({.column = column, .error = error, .other_line = std::nullopt});
  }

  [[nodiscard]] std::string text(const RosterColumn* column) const {
    const bool there = column != nullptr && column->place < record_.cells.size();
    return there ? trimmed(record_.cells[column->place]) : std::string();
  }

  /// What the cell of that field says; nothing where it is empty, absent or wrong.
  template <class Parse>
  auto read(RosterField field, Parse parse) {
    const RosterColumn* column = header_.find(field);
    return read(column, text(column), parse);
  }

  /// As `read`; that it is empty is a mistake.
  template <class Parse>
  auto need(RosterField field, Parse parse) {
    const RosterColumn* column = header_.find(field);
    const std::string cell = text(column);
    if (cell.empty()) note(column == nullptr ? "" : column->title, RosterRowError::missing);
    return read(column, cell, parse);
  }

  template <class Parse>
  auto read(const RosterColumn* column, const std::string& cell, Parse parse)
      -> std::optional<typename decltype(parse(std::string_view()))::value_type> {
    if (cell.empty()) return std::nullopt;
    auto value = parse(std::string_view(cell));
    if (value) return std::move(*value);
    note(column->title, value.error());
    return std::nullopt;
  }

 private:
  const RosterHeader& header_;
  const sheet::Row& record_;
  std::vector<RosterMistake>& mistakes_;
};

roster_cells::Read<std::string> plain_text(std::string_view cell) {
  if (!is_enterprise_name(cell) || !may_be_shown(cell)) {
    return std::unexpected(RosterRowError::bad_name);
  }
  return std::string(cell);
}

void read_taxes(const RosterHeader& header, Cells& cells, EnterpriseRow& row) {
  const auto year = cells.read(RosterField::tax_year, roster_cells::year);
  for (const RosterColumn& column : header.columns) {
    if (column.field != RosterField::tax) continue;
    const auto amount = cells.read(&column, cells.text(&column), [&](std::string_view cell) {
      return roster_cells::amount(cell, column.unit);
    });
    if (!amount) continue;
    const auto of = column.year ? column.year : year;
    if (of) {
      row.taxes.push_back({.year = *of, .amount = *amount, .column = column.title});
    } else if (cells.text(header.find(RosterField::tax_year)).empty()) {
      cells.note(header.find(RosterField::tax_year)->title, RosterRowError::missing);
    }
  }
}

void read_row(const RosterHeader& header, const sheet::Row& record, EnterpriseRow& row) {
  Cells cells(header, record, row.mistakes);
  row.uscc = cells.need(RosterField::code, roster_cells::code);
  row.name = cells.read(RosterField::name, roster_cells::enterprise_name);
  row.credit = cells.read(RosterField::credit_status, roster_cells::credit_status);
  row.designations = cells.read(RosterField::designation, roster_cells::designations)
                         .value_or(std::vector<Designation>{});
  row.from = cells.read(RosterField::designation_from, roster_cells::date);
  row.until = cells.read(RosterField::designation_until, roster_cells::date);
  if (row.from && row.until && *row.until < *row.from) {
    cells.note(header.find(RosterField::designation_until)->title,
               RosterRowError::end_before_start);
  }
  row.basis = cells.read(RosterField::tax_basis, roster_cells::basis);
  row.source = cells.read(RosterField::source, plain_text);
  read_taxes(header, cells, row);
}

void read_row(const RosterHeader& header, const sheet::Row& record, PersonRow& row) {
  Cells cells(header, record, row.mistakes);
  row.uscc = cells.need(RosterField::code, roster_cells::code);
  row.name = cells.need(RosterField::name, roster_cells::person_name);
  row.resident_id = cells.need(RosterField::resident_id, roster_cells::resident_id);
  row.phone = cells.read(RosterField::phone, roster_cells::phone);
  row.role = cells.need(RosterField::role, roster_cells::role);
  row.contract_end = cells.read(RosterField::contract_end, roster_cells::date);
}

std::expected<RosterHeader, RosterFileRefusal> find_header(sheet::Reader& reader) {
  RosterFileRefusal refusal{.error = RosterFileError::empty};
  for (std::size_t i = 0; i <= max_lines_before_header; ++i) {
    const auto record = reader.next();
    if (!record) return std::unexpected(refusal_of(record.error()));
    if (!*record) return std::unexpected(refusal);
    auto header = read_header(**record);
    if (header) return *std::move(header);
    refusal = {.error = header.error(), .line = (*record)->line};
    if (refusal.error != RosterFileError::no_code_column) break;
  }
  return std::unexpected(refusal);
}

template <class RosterRow>
std::expected<std::vector<RosterRow>, RosterFileRefusal> read_rows(const RosterHeader& header,
                                                                   sheet::Reader& reader) {
  std::vector<RosterRow> rows;
  std::size_t wrong = 0;
  while (true) {
    const auto record = reader.next();
    if (!record) return std::unexpected(refusal_of(record.error()));
    if (!*record) return rows;
    RosterRow& row = rows.emplace_back();
    row.line = (*record)->line;
    read_row(header, **record, row);
    wrong += row.mistakes.empty() ? 0 : 1;
    if (rows.size() > max_roster_rows) {
      return std::unexpected(
          RosterFileRefusal{.error = RosterFileError::too_many_rows, .line = row.line});
    }
    if (wrong > max_wrong_rows) {
      return std::unexpected(
          RosterFileRefusal{.error = RosterFileError::too_many_mistakes, .line = row.line});
    }
  }
}

std::string title_of(const RosterHeader& header, RosterField field) {
  const RosterColumn* column = header.find(field);
  return column == nullptr ? std::string() : column->title;
}

template <class RosterRow>
std::expected<Roster, RosterFileRefusal> read_body(const RosterHeader& header,
                                                   sheet::Reader& reader) {
  auto rows = read_rows<RosterRow>(header, reader);
  if (!rows) return std::unexpected(rows.error());
  return Roster{.encoding = RosterEncoding::utf_8,
                .sheet = std::nullopt,
                .ignored = header.ignored,
                .titles = {.code = title_of(header, RosterField::code),
                           .name = title_of(header, RosterField::name),
                           .designation_from = title_of(header, RosterField::designation_from)},
                .rows = *std::move(rows)};
}

std::expected<Roster, RosterFileRefusal> read_table(sheet::Reader& reader) {
  const auto header = find_header(reader);
  if (!header) return std::unexpected(header.error());
  return header->kind == RosterKind::people ? read_body<PersonRow>(*header, reader)
                                            : read_body<EnterpriseRow>(*header, reader);
}

std::expected<Roster, RosterFileRefusal> parse_workbook(std::string_view octets) {
  const auto reader = sheet::XlsxReader::open(octets);
  if (!reader) return std::unexpected(RosterFileRefusal{.error = error_of(reader.error())});
  auto roster = read_table(**reader);
  if (!roster) return roster;
  roster->encoding = RosterEncoding::xlsx;
  if (may_be_shown((*reader)->title())) roster->sheet = (*reader)->title();
  return roster;
}

std::expected<Roster, RosterFileRefusal> parse_text(std::string_view octets) {
  const auto text = decode_roster(octets);
  if (!text) return std::unexpected(RosterFileRefusal{.error = error_of(text.error())});
  sheet::CsvReader reader(text->text);
  auto roster = read_table(reader);
  if (roster) roster->encoding = text->encoding;
  return roster;
}

}  // namespace

std::expected<Roster, RosterFileRefusal> parse_roster(std::string_view octets) {
  return is_workbook(octets) ? parse_workbook(octets) : parse_text(octets);
}

}  // namespace servicecard::desk
