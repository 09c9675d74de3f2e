#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include "cardlib/identity/person_name.h"
#include "cardlib/identity/phone.h"
#include "cardlib/identity/uscc.h"
#include "server/access/actor.h"
#include "server/desk/desk.h"
#include "server/desk/record_error.h"

/// Whom to call at an enterprise. They need not hold a card; their numbers are kept and shown as
/// those of card holders are.
namespace servicecard::desk {

inline constexpr std::size_t most_contacts = 20;  ///< of one enterprise
inline constexpr std::size_t max_duty_length = 40;

struct NewContact {
  PersonName name;
  std::string duty;  ///< what they do there: one line, may be empty
  Phone phone;
};

struct ContactView {
  std::int64_t id = 0;
  PersonName name;
  std::string duty;
  std::string phone_masked;
  std::string entered_by;
  Time entered_at;
};

[[nodiscard]] std::vector<ContactView> contacts_of(const Desk& desk, store::Reader& reader,
                                                   std::int64_t enterprise_id);

using ContactResult = std::expected<ContactView, RecordError>;
[[nodiscard]] ContactResult add_contact(const Desk& desk, const access::Act& act, const Uscc& uscc,
                                        const NewContact& contact);
/// Gives whoever is struck off; nothing of them but the name in the journal is left.
[[nodiscard]] ContactResult remove_contact(const Desk& desk, const access::Act& act,
                                           const Uscc& uscc, std::int64_t id);

}  // namespace servicecard::desk
