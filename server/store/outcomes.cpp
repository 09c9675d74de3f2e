#include "server/store/outcomes.h"

#include "cardlib/codec/names.h"
#include "server/store/columns.h"

namespace servicecard::store {
namespace {

NotedOutcome outcome_of(const Row& row) {
  return {.verification_id = row.integer("verification_id"),
          .outcome = named(row, "outcome", parse_check_outcome),
          .note = row.maybe_text("note"),
          .noted_at = row.time("noted_at"),
          .noted_by = row.text("noted_by")};
}

}  // namespace

std::string_view to_string(CheckOutcome outcome) {
  switch (outcome) {
    case CheckOutcome::holder_confirmed:
      return "holder_confirmed";
    case CheckOutcome::id_mismatch:
      return "id_mismatch";
    case CheckOutcome::left:
      return "left";
  }
  return {};
}

std::optional<CheckOutcome> parse_check_outcome(std::string_view name) {
  return find_by_name(all_check_outcomes, name);
}

namespace outcomes {

void add(Transaction& transaction, const NotedOutcome& outcome) {
  transaction.change(
      "INSERT INTO verification_outcome (verification_id, outcome, note, noted_at, noted_by)"
      " VALUES ($verification_id, $outcome, $note, $noted_at, $noted_by)",
      {{"$verification_id", outcome.verification_id},
       {"$outcome", to_string(outcome.outcome)},
       {"$note", outcome.note},
       {"$noted_at", outcome.noted_at},
       {"$noted_by", outcome.noted_by}});
}

std::optional<NotedOutcome> of_verification(Reader& reader, std::int64_t verification_id) {
  return reader.one("SELECT * FROM verification_outcome WHERE verification_id = $id",
                    {{"$id", verification_id}}, outcome_of);
}

}  // namespace outcomes
}  // namespace servicecard::store
