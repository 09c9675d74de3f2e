#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/identity/uscc.h"
#include "server/access/actor.h"
#include "server/desk/desk.h"
#include "server/desk/record_error.h"

/// What is masked everywhere else, in full: an act with a reason, which the journal keeps.
namespace servicecard::desk {

enum class PersonalField : std::uint8_t { resident_id, phone };

/// `"resident_id"`: the name in the API and the journal.
[[nodiscard]] std::string_view to_string(PersonalField field);
[[nodiscard]] std::optional<PersonalField> parse_personal_field(std::string_view name);

/// The value is kept nowhere; the journal has who saw which field of whom, and why. One account
/// sees so many a day, and an alarm is raised before that.
[[nodiscard]] std::expected<std::string, RecordError> reveal(const Desk& desk,
                                                             const access::Act& act,
                                                             std::int64_t person,
                                                             PersonalField field,
                                                             const std::string& reason);

/// The phone of an enterprise's contact, on the same terms.
[[nodiscard]] std::expected<std::string, RecordError> reveal_contact(const Desk& desk,
                                                                     const access::Act& act,
                                                                     const Uscc& uscc,
                                                                     std::int64_t contact,
                                                                     const std::string& reason);

}  // namespace servicecard::desk
