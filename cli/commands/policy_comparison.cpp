#include "cli/commands/policy_comparison.h"

#include <optional>
#include <ostream>

#include <fmt/format.h>

#include "cli/render.h"

namespace servicecard::cli {
namespace {

using Text = std::optional<std::string>;

std::string name_of(const json::value& policy) {
  return fmt::format("{} {}", std::string(policy.at("id").as_string()),
                     policy.at("version").as_int64());
}

// An enterprise as a row: each side's outcome and quota.
json::array rows_of(const json::array& items) {
  json::array rows;
  for (const json::value& item : items) {
    json::object row{{"uscc", item.at("uscc")},
                     {"name", item.at("name")},
                     {"live_cards", item.at("live_cards")}};
    for (const std::string side : {"before", "after"}) {
      row[side] = item.at(side).at("text");
      row["quota_" + side] = item.at(side).at("quota");
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

void print_comparison(Console& console, const json::value& page, const json::array& items) {
  console.out << fmt::format("{} → {}, {}\n\n", name_of(page.at("before")),
                             name_of(page.at("after")), std::string(page.at("day").as_string()))
              << render_list(page.at("outcomes").as_array(),
                             {"before", "after", "enterprises", "live_cards"}, console.language)
              << '\n'
              << render(page.at("quotas"), console.language) << '\n'
              << render_list(rows_of(items),
                             {"uscc", "name", "before", "after", "quota_before", "quota_after",
                              "live_cards"},
                             console.language);
}

Text cursor_of(const json::value& page) {
  const json::value& next = page.at("next");
  return next.is_string() ? Text(std::string(next.as_string())) : std::nullopt;
}

ExitCode compare(Shell& shell, const Values& values) {
  const json::value document = policy_in(values["file"]);
  const bool every_page = values.has("--all");
  const Text limit = every_page ? Text("200") : values.find("--limit");
  Text cursor = values.find("--cursor");
  json::value page;
  json::array items;
  do {
    page = shell.client().post("/v1/policies/comparison", document,
                               {{"day", values.find("--day")},
                                {"all", values.has("--unchanged") ? Text("true") : std::nullopt},
                                {"limit", limit},
                                {"cursor", cursor}});
    for (const json::value& item : page.at("items").as_array()) items.push_back(item);
    cursor = cursor_of(page);
  } while (every_page && cursor);
  if (shell.console().output == Output::json) {
    page.as_object()["items"] = std::move(items);
    shell.print(page);
    return ExitCode::done;
  }
  print_comparison(shell.console(), page, items);
  if (cursor) {
    const std::string zh = "还有更多：--all 取回全部，或 --cursor " + *cursor;
    const std::string en = "There is more: --all, or --cursor " + *cursor;
    shell.remark({zh, en});
  }
  return ExitCode::done;
}

}  // namespace

void add_compare_command(Menu& policy) {
  policy
      .verb("compare",
            {"比对：该政策会带来哪些变化", "what a policy would change, beside the one in force"},
            "policy compare policy.json --day 2027-01-01 --all")
      .argument("file", {"文件", "file"})
      .option("--day", {"按该日认定，默认今天", "decide on this day; today by default"})
      .flag("--unchanged",
            {"也列出无变化的企业", "list the enterprises that stay as they are, too"})
      .pages()
      .runs(compare);
}

}  // namespace servicecard::cli
