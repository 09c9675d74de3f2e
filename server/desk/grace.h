#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cardlib/identity/civil_date.h"
#include "cardlib/lifecycle/annual_review.h"
#include "server/store/reader.h"

namespace servicecard::desk {

/// That an enterprise's cards are kept until the grace ends, and why.
struct Grace {
  std::int64_t review = 0;
  ReviewOutcome outcome = ReviewOutcome::lapse;
  std::string reason;
  CivilDate until;
};

/// Nothing for an enterprise that is not at risk in a confirmed review.
[[nodiscard]] std::optional<Grace> grace_of(store::Reader& reader, std::int64_t enterprise_id);

}  // namespace servicecard::desk
