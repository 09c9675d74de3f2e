#include "server/store/cards.h"
#include "server/store/columns.h"

namespace servicecard::store::cards {
namespace {

CardFacts facts_of(const Row& row) {
  return {.id = row.integer("id"),
          .number = parsed<CardNumber>(row, "number"),
          .state = named(row, "state", parse_card_state),
          .validity = {.not_before = row.time("valid_from"), .expires = row.time("valid_until")},
          .category = named(row, "category", parse_category),
          .person_id = row.integer("person_id"),
          .services = row.text("services"),
          .holder_name = row.text("holder_name"),
          .last4_hash = digest(row, "last4_hash"),
          .enterprise_name = row.text("enterprise_name")};
}

void announce_row(Transaction& transaction, const Row& row) {
  transaction.announce(CardChanged{facts_of(row)});
}

}  // namespace

void for_each_facts(Reader& reader, const std::function<void(const CardFacts&)>& visit) {
  reader.query("SELECT * FROM card_facts ORDER BY id", {},
               [&](const Row& row) { visit(facts_of(row)); });
}

void announce(Transaction& transaction, std::int64_t id) {
  transaction.query("SELECT * FROM card_facts WHERE id = $id", {{"$id", id}},
                    [&](const Row& row) { announce_row(transaction, row); });
}

void announce_of_person(Transaction& transaction, std::int64_t person_id) {
  transaction.query("SELECT * FROM card_facts WHERE person_id = $person_id",
                    {{"$person_id", person_id}},
                    [&](const Row& row) { announce_row(transaction, row); });
}

void announce_of_enterprise(Transaction& transaction, std::int64_t enterprise_id) {
  transaction.query("SELECT * FROM card_facts WHERE enterprise_id = $enterprise_id",
                    {{"$enterprise_id", enterprise_id}},
                    [&](const Row& row) { announce_row(transaction, row); });
}

}  // namespace servicecard::store::cards
