#include "cli/shell.h"

#include <ostream>
#include <string_view>

#include <fmt/format.h>

#include "cardlib/codec/ascii.h"
#include "cli/files.h"
#include "cli/local_door.h"
#include "cli/remote_door.h"
#include "cli/render.h"
#include "cli/stop.h"
#include "server/app/data_layout.h"

namespace servicecard::cli {
namespace {

// A token as its file holds it, without the line end behind it.
std::string token_in(const std::filesystem::path& file) {
  return std::string(ascii::trimmed(read_secret(file)));
}

}  // namespace

ExitCode Shell::run() { return action_(*this); }

Door& Shell::door() {
  if (!door_) door_ = open_door();
  return *door_;
}

std::unique_ptr<Door> Shell::open_door() {
  if (settings.data) return std::make_unique<LocalDoor>(*settings.data, clock_, random_);
  if (settings.server) return std::make_unique<RemoteDoor>(server_address());
  throw Stop(ExitCode::usage, console_.say({"请给出 --server 网址 或 --data 目录",
                                            "Give --server URL or --data DIR"}));
}

ServerAddress Shell::server_address() const {
  if (!settings.server) {
    throw Stop(ExitCode::usage, console_.say({"请给出 --server 网址", "Give --server URL"}));
  }
  if (auto address = parse_server(*settings.server)) return *std::move(address);
  throw Stop(
      ExitCode::usage,
      console_.say({"--server 须为 http(s)://主机[:端口]", "--server wants http(s)://HOST[:PORT]"}),
      *settings.server);
}

std::optional<std::string> Shell::token() const {
  if (settings.token_file) return token_in(*settings.token_file);
  if (environment_.token) return environment_.token;
  if (settings.server) {
    return environment_.config_home.empty() ? std::nullopt : saved_token().read();
  }
  if (!settings.data || settings.as) return std::nullopt;
  const auto file = app::admin_token_file(*settings.data);
  if (!std::filesystem::exists(file)) return std::nullopt;
  return token_in(file);
}

std::filesystem::path Shell::data_folder() const {
  if (settings.data) return *settings.data;
  throw Stop(ExitCode::usage, console_.say({"请给出 --data 目录", "Give --data DIR"}));
}

Client& Shell::client() {
  if (client_) return *client_;
  client_.emplace(door(), token(), console_.language);
  if (settings.as) {
    const json::value me = client_->get("/v1/me");
    if (me.at("name").as_string() != *settings.as) {
      throw Stop(
          ExitCode::refused, console_.say({"令牌不属于此人员", "The token is another actor's"}),
          fmt::format("--as {}: {}", *settings.as, std::string_view(me.at("name").as_string())));
    }
  }
  return *client_;
}

Client Shell::client_with(const std::string& token) { return {door(), token, console_.language}; }

SavedToken Shell::saved_token() const {
  if (!environment_.config_home.empty()) return {environment_.config_home, server_address()};
  throw Stop(ExitCode::usage,
             console_.say({"请设置 HOME 或 XDG_CONFIG_HOME", "Set HOME or XDG_CONFIG_HOME"}));
}

Client Shell::visitor() { return {door(), std::nullopt, console_.language}; }

void Shell::print(const json::value& document) {
  console_.out << (console_.output == Output::json ? json::serialize(document) + '\n'
                                                   : render(document, console_.language));
}

ExitCode Shell::print_list(const Values& values, const std::string& path, Query query,
                           const std::vector<std::string>& columns) {
  if (values.has("--all")) {
    const json::array items = client().all(path, std::move(query));
    console_.out << (console_.output == Output::json
                         ? json::serialize(items) + '\n'
                         : render_list(items, columns, console_.language));
    return ExitCode::done;
  }
  query.emplace_back("limit", values.find("--limit"));
  query.emplace_back("cursor", values.find("--cursor"));
  print_page(client().get(path, std::move(query)), columns);
  return ExitCode::done;
}

void Shell::print_page(const json::value& page, const std::vector<std::string>& columns) {
  if (console_.output == Output::json) {
    console_.out << json::serialize(page) << '\n';
    return;
  }
  console_.out << render_list(page.at("items").as_array(), columns, console_.language);
  if (!page.at("next").is_string()) return;
  const std::string next(page.at("next").as_string());
  const std::string zh = "还有更多：--all 取回全部，或 --cursor " + next;
  const std::string en = "There is more: --all, or --cursor " + next;
  remark({zh, en});
}

void Shell::remark(const Bilingual& text) { console_.err << console_.say(text) << '\n'; }

void put(json::object& body, std::string_view member, const std::optional<std::string>& value) {
  if (value) body[member] = *value;
}

std::int64_t whole_number(const std::string& text, const std::string& what) {
  const auto number = ascii::parse_number<std::int64_t>(text);
  if (!number) {
    throw Stop(ExitCode::usage, fmt::format("{}: {}", what, text),
               "须为整数 / a whole number is wanted");
  }
  return *number;
}

}  // namespace servicecard::cli
