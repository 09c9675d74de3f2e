#pragma once

#include <expected>
#include <string>

#include "server/desk/cards.h"
#include "server/desk/print_error.h"

namespace servicecard::desk {

/// 领取: an active card that was printed goes to its holder, or to somebody whom the holder sends.
/// It does so once.
[[nodiscard]] std::expected<CardView, PrintRefusal> hand_over(const Desk& desk,
                                                              const access::Act& act,
                                                              const CardNumber& number,
                                                              const std::string& recipient,
                                                              const std::string& note);

}  // namespace servicecard::desk
