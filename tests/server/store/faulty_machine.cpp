#include "tests/server/store/faulty_machine.h"

namespace servicecard::test {

std::string_view to_string(Fault fault) {
  switch (fault) {
    case Fault::write:
      return "Write";
    case Fault::sync:
      return "Sync";
    case Fault::full:
      return "Full";
    case Fault::memory:
      return "Memory";
  }
  return {};
}

void FaultyMachine::fail(Fault fault, int nth) {
  fault_ = fault;
  switch (fault) {
    case Fault::write:
      return disk_.fail(DiskFault::write, nth);
    case Fault::sync:
      return disk_.fail(DiskFault::sync, nth);
    case Fault::full:
      return disk_.fail(DiskFault::full, nth);
    case Fault::memory:
      return memory_.fail(nth);
  }
}

bool FaultyMachine::mend() { return fault_ == Fault::memory ? memory_.mend() : disk_.mend(); }

int FaultyMachine::seen() const { return fault_ == Fault::memory ? memory_.seen() : disk_.seen(); }

}  // namespace servicecard::test
