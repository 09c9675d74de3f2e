#include <string>
#include <vector>

#include "cardlib/lifecycle/annual_review.h"
#include "cli/commands/commands.h"

namespace servicecard::cli {
namespace {

const Bilingual about_id{"年审编号", "id of the review"};

std::vector<std::string> outcomes() {
  std::vector<std::string> names;
  names.reserve(all_review_outcomes.size());
  for (const ReviewOutcome outcome : all_review_outcomes) names.emplace_back(to_string(outcome));
  return names;
}

ExitCode finish(Shell& shell, const Values& values) {
  if (values.has("--apply")) {
    shell.print(shell.client().post(path_of({"v1", "reviews", values["id"], "finish"})));
    return ExitCode::done;
  }
  shell.print(shell.client().get(path_of({"v1", "reviews", values["id"]})));
  shell.remark({"未作任何更改；outlook 是现在完成的结果，加 --apply 执行。",
                "Nothing was changed; the outlook is what would come of it now. Add --apply."});
  return ExitCode::done;
}

void add_views(Menu& review) {
  review.verb("list", {"列出历次年审", "list the reviews"}, "review list")
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(values, "/v1/reviews", {},
                                {"id", "state", "day", "policy_version", "grace_until"});
      });
  review.verb("show", {"查看一次年审的汇总", "one review in sum"}, "review show 1")
      .argument("id", about_id)
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().get(path_of({"v1", "reviews", values["id"]})));
        return ExitCode::done;
      });
  review
      .verb("enterprises", {"逐户列出结果与原因", "what was found of each enterprise, and why"},
            "review enterprises 1 --outcome lapse")
      .argument("id", about_id)
      .choice("--outcome", {"结果", "of this outcome"}, outcomes())
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(values, path_of({"v1", "reviews", values["id"], "enterprises"}),
                                {{"outcome", values.find("--outcome")}},
                                {"enterprise", "enterprise_name", "outcome", "reason_code",
                                 "live_cards", "quota", "now", "result"});
      });
}

void add_steps(Menu& review) {
  review
      .verb("draft",
            {"按现行政策测算全部有效卡，暂不生效", "judge all live cards; nothing follows yet"},
            "review draft")
      .runs([](Shell& shell, const Values&) {
        shell.print(shell.client().post("/v1/reviews"));
        return ExitCode::done;
      });
  review
      .verb("confirm", {"由第二人确认，宽限期开始", "the second person's word; the grace begins"},
            "review confirm 1 --as approver --token-file approver.token")
      .argument("id", about_id)
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(path_of({"v1", "reviews", values["id"], "confirm"})));
        return ExitCode::done;
      });
  review
      .verb("cancel", {"撤销年审", "let nothing come of it"},
            "review cancel 1 --reason 税务数据有误")
      .argument("id", about_id)
      .required("--reason", {"原因", "the reason"})
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().post(path_of({"v1", "reviews", values["id"], "cancel"}),
                                        json::object{{"reason", values["--reason"]}}));
        return ExitCode::done;
      });
  review
      .verb("finish",
            {"宽限期满后，注销仍不符合条件企业的卡；先试算",
             "after the grace, revoke the cards that still have no ground; first as a dry run"},
            "review finish 1 --apply")
      .argument("id", about_id)
      .flag("--apply", {"执行，而非试算", "do it, not a dry run"})
      .runs(finish);
}

}  // namespace

void add_review_commands(Menu& program) {
  Menu review = program.noun("review", {"年审", "the annual review"});
  add_views(review);
  add_steps(review);
}

}  // namespace servicecard::cli
