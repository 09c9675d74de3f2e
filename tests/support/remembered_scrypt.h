#pragma once

namespace servicecard::test {

/// From here on this process computes scrypt once for the same passphrase, salt and cost, and gives
/// the same answer the next time. What it gives is what scrypt gives; fixtures that are copied then
/// open without the cost of the first. To be called before threads open keys; again does nothing.
void remember_scrypt();

}  // namespace servicecard::test
