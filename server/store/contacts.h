#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/codec/bytes.h"
#include "cardlib/identity/person_name.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

struct NewContact {
  std::int64_t enterprise_id = 0;
  PersonName name;
  std::string duty;
  Bytes phone;  ///< sealed
  std::string entered_by;
  Time entered_at;
};

struct Contact {
  std::int64_t id = 0;
  NewContact entry;
};

namespace contacts {

[[nodiscard]] std::vector<Contact> of_enterprise(Reader& reader, std::int64_t enterprise_id);
/// Nothing where that enterprise has no such contact.
[[nodiscard]] std::optional<Contact> find(Reader& reader, std::int64_t enterprise_id,
                                          std::int64_t id);
[[nodiscard]] std::int64_t add(Transaction& transaction, const NewContact& contact);
void remove(Transaction& transaction, std::int64_t id);

}  // namespace contacts
}  // namespace servicecard::store
