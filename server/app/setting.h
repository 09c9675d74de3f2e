#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "server/app/config.h"

namespace servicecard::app {

/// Where the value of a key goes, and what it may be.
struct TextTarget {
  std::string* value;
};
struct PathTarget {
  std::filesystem::path* value;
};
struct FlagTarget {
  bool* value;
};
struct PortTarget {
  std::uint16_t* value;
};
struct CountTarget {
  std::size_t* value;
  std::size_t most;  ///< and 1 at least
};
struct SecondsTarget {
  std::chrono::milliseconds* value;  ///< written as seconds, whole or not
  std::chrono::seconds longest{3600};
};
struct RolesTarget {
  std::optional<std::vector<access::Role>>* value;
};
struct LevelTarget {
  LogLevel* value;
};

using Target = std::variant<TextTarget, PathTarget, FlagTarget, PortTarget, CountTarget,
                            SecondsTarget, RolesTarget, LevelTarget>;

struct Setting {
  std::string_view key;  ///< "limits.body"
  Target target;
};

/// Every key there is. The certificate and key of TLS go to `tls`, to be joined afterwards.
[[nodiscard]] std::vector<Setting> settings_of(Config& config, http::TlsFiles& tls);

[[nodiscard]] std::optional<LogLevel> parse_level(std::string_view text);

/// The key closest to `unknown` by edits of a letter; empty where none is near.
[[nodiscard]] std::string_view nearest_key(const std::vector<Setting>& settings,
                                           std::string_view unknown);

}  // namespace servicecard::app
