#include "server/desk/handover.h"

#include <optional>
#include <utility>

#include "cardlib/codec/utf8.h"
#include "server/store/handovers.h"

namespace servicecard::desk {
namespace {

constexpr std::size_t longest_recipient = 60;

std::optional<PrintRefusal> objection_to(const CardView& view, const std::string& number) {
  if (view.print.handover) return PrintRefusal{PrintingError::handed_over, number};
  if (view.state == ShownState::expired) return PrintRefusal{CardError::expired, number};
  if (view.state != ShownState::active) return PrintRefusal{CardError::wrong_state, number};
  if (view.print.state != PrintState::printed) {
    return PrintRefusal{PrintingError::not_printed, number};
  }
  return std::nullopt;
}

}  // namespace

std::expected<CardView, PrintRefusal> hand_over(const Desk& desk, const access::Act& act,
                                                const CardNumber& number,
                                                const std::string& recipient,
                                                const std::string& note) {
  using Result = std::expected<CardView, PrintRefusal>;
  if (!utf8::is_line(recipient, 1, longest_recipient)) {
    return std::unexpected(PrintRefusal{PrintingError::empty_recipient, number.str()});
  }
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    auto card = store::cards::find(transaction, number);
    if (!card) return std::unexpected(PrintRefusal{CardError::no_such_card, number.str()});
    const std::int64_t id = card->id;
    CardView view = view_of(transaction, *std::move(card), act.now);
    if (auto objection = objection_to(view, number.str())) {
      return std::unexpected(*std::move(objection));
    }
    store::handovers::add(
        transaction, id,
        {.recipient = recipient, .note = note, .by = act.actor.name, .at = act.now});
    transaction.append({.time = act.now,
                        .actor = act.actor.name,
                        .kind = "card.handed_over",
                        .subject = "card:" + number.str(),
                        .content = {{"to", recipient}, {"note", note}}});
    view.print = store::handovers::print_of(transaction, id);
    return view;
  });
}

}  // namespace servicecard::desk
