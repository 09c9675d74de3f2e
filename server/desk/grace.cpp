#include "server/desk/grace.h"

#include "server/store/reviews.h"

namespace servicecard::desk {

std::optional<Grace> grace_of(store::Reader& reader, std::int64_t enterprise_id) {
  const auto review = store::reviews::open(reader);
  if (!review || review->state != ReviewState::confirmed) return std::nullopt;
  const auto row = store::reviews::find(reader, review->id, enterprise_id);
  if (!row || row->outcome == ReviewOutcome::keep || row->result) return std::nullopt;
  return Grace{.review = review->id,
               .outcome = row->outcome,
               .reason = row->reason.value(),
               .until = review->grace_until.value()};
}

}  // namespace servicecard::desk
