#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/credential/claims.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/person_name.h"
#include "server/store/order.h"
#include "server/store/page.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// What must not be read from the database alone: sealed by the caller with a key kept outside it,
/// and keyed hashes to find or compare it by.
struct SealedIdentity {
  Bytes resident_id;           ///< sealed
  Sha256 resident_id_hash;     ///< keyed; one person, one hash
  Sha256 last4_hash;           ///< keyed, of the last four characters
  std::optional<Bytes> phone;  ///< sealed
};

struct NewPerson {
  std::int64_t enterprise_id = 0;
  PersonName name;
  Category role = Category::principal;
  SealedIdentity identity;
  std::optional<CivilDate> contract_end;  ///< the last day
  Time created_at;
};

struct Person {
  std::int64_t id = 0;
  std::int64_t enterprise_id = 0;
  PersonName name;
  Category role = Category::principal;
  SealedIdentity identity;
  std::optional<CivilDate> contract_end;
  std::optional<CivilDate> left_on;  ///< the enterprise
  Time created_at;
};

struct PersonFilter {
  std::optional<std::string> text;  ///< part of the name
  std::optional<std::int64_t> enterprise_id;
  Order order{};
};

namespace people {

[[nodiscard]] std::optional<Person> find(Reader& reader, std::int64_t id);
[[nodiscard]] std::optional<Person> find(Reader& reader, const Sha256& resident_id_hash);
[[nodiscard]] std::vector<Person> list(Reader& reader, const PersonFilter& filter, Page page);

/// Nothing where that resident ID is somebody's already.
[[nodiscard]] std::optional<std::int64_t> add(Transaction& transaction, const NewPerson& person);
/// Writes everything but the resident ID. The names on cards follow.
void update(Transaction& transaction, const Person& person);

}  // namespace people
}  // namespace servicecard::store
