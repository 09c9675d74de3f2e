#pragma once

/// Memory that runs out when told to: every `new` of the program and whatever SQLite takes for
/// itself, on every thread. OpenSSL keeps its own.
namespace servicecard::test {

class FaultyMemory {
 public:
  FaultyMemory() = default;
  FaultyMemory(const FaultyMemory&) = delete;
  FaultyMemory& operator=(const FaultyMemory&) = delete;
  ~FaultyMemory() { mend(); }

  /// The n-th allocation from now on fails, once, n from 1.
  void fail(int nth);
  /// All is well again. True if an allocation has failed since.
  bool mend();
  /// How many allocations there were between the last `fail` and its `mend`.
  [[nodiscard]] int seen() const;
};

}  // namespace servicecard::test
