#include "cli/demo/demo.h"

#include <array>
#include <chrono>
#include <ostream>

#include <fmt/format.h>

#include "cli/demo/calendar.h"
#include "cli/demo/life.h"
#include "cli/files.h"
#include "cli/root_folder.h"
#include "cli/stop.h"
#include "cli/table.h"
#include "keys/private_file.h"
#include "keys/system_random.h"
#include "server/app/init.h"

namespace servicecard::cli {
namespace {

namespace fs = std::filesystem;

// The county begins last year, and so do its keys.
app::InitReport init(const fs::path& data, const Issuer& issuer, Time beginning,
                     RandomSource& random) {
  const app::InitOptions options{
      .data = data, .issuer = issuer, .fakes = desk::FakeRecords::welcome};
  auto report = app::init_data(options, beginning, random);
  if (!report) throw Stop(ExitCode::failure, data.string(), report.error().advice);
  copy_root(report->root_folder, data);
  return *std::move(report);
}

void leave_files(const Console& console, const fs::path& data, const demo::Legacy& legacy) {
  const fs::path folder = data / "demo";
  const auto keep = [&](const char* kind, const demo::Credentials& credentials) {
    keys::make_private_folder(folder / kind);
    for (const auto& [name, secret] : credentials) {
      write_private(folder / kind / name, secret + "\n");
    }
  };
  keep("passwords", legacy.passwords);
  keep("tokens", legacy.tokens);
  leave_sandbox(console, folder / "sandbox", legacy.sandbox);
}

void print_summary(const Console& console, const fs::path& data, const demo::Legacy& legacy) {
  Table counts({console.say({"演示县（全部虚构）", "the county (all synthetic)"}), ""});
  for (const auto& [what, count] : legacy.counts) counts.add({console.say(what), count});
  console.out << counts.str() << '\n';
  Table passwords({console.say({"账号与密码", "accounts and passwords"}), ""});
  for (const auto& [name, password] : legacy.passwords) passwords.add({name, password});
  Table tokens({console.say({"令牌（只显示一次）", "tokens (shown once)"}), ""});
  for (const auto& [name, token] : legacy.tokens) tokens.add({name, token});
  console.out << passwords.str() << '\n'
              << tokens.str() << '\n'
              << console.say({"另存于 ", "They are kept in "}) << (data / "demo").string() << '\n';
}

}  // namespace

void make_demo(Console& console, const fs::path& data, const Issuer& issuer) {
  const auto real_now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  keys::SystemRandom random;
  const demo::Calendar calendar(real_now);
  Progress progress(console);
  progress.stage({"建立密钥与数据库", "making keys and database"});
  const app::InitReport report = init(data, issuer, calendar.beginning(), random);
  const demo::Legacy legacy = demo::live(
      {.data = data, .root_folder = report.root_folder, .admin_password = report.admin_password},
      calendar, console.language, progress, random);
  leave_files(console, data, legacy);
  progress.finish();
  print_summary(console, data, legacy);
}

}  // namespace servicecard::cli
