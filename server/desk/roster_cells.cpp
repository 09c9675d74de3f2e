#include "server/desk/roster_cells.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cardlib/codec/ascii.h"
#include "cardlib/codec/utf8.h"
#include "server/desk/enterprises.h"
#include "server/desk/roster_text.h"

namespace servicecard::desk::roster_cells {
namespace {

constexpr int first_year = 1949;  // as the schema has it

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

// ASCII, in upper case: how codes are written.
std::string as_code(std::string_view cell) {
  std::string code = narrowed(cell);
  std::ranges::transform(code, code.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return code;
}

// A number kept to 15 digits: `4.10329E+17`, or 18 digits of which the last are zeros.
bool is_destroyed(std::string_view code) {
  const std::size_t exponent = code.find("E+");
  if (exponent != std::string_view::npos) {
    return is_digits(code.substr(exponent + 2)) &&
           std::ranges::all_of(code.substr(0, exponent),
                               [](char c) { return is_digit(c) || c == '.'; });
  }
  return code.size() == 18 && is_digits(code) && code.ends_with("000");
}

std::optional<int> number(std::string_view digits) {
  return is_digits(digits) ? ascii::parse_number<int>(digits) : std::nullopt;
}

// Cuts `text` behind `mark` and gives what stood before it; all of it where there is no mark.
std::string_view cut(std::string_view& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  const std::string_view before = text.substr(0, at);
  text = at == std::string_view::npos ? std::string_view{} : text.substr(at + mark.size());
  return before;
}

std::optional<CivilDate> day_of_parts(std::string_view year, std::string_view month,
                                      std::string_view day) {
  const auto y = number(year);
  const auto m = number(month);
  const auto d = number(day);
  if (!y || !m || !d || year.size() != 4 || month.size() > 2 || day.size() > 2) return std::nullopt;
  const auto date = CivilDate::of(*y, static_cast<unsigned>(*m), static_cast<unsigned>(*d));
  return date ? std::optional(*date) : std::nullopt;
}

// Day 61 is 1 March 1900; Excel believes in a 29 February before it. Five digits reach from 1927
// to 2173.
std::optional<CivilDate> day_of_serial(std::string_view text) {
  const auto serial = number(text);
  if (!serial || *serial < 10'000) return std::nullopt;
  return CivilDate::of(1899, 12, 30).value().plus_days(*serial);
}

std::optional<CivilDate> day_with_marks(std::string_view text) {
  if (text.find("年") != std::string_view::npos) {
    const std::string_view year = cut(text, "年");
    const std::string_view month = cut(text, "月");
    const std::string_view day = cut(text, "日");
    return text.empty() ? day_of_parts(year, month, day) : std::nullopt;
  }
  for (const std::string_view mark : {"-", "/", "."}) {
    if (text.find(mark) == std::string_view::npos) continue;
    const std::string_view year = cut(text, mark);
    const std::string_view month = cut(text, mark);
    return day_of_parts(year, month, text);
  }
  return std::nullopt;
}

template <class Value>
struct Word {
  std::string_view word;
  Value value;
};

// The value that one of its words stands for.
template <class Value, std::size_t N>
std::optional<Value> lookup(const std::array<Word<Value>, N>& words, std::string_view cell) {
  std::string word = narrowed(cell);
  std::ranges::transform(word, word.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const auto* const found = std::ranges::find(words, std::string_view(word), &Word<Value>::word);
  return found == words.end() ? std::nullopt : std::optional(found->value);
}

constexpr auto designation_words =
    std::to_array<Word<Designation>>({{"重点", Designation::key},
                                      {"重点企业", Designation::key},
                                      {"key", Designation::key},
                                      {"高成长", Designation::high_growth},
                                      {"高成长性", Designation::high_growth},
                                      {"高成长性企业", Designation::high_growth},
                                      {"high_growth", Designation::high_growth},
                                      {"挂牌", Designation::listed},
                                      {"挂牌扶持", Designation::listed},
                                      {"挂牌扶持企业", Designation::listed},
                                      {"listed", Designation::listed},
                                      {"高新技术", Designation::high_tech},
                                      {"高新技术企业", Designation::high_tech},
                                      {"high_tech", Designation::high_tech},
                                      {"科技型中小", Designation::tech_sme},
                                      {"科技型中小企业", Designation::tech_sme},
                                      {"tech_sme", Designation::tech_sme},
                                      {"专精特新", Designation::srdi},
                                      {"专精特新企业", Designation::srdi},
                                      {"srdi", Designation::srdi}});

constexpr auto credit_words =
    std::to_array<Word<CreditStatus>>({{"良好", CreditStatus::good},
                                       {"正常", CreditStatus::good},
                                       {"good", CreditStatus::good},
                                       {"失信", CreditStatus::dishonest},
                                       {"dishonest", CreditStatus::dishonest},
                                       {"未查", CreditStatus::unknown},
                                       {"未知", CreditStatus::unknown},
                                       {"unknown", CreditStatus::unknown}});

constexpr auto basis_words = std::to_array<Word<TaxBasis>>({{"入库", TaxBasis::paid},
                                                            {"paid", TaxBasis::paid},
                                                            {"申报", TaxBasis::declared},
                                                            {"declared", TaxBasis::declared}});

constexpr auto role_words = std::to_array<Word<Category>>({{"企业负责人", Category::principal},
                                                           {"负责人", Category::principal},
                                                           {"principal", Category::principal},
                                                           {"高层次人才", Category::talent},
                                                           {"人才", Category::talent},
                                                           {"talent", Category::talent}});

template <class Value>
Read<Value> or_error(std::optional<Value> value, RosterRowError error) {
  if (!value) return std::unexpected(error);
  return *std::move(value);
}

}  // namespace

Read<Uscc> code(std::string_view cell) {
  const std::string text = as_code(cell);
  auto uscc = Uscc::parse(text);
  if (uscc) return *std::move(uscc);
  return std::unexpected(is_destroyed(text) ? RosterRowError::destroyed_by_excel
                                            : RosterRowError::bad_code);
}

// A number that ends in 000 may be right; that it was destroyed is likelier by far.
Read<ResidentId> resident_id(std::string_view cell) {
  const std::string text = as_code(cell);
  if (is_destroyed(text)) return std::unexpected(RosterRowError::destroyed_by_excel);
  auto id = ResidentId::parse(text);
  if (!id) return std::unexpected(RosterRowError::bad_resident_id);
  return *std::move(id);
}

Read<Phone> phone(std::string_view cell) {
  auto phone = Phone::parse(narrowed(cell));
  if (!phone) return std::unexpected(RosterRowError::bad_phone);
  return *std::move(phone);
}

Read<PersonName> person_name(std::string_view cell) {
  auto name = PersonName::parse(cell);
  if (!name || !may_be_shown(cell)) return std::unexpected(RosterRowError::bad_name);
  return *std::move(name);
}

Read<std::string> enterprise_name(std::string_view cell) {
  if (!is_enterprise_name(cell) || !may_be_shown(cell)) {
    return std::unexpected(RosterRowError::bad_name);
  }
  return std::string(cell);
}

Read<CivilDate> date(std::string_view cell) {
  const std::string narrow = narrowed(cell);
  std::string_view text = narrow;
  for (const std::string_view midnight : {" 0:00", " 0:00:00", " 00:00", " 00:00:00"}) {
    if (text.ends_with(midnight)) text.remove_suffix(midnight.size());
  }
  const bool compact = text.size() == 8 && is_digits(text);
  if (compact) {
    return or_error(day_of_parts(text.substr(0, 4), text.substr(4, 2), text.substr(6)),
                    RosterRowError::bad_date);
  }
  const bool serial = text.size() == 5 && is_digits(text);
  return or_error(serial ? day_of_serial(text) : day_with_marks(text), RosterRowError::bad_date);
}

Read<int> year(std::string_view cell) {
  const std::string narrow = narrowed(cell);
  std::string_view text = narrow;
  for (const std::string_view tail : {"度", "年"}) {
    if (text.ends_with(tail)) text.remove_suffix(tail.size());
  }
  const auto value = text.size() == 4 ? number(text) : std::nullopt;
  if (!value || *value < first_year) return std::unexpected(RosterRowError::bad_year);
  return *value;
}

Read<FenRange> amount(std::string_view cell, MoneyUnit unit) {
  const std::string text = narrowed(cell);
  std::expected<FenRange, FenError> range = std::unexpected(FenError::malformed);
  if (unit == MoneyUnit::wan) {
    range = FenRange::parse_wan(text);
  } else if (const auto fen = Fen::parse(text)) {
    range = FenRange(*fen);
  }
  const auto tax = range ? tax_amount(*range) : std::nullopt;
  return or_error(tax, RosterRowError::bad_amount);
}

Read<std::vector<Designation>> designations(std::string_view cell) {
  std::string words = narrowed(cell);
  constexpr std::string_view list_comma = "、";
  for (std::size_t at = 0; (at = words.find(list_comma, at)) != std::string::npos;) {
    words[at] = ',';
    words.erase(at + 1, list_comma.size() - 1);
  }
  std::ranges::replace_if(words, [](char c) { return c == ';' || c == '/' || c == '\n'; }, ',');
  std::vector<Designation> found;
  for (std::string_view rest = words; !rest.empty();) {
    const std::string word = trimmed(cut(rest, ","));
    if (word.empty()) continue;
    const auto kind = lookup(designation_words, word);
    if (!kind) return std::unexpected(RosterRowError::bad_designation);
    found.push_back(*kind);
  }
  if (found.empty()) return std::unexpected(RosterRowError::bad_designation);
  return found;
}

Read<CreditStatus> credit_status(std::string_view cell) {
  return or_error(lookup(credit_words, cell), RosterRowError::bad_credit_status);
}

Read<TaxBasis> basis(std::string_view cell) {
  return or_error(lookup(basis_words, cell), RosterRowError::bad_basis);
}

Read<Category> role(std::string_view cell) {
  return or_error(lookup(role_words, cell), RosterRowError::bad_role);
}

}  // namespace servicecard::desk::roster_cells
