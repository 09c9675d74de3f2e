#include "server/app/setting.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace servicecard::app {
namespace {

constexpr std::size_t max_threads = 256;
constexpr std::size_t max_count = 1'000'000;
constexpr std::size_t near_enough = 4;

// Levenshtein's: letters put in, taken out or changed.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::string_view last_part(std::string_view key) { return key.substr(key.rfind('.') + 1); }

}  // namespace

std::vector<Setting> settings_of(Config& config, http::TlsFiles& tls) {
  http::ServerOptions& server = config.server;
  http::Limits& limits = server.limits;
  return {
      {"data", PathTarget{&config.data}},
      {"production", FlagTarget{&config.production}},
      {"root_folder", PathTarget{&config.root_folder}},
      {"pages", PathTarget{&config.pages}},
      {"listen.address", TextTarget{&server.address}},
      {"listen.port", PortTarget{&server.port}},
      {"listen.behind_proxy", FlagTarget{&server.behind_proxy}},
      {"tls.certificate", PathTarget{&tls.certificate}},
      {"tls.key", PathTarget{&tls.key}},
      {"threads.io", CountTarget{&server.io_threads, max_threads}},
      {"threads.pool", CountTarget{&server.pool_threads, max_threads}},
      {"threads.queue", CountTarget{&server.pool_queue, max_count}},
      {"limits.handshake", SecondsTarget{&limits.handshake}},
      {"limits.head", SecondsTarget{&limits.head}},
      {"limits.body", SecondsTarget{&limits.body}},
      {"limits.idle", SecondsTarget{&limits.idle}},
      {"limits.write", SecondsTarget{&limits.write}},
      {"limits.connections", CountTarget{&limits.connections, max_count}},
      {"limits.connections_per_address", CountTarget{&limits.connections_per_address, max_count}},
      {"limits.large_bodies", CountTarget{&limits.large_bodies, max_count}},
      {"caps.approvals", CountTarget{&config.caps.approvals, max_count}},
      {"caps.cards", CountTarget{&config.caps.cards, max_count}},
      {"caps.reveals", CountTarget{&config.caps.reveals, max_count}},
      {"alarms.two_places", SecondsTarget{&config.two_places}},
      {"accounts.second_factor_for", RolesTarget{&config.second_factor_for}},
      {"accounts.idle", SecondsTarget{&config.session_idle}},
      {"accounts.lasting", SecondsTarget{&config.session_lasting, std::chrono::days(1)}},
      {"log.level", LevelTarget{&config.log.level}},
      {"log.file", PathTarget{&config.log.file}},
      {"log.access", FlagTarget{&config.log.access}},
  };
}

std::optional<LogLevel> parse_level(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, LogLevel>, 4> levels{
      {{"debug", LogLevel::debug},
       {"info", LogLevel::info},
       {"warn", LogLevel::warn},
       {"error", LogLevel::error}}};
  for (const auto& [name, level] : levels) {
    if (name == text) return level;
  }
  return std::nullopt;
}

std::string_view nearest_key(const std::vector<Setting>& settings, std::string_view unknown) {
  std::string_view nearest;
  std::size_t least = near_enough;
  for (const Setting& setting : settings) {
    // A key in the wrong table is as near as one with a letter wrong.
    const bool moved = last_part(setting.key) == last_part(unknown);
    const std::size_t away = moved ? 1 : distance(setting.key, unknown);
    if (away < least) {
      least = away;
      nearest = setting.key;
    }
  }
  return nearest;
}

}  // namespace servicecard::app
