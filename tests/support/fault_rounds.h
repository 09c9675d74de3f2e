#pragma once

namespace servicecard::test {

/// How many rounds a fault test goes through: `everyday`, or as many as the environment variable
/// CARD_FAULT_ROUNDS asks for, which `./dev test fault` sets.
[[nodiscard]] int fault_rounds(int everyday);

/// The step from one n to the next where the n-th of `count` operations is to fail, in as many
/// rounds as that.
[[nodiscard]] int fault_step(int count, int everyday);

}  // namespace servicecard::test
