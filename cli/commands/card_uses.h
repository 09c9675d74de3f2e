#pragma once

#include "cli/command.h"

namespace servicecard::cli {

/// `card uses` and `card void-use`: what partners did with a card, for approvers and auditors.
void add_card_use_commands(Menu& card);

}  // namespace servicecard::cli
