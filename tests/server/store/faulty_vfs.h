#pragma once

#include <atomic>

/// A file system for SQLite that fails when told to. While one of these lives, every database that
/// is opened stands on it.
namespace servicecard::test {

enum class DiskFault {
  write,  ///< a write fails
  sync,   ///< an fsync fails, once
  full,   ///< no room from then on
};

class FaultyVfs {
 public:
  FaultyVfs();
  FaultyVfs(const FaultyVfs&) = delete;
  FaultyVfs& operator=(const FaultyVfs&) = delete;
  ~FaultyVfs();

  /// The n-th operation of that kind from now on fails, n from 1.
  void fail(DiskFault fault, int nth);
  /// All is well again. True if something has failed since.
  bool mend();
  /// How many operations of that kind there were since the last `fail`.
  [[nodiscard]] int seen() const;
};

}  // namespace servicecard::test
