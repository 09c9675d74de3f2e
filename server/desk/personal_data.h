#pragma once

#include <optional>
#include <string_view>

#include "cardlib/identity/phone.h"
#include "cardlib/identity/resident_id.h"
#include "server/desk/desk.h"
#include "server/store/people.h"

/// How personal data goes into the database and comes out again: sealed, with a keyed hash to find
/// it by (`keys/data_key.h`).
namespace servicecard::desk {

[[nodiscard]] Bytes seal_phone(const Desk& desk, const Phone& phone);
[[nodiscard]] store::SealedIdentity seal_identity(const Desk& desk, const ResidentId& id,
                                                  const std::optional<Phone>& phone);

// What was sealed with another key, or altered, is a broken machine: `std::runtime_error`.
[[nodiscard]] ResidentId open_resident_id(const Desk& desk, const store::SealedIdentity& sealed);
[[nodiscard]] std::optional<Phone> open_phone(const Desk& desk,
                                              const store::SealedIdentity& sealed);

// The phone of an enterprise's contact, as those of people.
[[nodiscard]] Bytes seal_contact_phone(const Desk& desk, const Phone& phone);
[[nodiscard]] Phone open_contact_phone(const Desk& desk, BytesView sealed);

}  // namespace servicecard::desk
