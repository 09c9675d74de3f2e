#include "server/app/config.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <toml++/toml.h>
#include <utility>

#include <fmt/format.h>

#include "server/app/setting.h"

namespace servicecard::app {
namespace {

namespace fs = std::filesystem;
using Outcome = std::expected<void, ConfigFailure>;

// The value of one key, and how to speak of it.
struct Given {
  const std::string& source;
  const fs::path& folder;
  std::string key;
  const toml::node& node;

  [[nodiscard]] Outcome failure(ConfigError error, std::string_view what) const {
    return std::unexpected(ConfigFailure{
        .error = error,
        .message = fmt::format("{}:{}: {}: {}", source, node.source().begin.line, key, what)});
  }
  [[nodiscard]] Outcome wrong_type(std::string_view wanted) const {
    return failure(ConfigError::wrong_type, fmt::format("must be {}", wanted));
  }
  [[nodiscard]] Outcome out_of_range(std::string_view wanted) const {
    return failure(ConfigError::out_of_range, fmt::format("must be {}", wanted));
  }
};

Outcome store(const Given& given, const TextTarget& target) {
  const auto text = given.node.value_exact<std::string>();
  if (!text) return given.wrong_type("a text in quotes");
  *target.value = *text;
  return {};
}

Outcome store(const Given& given, const PathTarget& target) {
  const auto text = given.node.value_exact<std::string>();
  if (!text) return given.wrong_type("a path in quotes");
  *target.value = text->empty() ? fs::path() : given.folder / *text;
  return {};
}

Outcome store(const Given& given, const FlagTarget& target) {
  const auto flag = given.node.value_exact<bool>();
  if (!flag) return given.wrong_type("true or false");
  *target.value = *flag;
  return {};
}

Outcome store(const Given& given, const PortTarget& target) {
  const auto number = given.node.value_exact<std::int64_t>();
  if (!number) return given.wrong_type("a whole number");
  if (*number < 0 || *number > 65'535) return given.out_of_range("between 0 and 65535");
  *target.value = static_cast<std::uint16_t>(*number);
  return {};
}

Outcome store(const Given& given, const CountTarget& target) {
  const auto number = given.node.value_exact<std::int64_t>();
  if (!number) return given.wrong_type("a whole number");
  if (*number < 1 || std::cmp_greater(*number, target.most)) {
    return given.out_of_range(fmt::format("between 1 and {}", target.most));
  }
  *target.value = static_cast<std::size_t>(*number);
  return {};
}

Outcome store(const Given& given, const SecondsTarget& target) {
  const auto longest = static_cast<double>(target.longest.count());
  if (!given.node.is_number()) return given.wrong_type("a number of seconds");
  const double seconds = *given.node.value<double>();
  const bool in_range = seconds >= 0.001 && seconds <= longest;  // NaN is not
  if (!in_range) {
    return given.out_of_range(fmt::format("between 0.001 and {} seconds", longest));
  }
  *target.value = std::chrono::milliseconds(std::lround(seconds * 1000));
  return {};
}

Outcome store(const Given& given, const LevelTarget& target) {
  const auto text = given.node.value_exact<std::string>();
  if (!text) return given.wrong_type("a level in quotes");
  const auto level = parse_level(*text);
  if (!level) return given.out_of_range("\"debug\", \"info\", \"warn\" or \"error\"");
  *target.value = *level;
  return {};
}

Outcome store(const Given& given, const RolesTarget& target) {
  const toml::array* const words = given.node.as_array();
  if (words == nullptr) return given.wrong_type("a list of roles in quotes");
  std::vector<access::Role> roles;
  for (const toml::node& word : *words) {
    const auto text = word.value_exact<std::string>();
    const auto role = text ? access::parse_role(*text) : std::nullopt;
    if (!role) {
      return given.out_of_range(
          "of \"clerk\", \"approver\", \"auditor\", \"administrator\" and \"counter\"");
    }
    roles.push_back(*role);
  }
  *target.value = std::move(roles);
  return {};
}

Outcome store(const Given& given, const std::vector<Setting>& settings) {
  for (const Setting& setting : settings) {
    if (setting.key != given.key) continue;
    return std::visit([&](const auto& target) { return store(given, target); }, setting.target);
  }
  const std::string_view nearest = nearest_key(settings, given.key);
  return given.failure(ConfigError::unknown_key,
                       nearest.empty() ? std::string("there is no such key")
                                       : fmt::format("there is no such key; perhaps {}", nearest));
}

// Keys of tables that hold settings are joined with a dot; any other table is an unknown key.
bool is_group(const std::vector<Setting>& settings, const std::string& key) {
  return std::ranges::any_of(settings,
                             [&](const Setting& s) { return s.key.starts_with(key + "."); });
}

Outcome store_all(const toml::table& table, const std::string& prefix, const std::string& source,
                  const fs::path& folder, const std::vector<Setting>& settings) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix + std::string(name.str());
    const toml::table* const group = node.as_table();
    const Outcome stored =
        group != nullptr && is_group(settings, key)
            ? store_all(*group, key + ".", source, folder, settings)
            : store(Given{.source = source, .folder = folder, .key = key, .node = node}, settings);
    if (!stored) return stored;
  }
  return {};
}

}  // namespace

AccountRules Config::account_rules() const {
  using std::chrono::ceil;
  using std::chrono::seconds;
  return {
      .second_factor_for =
          second_factor_for.value_or(production ? careful_roles() : std::vector<access::Role>()),
      .sessions = {.idle = ceil<seconds>(session_idle), .lasting = ceil<seconds>(session_lasting)}};
}

Outcome read_config(std::string_view text, const std::string& source, const fs::path& folder,
                    Config& config) {
  toml::table table;
  try {
    table = toml::parse(text, source);
  } catch (const toml::parse_error& error) {
    return std::unexpected(ConfigFailure{
        .error = ConfigError::syntax,
        .message =
            fmt::format("{}:{}: {}", source, error.source().begin.line, error.description())});
  }
  Config read = config;
  http::TlsFiles tls = config.server.tls.value_or(http::TlsFiles{});
  const Outcome stored = store_all(table, "", source, folder, settings_of(read, tls));
  if (!stored) return stored;
  if (tls.certificate.empty() != tls.key.empty()) {
    return std::unexpected(
        ConfigFailure{.error = ConfigError::contradiction,
                      .message = source + ": tls.certificate and tls.key belong together"});
  }
  if (!tls.key.empty()) read.server.tls = tls;
  config = std::move(read);
  return {};
}

Outcome read_config_file(const fs::path& file, Config& config) {
  const std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (!(in && text << in.rdbuf())) {
    return std::unexpected(
        ConfigFailure{.error = ConfigError::unreadable, .message = "cannot read " + file.string()});
  }
  return read_config(text.str(), file.string(), fs::absolute(file).parent_path(), config);
}

}  // namespace servicecard::app
