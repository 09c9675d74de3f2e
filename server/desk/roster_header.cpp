#include "server/desk/roster_header.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "server/desk/roster_text.h"

namespace servicecard::desk {
namespace {

using roster_cells::MoneyUnit;
using Words = std::pair<std::string_view, RosterField>;

// Titles are compared in lower case, without spaces, underlines and stars, brackets cut off.
constexpr std::array words_for_both = {Words{"统一社会信用代码", RosterField::code},
                                       Words{"社会信用代码", RosterField::code},
                                       Words{"信用代码", RosterField::code},
                                       Words{"企业代码", RosterField::code},
                                       Words{"企业统一社会信用代码", RosterField::code},
                                       Words{"uscc", RosterField::code}};

constexpr std::array words_of_enterprises = {
    Words{"企业名称", RosterField::name},
    Words{"单位名称", RosterField::name},
    Words{"名称", RosterField::name},
    Words{"name", RosterField::name},
    Words{"enterprise", RosterField::name},
    Words{"enterprisename", RosterField::name},
    Words{"信用状况", RosterField::credit_status},
    Words{"信用状态", RosterField::credit_status},
    Words{"creditstatus", RosterField::credit_status},
    Words{"认定", RosterField::designation},
    Words{"认定类别", RosterField::designation},
    Words{"认定类型", RosterField::designation},
    Words{"企业类别", RosterField::designation},
    Words{"designation", RosterField::designation},
    Words{"认定日期", RosterField::designation_from},
    Words{"认定起始日期", RosterField::designation_from},
    Words{"认定起始", RosterField::designation_from},
    Words{"designationfrom", RosterField::designation_from},
    Words{"认定截止日期", RosterField::designation_until},
    Words{"认定截止", RosterField::designation_until},
    Words{"认定有效期至", RosterField::designation_until},
    Words{"designationuntil", RosterField::designation_until},
    Words{"年度", RosterField::tax_year},
    Words{"纳税年度", RosterField::tax_year},
    Words{"年份", RosterField::tax_year},
    Words{"year", RosterField::tax_year},
    Words{"taxyear", RosterField::tax_year},
    Words{"口径", RosterField::tax_basis},
    Words{"纳税口径", RosterField::tax_basis},
    Words{"basis", RosterField::tax_basis},
    Words{"taxbasis", RosterField::tax_basis},
    Words{"来源", RosterField::source},
    Words{"资料来源", RosterField::source},
    Words{"依据", RosterField::source},
    Words{"文号", RosterField::source},
    Words{"source", RosterField::source}};

constexpr std::array words_of_people = {Words{"姓名", RosterField::name},
                                        Words{"name", RosterField::name},
                                        Words{"enterprise", RosterField::code},
                                        Words{"身份证号", RosterField::resident_id},
                                        Words{"身份证号码", RosterField::resident_id},
                                        Words{"居民身份证号", RosterField::resident_id},
                                        Words{"居民身份证号码", RosterField::resident_id},
                                        Words{"公民身份号码", RosterField::resident_id},
                                        Words{"身份证", RosterField::resident_id},
                                        Words{"residentid", RosterField::resident_id},
                                        Words{"手机", RosterField::phone},
                                        Words{"手机号", RosterField::phone},
                                        Words{"手机号码", RosterField::phone},
                                        Words{"电话", RosterField::phone},
                                        Words{"联系电话", RosterField::phone},
                                        Words{"phone", RosterField::phone},
                                        Words{"类别", RosterField::role},
                                        Words{"人员类别", RosterField::role},
                                        Words{"role", RosterField::role},
                                        Words{"合同到期日", RosterField::contract_end},
                                        Words{"合同到期日期", RosterField::contract_end},
                                        Words{"合同截止日期", RosterField::contract_end},
                                        Words{"contractend", RosterField::contract_end}};

// What is left of a tax column's title once year and unit are cut out of it.
constexpr std::array<std::string_view, 13> tax_words = {
    "纳税",   "纳税额",   "纳税总额", "纳税金额", "税收",    "税额",     "税收总额",
    "缴税额", "实缴税额", "入库税额", "tax",      "taxpaid", "taxamount"};

std::string plain(std::string_view title) {
  std::string result;
  for (const char c : narrowed(title)) {
    if (std::string_view(" \t\r\n_*").find(c) != std::string_view::npos) continue;
    result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

std::string without_brackets(std::string_view title) {
  const std::size_t open = std::min({title.find('('), title.find('['), title.find("【")});
  return std::string(title.substr(0, open));
}

// Removes `part` where it stands; false where it does not.
bool drop(std::string& text, std::string_view part) {
  const std::size_t at = text.find(part);
  if (at == std::string::npos) return false;
  text.erase(at, part.size());
  return true;
}

std::optional<int> drop_year(std::string& title) {
  for (std::size_t at = 0; at + 4 <= title.size(); ++at) {
    const std::string_view four = std::string_view(title).substr(at, 4);
    const bool digits = std::ranges::all_of(four, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) continue;  // it may be a part of a character
    const auto year = roster_cells::year(four);
    if (!year) continue;
    title.erase(at, 4);
    return *year;
  }
  return std::nullopt;
}

// `2025年纳税额（万元）`, `tax_2025_yuan`. Without a unit the amount is in yuan.
std::optional<RosterColumn> tax_column(std::string title) {
  RosterColumn column{.field = RosterField::tax, .title = {}, .year = drop_year(title)};
  for (const std::string_view bracket :
       {"(", ")", "[", "]", "【", "】", "单位:", "单位", "人民币"}) {
    drop(title, bracket);
  }
  if (drop(title, "万元") || drop(title, "wan")) {
    column.unit = MoneyUnit::wan;
  } else if (!drop(title, "元")) {
    drop(title, "yuan");
  }
  for (const std::string_view part : {"年度", "年", "全"}) drop(title, part);
  if (std::ranges::find(tax_words, std::string_view(title)) == tax_words.end()) return std::nullopt;
  return column;
}

template <std::size_t N>
std::optional<RosterField> lookup(const std::array<Words, N>& words, std::string_view title) {
  const auto* const found = std::ranges::find(words, title, &Words::first);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

std::optional<RosterColumn> column_of(RosterKind kind, std::string_view title) {
  const std::string whole = plain(title);
  const std::string bare = without_brackets(whole);
  auto field = lookup(words_for_both, bare);
  if (!field) {
    field = kind == RosterKind::people ? lookup(words_of_people, bare)
                                       : lookup(words_of_enterprises, bare);
  }
  if (field) return RosterColumn{.field = *field, .title = {}, .year = std::nullopt};
  return kind == RosterKind::enterprises ? tax_column(whole) : std::nullopt;
}

RosterKind kind_of(const sheet::Row& row) {
  const bool people = std::ranges::any_of(row.cells, [](const std::string& title) {
    return lookup(words_of_people, without_brackets(plain(title))) == RosterField::resident_id;
  });
  return people ? RosterKind::people : RosterKind::enterprises;
}

std::optional<RosterFileError> objection_to(const RosterHeader& header) {
  if (header.find(RosterField::code) == nullptr) return RosterFileError::no_code_column;
  for (const RosterColumn& column : header.columns) {
    const bool dated = column.year || header.find(RosterField::tax_year) != nullptr;
    if (column.field == RosterField::tax && !dated) return RosterFileError::missing_column;
    const auto same = std::ranges::count_if(header.columns, [&](const RosterColumn& other) {
      return other.field == column.field && other.year == column.year;
    });
    if (same > 1) return RosterFileError::repeated_column;
  }
  const bool complete =
      header.kind == RosterKind::enterprises ||
      (header.find(RosterField::name) != nullptr && header.find(RosterField::role) != nullptr);
  return complete ? std::nullopt : std::optional(RosterFileError::missing_column);
}

}  // namespace

const RosterColumn* RosterHeader::find(RosterField field) const {
  const auto found = std::ranges::find(columns, field, &RosterColumn::field);
  return found == columns.end() ? nullptr : &*found;
}

std::expected<RosterHeader, RosterFileError> read_header(const sheet::Row& row) {
  RosterHeader header{
      .kind = kind_of(row), .width = row.cells.size(), .columns = {}, .ignored = {}};
  for (std::size_t place = 0; place < row.cells.size(); ++place) {
    const std::string title = trimmed(row.cells[place]);
    if (auto column = column_of(header.kind, title)) {
      column->place = place;
      column->title = title;
      header.columns.push_back(*std::move(column));
    } else if (!title.empty() && may_be_shown(title)) {
      header.ignored.push_back(title);
    }
  }
  if (const auto objection = objection_to(header)) return std::unexpected(*objection);
  return header;
}

}  // namespace servicecard::desk
