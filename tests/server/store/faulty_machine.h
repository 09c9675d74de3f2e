#pragma once

#include <array>
#include <string_view>

#include "tests/server/store/faulty_memory.h"
#include "tests/server/store/faulty_vfs.h"

namespace servicecard::test {

/// What can fail under a program.
enum class Fault { write, sync, full, memory };

inline constexpr std::array all_faults = {Fault::write, Fault::sync, Fault::full, Fault::memory};

[[nodiscard]] std::string_view to_string(Fault fault);

/// A machine whose n-th operation of a kind fails: SQLite's way of testing. Databases that are
/// opened while it lives stand on it.
class FaultyMachine {
 public:
  /// The n-th operation of that kind from now on fails, n from 1.
  void fail(Fault fault, int nth);
  /// All is well again. True if something has failed since.
  bool mend();
  /// How many operations of that kind there were between the last `fail` and its `mend`.
  [[nodiscard]] int seen() const;

 private:
  FaultyVfs disk_;
  FaultyMemory memory_;
  Fault fault_ = Fault::write;
};

}  // namespace servicecard::test
