#include "server/store/contacts.h"

#include "server/store/columns.h"

namespace servicecard::store::contacts {
namespace {

Contact contact_of(const Row& row) {
  return {.id = row.integer("id"),
          .entry = {.enterprise_id = row.integer("enterprise_id"),
                    .name = parsed<PersonName>(row, "name"),
                    .duty = row.text("duty"),
                    .phone = row.bytes("phone_sealed"),
                    .entered_by = row.text("entered_by"),
                    .entered_at = row.time("entered_at")}};
}

}  // namespace

std::vector<Contact> of_enterprise(Reader& reader, std::int64_t enterprise_id) {
  return reader.all(
      "SELECT * FROM enterprise_contact WHERE enterprise_id = $enterprise_id ORDER BY id",
      {{"$enterprise_id", enterprise_id}}, contact_of);
}

std::optional<Contact> find(Reader& reader, std::int64_t enterprise_id, std::int64_t id) {
  return reader.one(
      "SELECT * FROM enterprise_contact WHERE id = $id AND enterprise_id = $enterprise_id",
      {{"$id", id}, {"$enterprise_id", enterprise_id}}, contact_of);
}

std::int64_t add(Transaction& transaction, const NewContact& contact) {
  return transaction
      .change_returning(
          "INSERT INTO enterprise_contact (enterprise_id, name, duty, phone_sealed, entered_by,"
          " entered_at) VALUES ($enterprise_id, $name, $duty, $phone_sealed, $entered_by,"
          " $entered_at) RETURNING id",
          {{"$enterprise_id", contact.enterprise_id},
           {"$name", contact.name.str()},
           {"$duty", contact.duty},
           {"$phone_sealed", contact.phone},
           {"$entered_by", contact.entered_by},
           {"$entered_at", contact.entered_at}},
          id_of)
      .value();
}

void remove(Transaction& transaction, std::int64_t id) {
  transaction.change("DELETE FROM enterprise_contact WHERE id = $id", {{"$id", id}});
}

}  // namespace servicecard::store::contacts
