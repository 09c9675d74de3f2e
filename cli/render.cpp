#include "cli/render.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/display_width.h"
#include "cli/table.h"

namespace servicecard::cli {
namespace {

bool is_text(const json::object& object) {
  return object.size() == 2 && object.contains("zh") && object.contains("en");
}

bool is_plain(const json::value& value) {
  if (const auto* object = value.if_object()) return is_text(*object);
  if (const auto* array = value.if_array()) {
    return std::ranges::all_of(*array, [](const auto& item) { return is_plain(item); }) &&
           std::ranges::none_of(*array, [](const auto& item) { return item.is_object(); });
  }
  return true;
}

std::string yuan(std::int64_t fen) {
  const std::string sign = fen < 0 ? "-" : "";
  const auto size = static_cast<std::uint64_t>(fen < 0 ? -fen : fen);
  std::string whole = std::to_string(size / 100);
  for (auto at = static_cast<std::ptrdiff_t>(whole.size()) - 3; at > 0; at -= 3) {
    whole.insert(static_cast<std::size_t>(at), ",");
  }
  return fmt::format("{}{}.{:02}", sign, whole, size % 100);
}

std::string joined(std::string_view member, const json::array& items, Language language) {
  std::string text;
  for (const json::value& item : items) {
    text += (text.empty() ? "" : ", ") + cell_of(member, item, language);
  }
  return text;
}

void render_into(std::string& out, const json::object& object, Language language,
                 const std::string& indent);

// A statement in both languages that rests on others, as the trace of a decision does.
bool is_reasoned(const json::object& object) {
  return object.contains("zh") && object.contains("en") && object.contains("result");
}

void render_reasons(std::string& out, const json::object& reason, Language language,
                    const std::string& indent) {
  const json::object text{{"zh", reason.at("zh")}, {"en", reason.at("en")}};
  out += fmt::format("{}{}: {}\n", indent, printable(cell_of({}, text, language)),
                     printable(cell_of("result", reason.at("result"), language)));
  const json::array* parts = json::array_member(reason, "parts");
  if (parts == nullptr) return;
  for (const json::value& part : *parts) {
    render_reasons(out, part.as_object(), language, indent + "  ");
  }
}

void render_block(std::string& out, std::string_view member, const json::value& value,
                  Language language, const std::string& indent) {
  out += fmt::format("{}{}\n", indent, label_of(member, language));
  if (const auto* object = value.if_object()) {
    (is_reasoned(*object) ? render_reasons : render_into)(out, *object, language, indent + "  ");
    return;
  }
  const json::array& items = value.as_array();
  const auto* first = items.front().if_object();
  const bool is_table =
      std::ranges::all_of(items, [](const auto& item) { return item.is_object(); });
  if (is_table) {
    std::vector<std::string> columns;
    for (const auto& field : *first) columns.emplace_back(field.key());
    out += render_list(items, columns, language, indent + "  ");
    return;
  }
  for (const json::value& item : items) {
    out += fmt::format("{}  {}\n", indent, cell_of(member, item, language));
  }
}

void render_into(std::string& out, const json::object& object, Language language,
                 const std::string& indent) {
  std::size_t width = 0;
  for (const auto& field : object) {
    if (is_plain(field.value())) {
      width = std::max(width, display_width(label_of(field.key(), language)));
    }
  }
  for (const auto& field : object) {
    if (!is_plain(field.value())) continue;
    const std::string label = label_of(field.key(), language);
    out +=
        fmt::format("{}{}{}  {}\n", indent, label, std::string(width - display_width(label), ' '),
                    printable(cell_of(field.key(), field.value(), language)));
  }
  for (const auto& field : object) {
    if (!is_plain(field.value())) render_block(out, field.key(), field.value(), language, indent);
  }
}

}  // namespace

std::string cell_of(std::string_view member, const json::value& value, Language language) {
  switch (value.kind()) {
    case boost::json::kind::null:
      return "-";
    case boost::json::kind::string:
      return word_of(member, value.get_string(), language);
    case boost::json::kind::bool_:
      if (language == Language::en) return value.get_bool() ? "yes" : "no";
      return value.get_bool() ? "是" : "否";
    case boost::json::kind::array:
      return joined(member, value.get_array(), language);
    case boost::json::kind::object:
      if (is_text(value.get_object())) {
        return std::string(
            value.get_object().at(language == Language::zh ? "zh" : "en").as_string());
      }
      return json::serialize(value);
    case boost::json::kind::int64:
      if (member.ends_with("_fen")) return yuan(value.get_int64());
      return std::to_string(value.get_int64());
    case boost::json::kind::uint64:
    case boost::json::kind::double_:
      return json::serialize(value);
  }
  return {};
}

namespace {

// A column "print.state" shows the member of a member.
std::string cell_at(const json::value& item, std::string_view column, Language language) {
  const std::size_t dot = column.find('.');
  const json::value* const value = item.as_object().if_contains(column.substr(0, dot));
  if (value == nullptr) return "-";
  if (dot == std::string_view::npos) return cell_of(column, *value, language);
  return value->is_null() ? "-" : cell_at(*value, column.substr(dot + 1), language);
}

}  // namespace

std::string render_list(const json::array& items, const std::vector<std::string>& columns,
                        Language language, const std::string& indent) {
  std::vector<std::string> heading;
  heading.reserve(columns.size());
  for (const std::string& column : columns) heading.push_back(label_of(column, language));
  Table table(std::move(heading));
  for (const json::value& item : items) {
    std::vector<std::string> cells;
    cells.reserve(columns.size());
    for (const std::string& column : columns) {
      cells.push_back(cell_at(item, column, language));
    }
    table.add(std::move(cells));
  }
  return table.str(indent);
}

std::string render(const json::value& document, Language language) {
  std::string out;
  if (const auto* object = document.if_object()) {
    render_into(out, *object, language, {});
  } else {
    out = printable(cell_of({}, document, language)) + '\n';
  }
  return out;
}

}  // namespace servicecard::cli
