#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include "server/access/actor.h"
#include "server/desk/application_error.h"
#include "server/desk/desk.h"

/// From an approved application to a card.
namespace servicecard::desk {

/// What became of one application of a batch: the card's number, or why there is none.
struct IssueResult {
  std::int64_t application = 0;
  std::expected<std::string, ApplicationError> card;
};

/// Issues the cards of approved applications. A batch does both commits once for all of them; each
/// card is all or nothing. An application never yields two cards: asked again it gives the one it
/// has, and one that a crash left half made is finished.
[[nodiscard]] std::vector<IssueResult> issue_applications(const Desk& desk, const access::Act& act,
                                                          const std::vector<std::int64_t>& ids);

/// What came of the cards that a crash left prepared.
struct Recovery {
  std::int64_t finished = 0;  ///< signed from their record
  std::int64_t voided = 0;    ///< their key signs no more
};

/// To be called at the start, once the card key can sign and before anything else is issued.
Recovery finish_prepared(const Desk& desk, Time now);

}  // namespace servicecard::desk
