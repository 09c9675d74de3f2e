#include "server/counter/office.h"

namespace servicecard::counter {

std::string name_in_journal(const Caller& caller) {
  const char* const by = caller.kind == CallerKind::account ? "/account:" : "/key:";
  return "partner:" + caller.partner + by + std::to_string(caller.id);
}

}  // namespace servicecard::counter
