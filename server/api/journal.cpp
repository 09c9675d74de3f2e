#include "server/api/journal.h"

#include <optional>
#include <string>
#include <utility>

#include "cardlib/codec/base64url.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/page.h"
#include "server/desk/journal.h"

namespace servicecard::api {
namespace {

constexpr const char* readers = "auditor administrator";

json::object to_json(const store::JournalRow& row) {
  return {{"seq", row.sequence},
          {"at", timestamp(row.time)},
          {"by", row.actor},
          {"kind", row.kind},
          {"subject", row.subject},
          {"detail", row.content ? json::parse(*row.content).value() : json::value(nullptr)}};
}

http::Response list(const desk::Desk& desk, const http::Request& request) {
  const ListRequest asked(request);
  if (const auto& problem = asked.problem()) return problem_response(request, *problem);
  const auto before = asked.after() == 0 ? std::nullopt : std::optional(asked.after());
  const auto shown = [](const auto& row) { return to_json(row); };
  return http::json_response(200, asked.page_of(read_journal(desk, asked.rows().limit, before),
                                                &store::JournalRow::sequence, shown));
}

http::Response verify(const desk::Desk& desk) {
  const store::JournalReport report = verify_journal(desk);
  json::array problems;
  for (const store::JournalProblem& problem : report.problems) {
    problems.emplace_back(std::string(to_string(problem.fault)) + " " +
                          std::to_string(problem.sequence));
  }
  return http::json_response(200, json::object{{"ok", report.problems.empty()},
                                               {"size", report.size},
                                               {"root", base64url::encode(report.root)},
                                               {"problems", std::move(problems)}});
}

}  // namespace

void add_journal_routes(http::Router& router, const desk::Desk& desk) {
  router.add({.pattern = "/v1/journal",
              .operation = "listJournal",
              .access = readers,
              .handler = http::plain(
                  [&desk](const http::Request& request) { return list(desk, request); })});
  router.add({.pattern = "/v1/journal/verification",
              .operation = "verifyJournal",
              .access = readers,
              .handler = http::plain([&desk](const http::Request&) { return verify(desk); })});
}

}  // namespace servicecard::api
