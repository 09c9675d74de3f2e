#include "server/counter/card_uses.h"

#include <utility>

#include "server/store/cards.h"

namespace servicecard::counter {
namespace {

template <class Read>
auto of_card(const Office& office, const CardNumber& number, Read read) {
  using Rows = std::invoke_result_t<Read, store::Reader&, std::int64_t>;
  return office.store.read([&](store::Snapshot& snapshot) -> std::expected<Rows, UseRefusal> {
    const auto card = store::cards::find(snapshot, number);
    if (!card) return std::unexpected(UseRefusal{.error = UseError::no_such_card});
    return read(snapshot, card->id);
  });
}

}  // namespace

RowsOfCard<store::Verification> verifications_of(const Office& office, const CardNumber& card,
                                                 store::Page page) {
  return of_card(office, card, [&](store::Reader& reader, std::int64_t id) {
    return store::verifications::of_card(reader, id, page);
  });
}

RowsOfCard<UseView> uses_of(const Office& office, const CardNumber& card, store::Page page) {
  return of_card(office, card, [&](store::Reader& reader, std::int64_t id) {
    std::vector<UseView> views;
    for (auto& use : store::redemptions::of_card(reader, id, page)) {
      views.push_back(view_of(reader, office.catalogue, std::move(use), Recorded::before));
    }
    return views;
  });
}

RowsOfCard<store::TurnAway> refusals_of(const Office& office, const CardNumber& card,
                                        store::Page page) {
  return of_card(office, card, [&](store::Reader& reader, std::int64_t id) {
    return store::refusals::of_card(reader, id, page);
  });
}

}  // namespace servicecard::counter
