#include <ostream>

#include "cli/commands/commands.h"
#include "cli/render.h"

namespace servicecard::cli {
namespace {

ExitCode show(Shell& shell, const Values&) {
  const json::value queues = shell.client().get("/v1/queues");
  Console& console = shell.console();
  if (console.output == Output::json) {
    shell.print(queues);
    return ExitCode::done;
  }
  console.out << render_list(queues.at("applications").as_array(),
                             {"state", "count", "for_me", "oldest"}, console.language)
              << console.say({"待确认的纳税记录：", "tax records to confirm: "})
              << queues.at("tax_records").at("count") << '\n'
              << console.say({"即将到期且未换证的卡：\n", "cards about to expire, not renewed:\n"})
              << render_list(queues.at("expiring").as_array(), {"days", "until", "count"},
                             console.language);
  return ExitCode::done;
}

}  // namespace

void add_queue_commands(Menu& program) {
  Menu queue = program.noun("queue", {"待办", "what waits for whom"});
  queue.verb("show", {"各环节待办与即将到期的卡", "what waits, and what expires"}, "queue show")
      .runs(show);
  queue
      .verb("list", {"某一环节的申请，等待最久的在前", "one queue, the longest wait first"},
            "queue list submitted --mine --since 2026-11-16")
      .argument("state", {"draft、returned、submitted、checked 或 approved",
                          "draft, returned, submitted, checked or approved"})
      .flag("--mine", {"只列本人可办的", "those whose next step is mine to take"})
      .option("--since", {"自该日或更早起等待", "that wait since that day or longer"})
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(
            values, path_of({"v1", "queues", values["state"]}),
            {{"mine", values.has("--mine") ? std::optional<std::string>("true") : std::nullopt},
             {"since", values.find("--since")}},
            {"id", "waiting_since", "name", "enterprise_name", "category"});
      });
  queue
      .verb("tax", {"待第二人确认的纳税记录", "tax records that wait for a second person"},
            "queue tax --mine")
      .flag("--mine", {"只列本人可确认的", "those that I can confirm"})
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(
            values, "/v1/queues/tax-records",
            {{"mine", values.has("--mine") ? std::optional<std::string>("true") : std::nullopt}},
            {"id", "entered_at", "enterprise", "enterprise_name", "year", "amount_to_fen",
             "entered_by"});
      });
}

}  // namespace servicecard::cli
