#include "server/desk/roster_import.h"

#include <type_traits>

namespace servicecard::desk {
namespace {

void count(RosterSummary& summary, RosterAction action) {
  switch (action) {
    case RosterAction::create:
      ++summary.create;
      return;
    case RosterAction::update:
      ++summary.update;
      return;
    case RosterAction::same:
      ++summary.same;
      return;
    case RosterAction::error:
      ++summary.error;
      return;
  }
}

// Of the file nothing but numbers: it may be a list of resident IDs.
void journal(store::Transaction& transaction, const access::Act& act, const Roster& roster,
             const RosterSummary& summary) {
  const bool people = std::holds_alternative<std::vector<PersonRow>>(roster.rows);
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = "roster.imported",
                      .subject = people ? "roster:people" : "roster:enterprises",
                      .content = {{"created", summary.create},
                                  {"updated", summary.update},
                                  {"same", summary.same},
                                  {"wrong", summary.error}}});
}

RosterReport take_rows(const RosterContext& context, const Roster& roster) {
  RosterReport report{.applied = false,
                      .encoding = roster.encoding,
                      .sheet = roster.sheet,
                      .ignored = roster.ignored,
                      .rows = {},
                      .summary = {}};
  std::visit(
      [&](const auto& rows) {
        report.rows.reserve(rows.size());
        for (const auto& row : rows) {
          const auto& taken = report.rows.emplace_back(import_row(context, row));
          count(report.summary, taken.action);
        }
      },
      roster.rows);
  return report;
}

}  // namespace

std::string_view to_string(RosterAction action) {
  switch (action) {
    case RosterAction::create:
      return "create";
    case RosterAction::update:
      return "update";
    case RosterAction::same:
      return "same";
    case RosterAction::error:
      return "error";
  }
  return {};
}

std::expected<RosterReport, RosterFileRefusal> import_roster(const Desk& desk,
                                                             const access::Act& act,
                                                             std::string_view octets,
                                                             RosterMode mode, RosterRows rows) {
  const auto roster = parse_roster(octets);
  if (!roster) return std::unexpected(roster.error());
  // The error of the change is the report of one that is undone.
  using Outcome = std::expected<RosterReport, RosterReport>;
  Outcome outcome = desk.store.write([&](store::Transaction& transaction) -> Outcome {
    RosterClaims claims;
    RosterReport report = take_rows({.transaction = transaction,
                                     .desk = desk,
                                     .act = act,
                                     .titles = roster->titles,
                                     .claims = claims},
                                    *roster);
    const RosterSummary& summary = report.summary;
    const bool good = summary.create + summary.update + summary.same > 0 &&
                      (rows == RosterRows::good || summary.error == 0);
    if (mode == RosterMode::dry_run || !good) return std::unexpected(std::move(report));
    report.applied = true;
    if (summary.create + summary.update > 0) journal(transaction, act, *roster, summary);
    return report;
  });
  return outcome ? *std::move(outcome) : std::move(outcome).error();
}

}  // namespace servicecard::desk
