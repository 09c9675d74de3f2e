#pragma once

#include <filesystem>
#include <memory>

#include "cardlib/crypto/random_source.h"
#include "cli/door.h"
#include "server/access/clock.h"
#include "server/app/app.h"

namespace servicecard::cli {

/// A data directory, served in this process through the same routes as a server would. Nobody else
/// may hold the directory meanwhile.
class LocalDoor final : public Door {
 public:
  /// Throws `Stop` with advice where the directory cannot be opened. Clock and randomness outlive
  /// the door.
  LocalDoor(const std::filesystem::path& data, const access::Clock& clock, RandomSource& random);

  [[nodiscard]] http::Response call(http::Request request) override;

 private:
  std::unique_ptr<app::App> app_;
};

}  // namespace servicecard::cli
