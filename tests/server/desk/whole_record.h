#pragma once

#include "server/counter/card_memory.h"
#include "tests/server/desk/test_desk.h"

namespace servicecard::test {

/// What must hold of the record at every moment, whatever failed before: nothing is half done,
/// applications, cards, credentials, status lists and journal say the same, no number and no index
/// was used twice, and the counter knows it as it is.
void expect_whole(TestDesk& desk, const counter::CardMemory& memory);

}  // namespace servicecard::test
