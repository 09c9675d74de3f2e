#pragma once

#include <filesystem>

#include "server/app/init.h"
#include "tests/support/temporary_directory.h"

namespace servicecard::test {

/// What a password costs in tests, where it protects nobody.
inline constexpr access::PasswordCost quick_hashes{.memory = 8192, .passes = 1};

/// A data directory as `init` makes it, in a temporary folder with its root beside it. It is made
/// once a process and copied for each of these, since scrypt takes its time.
class SampleData {
 public:
  SampleData();

  [[nodiscard]] std::filesystem::path path() const { return directory_.path() / "data"; }
  /// What `init` reported, of this copy.
  [[nodiscard]] const app::InitReport& report() const { return report_; }

 private:
  TemporaryDirectory directory_;
  app::InitReport report_;
};

}  // namespace servicecard::test
