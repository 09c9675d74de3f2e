#include "server/store/statement_kind.h"

#include <algorithm>
#include <array>

namespace servicecard::store {
namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr std::array<std::string_view, 5> unjournaled_tables = {
    "verification", "consumed_nonce", "idempotency", "partner_key_use", "alarm"};

// The first word of the text, which is then cut off.
std::string_view take_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(white_space), text.size()));
  const std::size_t end = std::min(text.find_first_of(" \t\r\n(;"), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

}  // namespace

bool is_reading(std::string_view sql) {
  const std::string_view verb = take_word(sql);
  return verb == "SELECT" || verb == "WITH";
}

std::string_view written_table(std::string_view sql) {
  const std::string_view verb = take_word(sql);
  if (verb == "UPDATE") return take_word(sql);
  if (verb == "INSERT" && take_word(sql) == "INTO") return take_word(sql);
  if (verb == "DELETE" && take_word(sql) == "FROM") return take_word(sql);
  return {};
}

bool is_unjournaled(std::string_view table) {
  return std::ranges::find(unjournaled_tables, table) != unjournaled_tables.end();
}

}  // namespace servicecard::store
