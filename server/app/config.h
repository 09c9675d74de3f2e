#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

#include "server/app/account_rules.h"
#include "server/app/log_options.h"
#include "server/counter/sightings.h"
#include "server/desk/daily_caps.h"
#include "server/http/options.h"

namespace servicecard::app {

/// All that a server can be told. The issuer is not among it: `init` fixed that in the data
/// directory.
struct Config {
  std::filesystem::path data{};  ///< the data directory
  /// A production server refuses synthetic data, and to start while it can read the root's key.
  bool production = false;
  std::filesystem::path root_folder{};  ///< where the root's key would be, if it were here
  std::filesystem::path pages{};  ///< the built pages; empty: where the program's own would be
  http::ServerOptions server{.port = 8080};
  LogOptions log{};
  desk::DailyCaps caps{};
  /// One card at two places within this time raises an alarm.
  std::chrono::milliseconds two_places = counter::Sightings::default_window;
  /// Roles that cannot sign in by a password alone; not set, `careful_roles` in production.
  std::optional<std::vector<access::Role>> second_factor_for{};
  std::chrono::milliseconds session_idle = access::SessionLimits{}.idle;
  std::chrono::milliseconds session_lasting = access::SessionLimits{}.lasting;

  [[nodiscard]] AccountRules account_rules() const;
};

enum class ConfigError {
  unreadable,     ///< the file cannot be read
  syntax,         ///< not TOML 1.0
  unknown_key,    ///< a key that means nothing here; the nearest that does is named
  wrong_type,     ///< a value of another type than its key has
  out_of_range,   ///< a number or a word outside what its key takes
  contradiction,  ///< settings that do not go together
};

struct ConfigFailure {
  ConfigError error;
  std::string message;  ///< for the operator: file, line and key by name
};

/// Reads a configuration (docs/cardserver.toml shows every key) over `config`; what it does not
/// mention stays. Relative paths are taken from `folder`. `source` names the text in messages.
[[nodiscard]] std::expected<void, ConfigFailure> read_config(std::string_view text,
                                                             const std::string& source,
                                                             const std::filesystem::path& folder,
                                                             Config& config);

/// As `read_config`, from a file, whose folder relative paths start at.
[[nodiscard]] std::expected<void, ConfigFailure> read_config_file(const std::filesystem::path& file,
                                                                  Config& config);

}  // namespace servicecard::app
