#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/credential/claims.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/person_name.h"
#include "cardlib/identity/phone.h"
#include "cardlib/identity/resident_id.h"
#include "cardlib/identity/uscc.h"
#include "server/access/actor.h"
#include "server/desk/desk.h"
#include "server/desk/record_error.h"
#include "server/store/people.h"

namespace servicecard::desk {

/// A person as the desk shows one: the resident ID and the phone masked.
struct PersonView {
  std::int64_t id = 0;
  Uscc enterprise;
  PersonName name;
  std::string resident_id_masked;
  std::optional<std::string> phone_masked;
  Category role = Category::principal;
  std::optional<CivilDate> contract_end;
  std::optional<CivilDate> left_on;  ///< the enterprise, on that last day
  std::optional<std::string> card;   ///< number of the live card
  Time created_at;
};

struct NewPerson {
  Uscc enterprise;
  PersonName name;
  ResidentId resident_id;
  std::optional<Phone> phone;
  Category role = Category::principal;
  std::optional<CivilDate> contract_end;  ///< the last day
};

/// What changes; what is absent stays, and what is there and empty is taken away.
struct PersonChange {
  std::optional<PersonName> name;
  std::optional<std::optional<Phone>> phone;
  std::optional<Category> role;
  std::optional<std::optional<CivilDate>> contract_end;
};

struct PersonQuery {
  std::optional<std::string> text;
  std::optional<Uscc> enterprise;
  store::Order order{};
  store::Page page;
};

/// An enterprise that is not on record has no people.
[[nodiscard]] std::vector<PersonView> list_people(const Desk& desk, Time now,
                                                  const PersonQuery& query);
[[nodiscard]] std::expected<PersonView, RecordError> show_person(const Desk& desk, Time now,
                                                                 std::int64_t id);
/// Somebody whom the record knows and who has left is taken up again, under this enterprise and as
/// said here; the phone stays where none is given.
[[nodiscard]] std::expected<PersonView, RecordError> add_person(const Desk& desk,
                                                                const access::Act& act,
                                                                const NewPerson& person);
[[nodiscard]] std::expected<PersonView, RecordError> change_person(const Desk& desk,
                                                                   const access::Act& act,
                                                                   std::int64_t id,
                                                                   const PersonChange& change);

/// How a person is seen inside a transaction or beside it.
[[nodiscard]] PersonView view_of(const Desk& desk, store::Reader& reader,
                                 const store::Person& person, Time now);

// The same as a part of a larger change.
[[nodiscard]] std::expected<PersonView, RecordError> add_person(store::Transaction& transaction,
                                                                const Desk& desk,
                                                                const access::Act& act,
                                                                const NewPerson& person);
[[nodiscard]] std::expected<PersonView, RecordError> change_person(store::Transaction& transaction,
                                                                   const Desk& desk,
                                                                   const access::Act& act,
                                                                   std::int64_t id,
                                                                   const PersonChange& change);

}  // namespace servicecard::desk
