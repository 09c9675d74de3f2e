#include "cli/commands/card_uses.h"

#include "cli/stop.h"

namespace servicecard::cli {
namespace {

const Bilingual about_number{"卡号", "card number"};

ExitCode list(Shell& shell, const Values& values) {
  const auto of_card = [&](const char* what) {
    return path_of({"v1", "cards", values["number"], what});
  };
  const bool checks = values.has("--verifications");
  const bool refusals = values.has("--refusals");
  if (checks && refusals) {
    throw Stop(ExitCode::usage,
               shell.console().say({"--verifications 与 --refusals 只能给一个",
                                    "Give one of --verifications and --refusals"}));
  }
  if (checks) {
    return shell.print_list(values, of_card("verifications"), {},
                            {"at", "partner", "site", "key", "account", "kind", "verdict"});
  }
  if (refusals) {
    return shell.print_list(values, of_card("refusals"), {},
                            {"refused_at", "partner", "site", "service", "reason", "note"});
  }
  return shell.print_list(values, of_card("redemptions"), {},
                          {"id", "used_at", "partner", "site", "service", "name", "for", "standing",
                           "voided.by", "voided.reason"});
}

}  // namespace

void add_card_use_commands(Menu& card) {
  card.verb("uses", {"各合作单位的使用登记，新的在前", "what partners used it for, newest first"},
            "card uses YC26-00017-2 --verifications")
      .argument("number", about_number)
      .flag("--verifications", {"改列核验", "where it was checked instead"})
      .flag("--refusals", {"改列拒绝", "where it was turned away instead"})
      .pages()
      .runs(list);
  card.verb("void-use", {"作废一次使用登记", "take a use back"},
            "card void-use YC26-00017-2 41 --reason 误登记")
      .argument("number", about_number)
      .argument("id", {"使用登记编号", "id of the use"})
      .required("--reason", {"原因", "the reason"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(
            path_of({"v1", "cards", values["number"], "redemptions", values["id"], "void"}),
            json::object{{"reason", values["--reason"]}}));
        return ExitCode::done;
      });
}

}  // namespace servicecard::cli
