#include <ostream>

#include <fmt/format.h>

#include "cardlib/eligibility/policy.h"
#include "cardlib/eligibility/policy_check.h"
#include "cli/commands/commands.h"
#include "cli/commands/policy_comparison.h"
#include "cli/files.h"
#include "cli/stop.h"

namespace servicecard::cli {
namespace {

// Nothing here needs a server: the rules of a policy are the card library's.
ExitCode check_file(Shell& shell, const Values& values) {
  const auto policy = Policy::parse(read_file(values["file"]));
  Console& console = shell.console();
  if (!policy) {
    for (const PolicyFault& fault : policy.error()) {
      console.err << fmt::format("{}: {}\n", fault.path, fault.advice);
    }
    return ExitCode::refused;
  }
  const auto findings = check(*policy);
  for (const PolicyFinding& finding : findings) {
    console.err << fmt::format("{}: {}\n", finding.path, console.say(text_of(finding.doubt)));
  }
  if (!findings.empty()) return ExitCode::refused;
  console.out << console.say({"政策文件无误。", "The policy is sound."}) << '\n';
  return ExitCode::done;
}

ExitCode publish(Shell& shell, const Values& values) {
  shell.print(shell.client().post("/v1/policies", policy_in(values["file"])));
  return ExitCode::done;
}

}  // namespace

json::value policy_in(const std::string& file) {
  auto document = json::parse(read_file(file));
  if (!document) throw Stop(ExitCode::refused, file, "不是 JSON / is not JSON");
  return *std::move(document);
}

void add_policy_commands(Menu& program) {
  Menu policy = program.noun("policy", {"政策", "the policy"});
  policy.verb("show", {"查看现行政策", "the policy in force"}, "policy show --output json")
      .runs([](Shell& shell, const Values&) {
        shell.print(shell.client().get("/v1/policies/current"));
        return ExitCode::done;
      });
  policy.verb("list", {"列出各版政策", "list the versions"}, "policy list")
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(values, "/v1/policies", {},
                                {"id", "version", "document_number", "effective_from",
                                 "effective_until", "entered_by"});
      });
  policy
      .verb("check", {"检查政策文件", "check a file; needs no server"}, "policy check policy.json")
      .argument("file", {"文件", "file"})
      .runs(check_file);
  add_compare_command(policy);
  policy.verb("publish", {"发布政策", "put a version in force"}, "policy publish policy.json")
      .argument("file", {"文件", "file"})
      .runs(publish);
}

}  // namespace servicecard::cli
