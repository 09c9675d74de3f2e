#pragma once

#include <optional>

#include "cardlib/eligibility/policy.h"
#include "server/desk/application_error.h"
#include "server/store/applications.h"
#include "server/store/cards.h"
#include "server/store/reader.h"

/// 换证: a card that begins when the one before it ends. Whoever holds the old one asks for it in
/// the last weeks (the policy says how many), and it goes the way of every application.
namespace servicecard::desk {

/// Why this card cannot be renewed now; nothing where it can.
[[nodiscard]] std::optional<ApplicationError> objection_to_renewal(store::Reader& reader,
                                                                   const Policy& policy,
                                                                   const store::Card& card,
                                                                   Time now);

/// Why the card that an application renews stands in the way of its issue: it was taken away since,
/// or another has its place. That it has expired does not matter. Nothing where the application
/// renews none.
[[nodiscard]] std::optional<ApplicationError> objection_to_successor(
    store::Reader& reader, const store::Application& application);

/// The first day of the card that an application leads to: that of its approval, or the day on
/// which the card that it renews expires.
[[nodiscard]] CivilDate first_day(store::Reader& reader, const store::Application& application);

}  // namespace servicecard::desk
