#include "cardlib/credential/offline_source.h"

#include <utility>

namespace servicecard {
namespace {

CardStatus card_status(std::uint8_t value) {
  switch (static_cast<Status>(value)) {
    case Status::valid:
      return CardStatus::active;
    case Status::invalid:
      return CardStatus::revoked;
    case Status::suspended:
      return CardStatus::suspended;
  }
  return CardStatus::unknown_value;
}

CardStatus from_lookup_error(StatusLookupError error) {
  switch (error) {
    case StatusLookupError::expired:
      return CardStatus::list_expired;
    case StatusLookupError::out_of_range:
      return CardStatus::not_listed;
  }
  std::unreachable();
}

}  // namespace

OfflineSource::OfflineSource(OfflinePack pack, PackState state)
    : pack_(std::move(pack)), state_(std::move(state)) {}

OfflineSource OfflineSource::first(OfflinePack pack) {
  PackState state = PackState::first(pack);
  return {std::move(pack), std::move(state)};
}

std::expected<OfflineSource, RollbackError> OfflineSource::after(const PackState& seen,
                                                                 OfflinePack pack) {
  auto state = seen.after(pack);
  if (!state) return std::unexpected(state.error());
  return OfflineSource(std::move(pack), std::move(*state));
}

std::shared_ptr<const TrustList> OfflineSource::trust_list() const { return pack_.trust_list(); }

CardStatus OfflineSource::status(const StatusQuery& query) const {
  if (query.now < state_.latest() - clock_skew) return CardStatus::clock_set_back;
  if (query.now >= pack_.expires()) return CardStatus::pack_expired;
  const StatusListClaims* const list = pack_.status_list(query.reference.uri);
  if (list == nullptr) return CardStatus::not_listed;
  if (query.max_age && query.now - list->issued_at >= *query.max_age) {
    return CardStatus::list_too_old;
  }
  const auto value = look_up(*list, query.reference.index, query.now);
  return value ? card_status(*value) : from_lookup_error(value.error());
}

}  // namespace servicecard
