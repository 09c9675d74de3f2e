#pragma once

#include <cstdint>

#include "server/access/actor.h"
#include "server/desk/desk.h"
#include "server/store/reader.h"

/// What one account may do in a civil day, so that a stolen or pressed one does little harm.
namespace servicecard::desk {

enum class Capped : std::uint8_t {
  approval,  ///< of an application
  card,      ///< a card, or a wallet token that takes the place of another
  reveal,    ///< of a resident ID or a phone
};

/// Whether the account may do one more of these today, by what is on record. To be asked inside the
/// transaction that does it, last before the change. From four fifths of the cap on, and where
/// there is no more, it raises an alarm.
[[nodiscard]] bool may_do_one_more(const Desk& desk, store::Reader& reader, const access::Act& act,
                                   Capped what);

}  // namespace servicecard::desk
