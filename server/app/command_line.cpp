#include "server/app/command_line.h"

#include <optional>
#include <sstream>

#include <CLI/CLI.hpp>

#include "server/app/setting.h"

namespace servicecard::app {
namespace {

constexpr int usage_mistake = 2;

constexpr auto description =
    "Issues and checks service cards.\n"
    "Examples:\n"
    "  cardserver --data /var/lib/servicecard\n"
    "  cardserver --config /etc/servicecard/cardserver.toml --port 8443\n";

struct Flags {
  std::string config;
  std::optional<std::string> data;
  std::optional<std::string> pages;
  std::optional<std::string> address;
  std::optional<std::uint16_t> port;
  std::optional<std::string> certificate;
  std::optional<std::string> key;
  std::optional<std::string> level;
  std::optional<std::string> log_file;
  bool behind_proxy = false;
  bool production = false;
};

void declare(CLI::App& program, Flags& flags) {
  program.add_option("--config", flags.config, "Configuration file (TOML)");
  program.add_option("--data", flags.data, "Data directory, as `cardctl init` made it");
  program.add_option("--pages", flags.pages,
                     "Folder of the built pages [../share/servicecard/pages of the program]");
  program.add_option("--address", flags.address, "IP address to listen on [127.0.0.1]");
  program.add_option("--port", flags.port, "Port to listen on, 0 for any [8080]");
  program.add_option("--tls-certificate", flags.certificate, "Certificate chain (PEM)");
  program.add_option("--tls-key", flags.key, "Private key of the certificate (PEM)");
  program.add_flag("--behind-proxy", flags.behind_proxy,
                   "A proxy on the way ends TLS and names the client in X-Forwarded-For");
  program.add_flag("--production", flags.production,
                   "Refuse synthetic data, and the root's key within reach");
  program.add_option("--log-level", flags.level, "Least level to log [info]")
      ->check(CLI::IsMember({"debug", "info", "warn", "error"}));
  program.add_option("--log-file", flags.log_file, "Log to this file [standard error]");
}

void apply(const Flags& flags, Config& config) {
  if (flags.data) config.data = *flags.data;
  if (flags.pages) config.pages = *flags.pages;
  if (flags.address) config.server.address = *flags.address;
  if (flags.port) config.server.port = *flags.port;
  if (flags.certificate) {
    config.server.tls = http::TlsFiles{.certificate = *flags.certificate, .key = *flags.key};
  }
  if (flags.behind_proxy) config.server.behind_proxy = true;
  if (flags.production) config.production = true;
  if (flags.level) config.log.level = *parse_level(*flags.level);
  if (flags.log_file) config.log.file = *flags.log_file;
}

std::unexpected<Exit> mistake(const std::string& what) {
  return std::unexpected(Exit{.code = usage_mistake, .text = "cardserver: " + what + "\n"});
}

}  // namespace

std::expected<Config, Exit> read_command_line(int argc, const char* const* argv) {
  CLI::App program(description, "cardserver");
  Flags flags;
  declare(program, flags);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream text;
    const bool asked = program.exit(error, text, text) == 0;
    return std::unexpected(Exit{.code = asked ? 0 : usage_mistake, .text = text.str()});
  }
  if (flags.certificate.has_value() != flags.key.has_value()) {
    return mistake("--tls-certificate and --tls-key belong together");
  }
  Config config;
  if (!flags.config.empty()) {
    const auto read = read_config_file(flags.config, config);
    if (!read) return mistake(read.error().message);
  }
  apply(flags, config);
  if (config.data.empty()) return mistake("where is the data? --data DIR, or data in --config");
  return config;
}

}  // namespace servicecard::app
