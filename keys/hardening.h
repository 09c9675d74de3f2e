#pragma once

namespace servicecard::keys {

/// Lets neither this process nor its children write a core dump, and lets no other process of the
/// same user attach to it: a dump would hold unlocked keys. For programs to call first, before a
/// key or a passphrase is read. Throws `std::system_error` where the system refuses.
void forbid_core_dumps();

}  // namespace servicecard::keys
