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
  const auto page = page_request(request);
  if (!page) return problem_response(request, page.error());
  const auto before = page->after == 0 ? std::nullopt : std::optional(page->after);
  auto rows = read_journal(desk, page->limit + 1, before);
  const bool more = std::cmp_greater(rows.size(), page->limit);
  if (more) rows.pop_back();
  json::array items;
  for (const store::JournalRow& row : rows) items.push_back(to_json(row));
  const auto last = more ? static_cast<std::int64_t>(rows.back().sequence) : 0;
  return http::json_response(200, page_json(std::move(items), last));
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
