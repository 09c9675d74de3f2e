#include "server/store/people.h"

#include <algorithm>

#include "server/store/cards.h"
#include "server/store/columns.h"
#include "server/store/like.h"

namespace servicecard::store::people {
namespace {

Person person_of(const Row& row) {
  return {.id = row.integer("id"),
          .enterprise_id = row.integer("enterprise_id"),
          .name = parsed<PersonName>(row, "name"),
          .role = named(row, "role", parse_category),
          .identity = {.resident_id = row.bytes("resident_id_sealed"),
                       .resident_id_hash = digest(row, "resident_id_hash"),
                       .last4_hash = digest(row, "last4_hash"),
                       .phone = row.maybe_bytes("phone_sealed")},
          .contract_end = maybe_parsed<CivilDate>(row, "contract_end"),
          .left_on = maybe_parsed<CivilDate>(row, "left_on"),
          .created_at = row.time("created_at")};
}

}  // namespace

std::optional<Person> find(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM person WHERE id = $id", {{"$id", id}}, person_of);
}

std::optional<Person> find(Reader& reader, const Sha256& resident_id_hash) {
  return reader.one("SELECT * FROM person WHERE resident_id_hash = $resident_id_hash",
                    {{"$resident_id_hash", resident_id_hash}}, person_of);
}

std::vector<Person> list(Reader& reader, const PersonFilter& filter, Page page) {
  return reader.all(
      rows_of_page(
          "SELECT * FROM person WHERE (CAST($text AS TEXT) IS NULL OR name LIKE $text ESCAPE '!')"
          " AND (CAST($enterprise_id AS BIGINT) IS NULL OR enterprise_id = $enterprise_id)",
          "person", filter.order, page),
      {{"$after", page.after},
       {"$text", containing(filter.text)},
       {"$enterprise_id", filter.enterprise_id},
       {"$limit", page.limit}},
      person_of);
}

std::optional<std::int64_t> add(Transaction& transaction, const NewPerson& person) {
  return transaction.change_returning(
      "INSERT INTO person (enterprise_id, name, role, resident_id_sealed, resident_id_hash,"
      " last4_hash, phone_sealed, contract_end, created_at) VALUES ($enterprise_id, $name, $role,"
      " $resident_id_sealed, $resident_id_hash, $last4_hash, $phone_sealed, $contract_end,"
      " $created_at) ON CONFLICT (resident_id_hash) DO NOTHING RETURNING id",
      {{"$enterprise_id", person.enterprise_id},
       {"$name", person.name.str()},
       {"$role", to_string(person.role)},
       {"$resident_id_sealed", person.identity.resident_id},
       {"$resident_id_hash", person.identity.resident_id_hash},
       {"$last4_hash", person.identity.last4_hash},
       {"$phone_sealed", person.identity.phone},
       {"$contract_end", written(person.contract_end)},
       {"$created_at", person.created_at}},
      id_of);
}

void update(Transaction& transaction, const Person& person) {
  transaction.change(
      "UPDATE person SET enterprise_id = $enterprise_id, name = $name, role = $role,"
      " phone_sealed = $phone_sealed, contract_end = $contract_end, left_on = $left_on"
      " WHERE id = $id",
      {{"$enterprise_id", person.enterprise_id},
       {"$name", person.name.str()},
       {"$role", to_string(person.role)},
       {"$phone_sealed", person.identity.phone},
       {"$contract_end", written(person.contract_end)},
       {"$left_on", written(person.left_on)},
       {"$id", person.id}});
  cards::announce_of_person(transaction, person.id);
}

}  // namespace servicecard::store::people
