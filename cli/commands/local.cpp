#include <chrono>
#include <ostream>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/demo/demo.h"
#include "cli/files.h"
#include "cli/root_folder.h"
#include "cli/stop.h"
#include "keys/hardening.h"
#include "keys/key_ring.h"
#include "keys/root.h"
#include "keys/system_random.h"
#include "server/access/clock.h"
#include "server/app/data_layout.h"
#include "server/app/init.h"

namespace servicecard::cli {
namespace {

Issuer issuer_of(Shell& shell, const std::string& text) {
  if (auto issuer = Issuer::parse(text)) return *std::move(issuer);
  throw Stop(ExitCode::usage, "--issuer " + text,
             shell.console().say({"须为 https 源，无路径，至多 32 个字符（演示可用本机 http）",
                                  "an https origin without path, at most 32 characters (http "
                                  "only for a loopback demo)"}));
}

keys::Passphrase ask(Shell& shell, const Bilingual& question) {
  auto answer = keys::passphrase_from_terminal(shell.console().say(question), keys::Entry::twice);
  if (answer) return *std::move(answer);
  throw Stop(ExitCode::usage,
             shell.console().say({"口令未被接受：至少 12 个字符，两次输入须一致，须有终端",
                                  "No passphrase: 12 characters or more, the same twice, at a "
                                  "terminal"}));
}

ExitCode init(Shell& shell, const Values& values) {
  app::InitOptions options{
      .data = shell.data_folder(),
      .issuer = issuer_of(shell, values["--issuer"]),
      .fakes = values.has("--demo") ? desk::FakeRecords::welcome : desk::FakeRecords::refused};
  if (const auto folder = values.find("--root-folder")) options.root_folder = *folder;
  if (const auto policy = values.find("--policy")) options.policy = read_file(*policy);
  if (values.has("--ask")) {
    options.passphrase = ask(shell, {"数据目录口令：", "Passphrase of the data directory: "});
    options.root_passphrase = ask(shell, {"根密钥口令：", "Passphrase of the root: "});
  }
  keys::SystemRandom random;
  const auto report = app::init_data(options, access::SystemClock().now(), random);
  if (!report) {
    throw Stop(ExitCode::failure, options.data.string(), report.error().advice);
  }
  copy_root(report->root_folder, options.data);
  Console& console = shell.console();
  console.out << console.say({"数据目录已建立。以下文件须妥善保管（0600）：",
                              "The data directory is made. Guard these files (0600):"})
              << '\n';
  for (const auto& file : report->secrets) console.out << "  " << file.string() << '\n';
  console.out << console.say({"管理员 administrator 的一次性密码（只显示一次，首次登录须修改）：",
                              "One-time password of the account administrator (shown once, to be "
                              "changed at the first sign-in): "})
              << report->admin_password << '\n'
              << console.say({"请把根目录移到离线介质：", "Move the root to an offline medium: "})
              << report->root_folder.string() << '\n';
  return ExitCode::done;
}

ExitCode demo(Shell& shell, const Values& values) {
  make_demo(shell.console(), shell.data_folder(), issuer_of(shell, values["--issuer"]));
  return ExitCode::done;
}

std::string timestamp(Time time) {
  return fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

// What the key ring says: it is readable while a server holds the directory.
ExitCode info(Shell& shell, const Values& values) {
  const auto data = shell.data_folder();
  const auto ring = keys::KeyRing::open(app::keys_folder(data));
  if (!ring) {
    throw Stop(ExitCode::failure, ring.error().file.string(), keys::advice(ring.error()));
  }
  json::object document{{"issuer", (*ring)->issuer().str()}, {"root", (*ring)->root().kid()}};
  if (const auto list = (*ring)->trust_list()) {
    document["trust_list"] = list->sequence();
    document["expires_at"] = timestamp(list->expires());
  }
  const auto field = values.find("--field");
  if (!field) {
    shell.print(document);
    return ExitCode::done;
  }
  const json::value* value = document.if_contains(*field);
  if (value == nullptr) throw Stop(ExitCode::usage, "--field " + *field);
  shell.console().out << (value->is_string() ? std::string(value->get_string())
                                             : json::serialize(*value))
                      << '\n';
  return ExitCode::done;
}

ExitCode sign_list(Shell& shell, const Values& values) {
  const auto keys_option = values.find("--keys");
  const std::filesystem::path keys_folder =
      keys_option ? std::filesystem::path(*keys_option) : app::keys_folder(shell.data_folder());
  const auto root_option = values.find("--root");
  const std::filesystem::path root_folder = root_option
                                                ? std::filesystem::path(*root_option)
                                                : keys::default_root_folder(shell.data_folder());
  Client& client = shell.client();  // before the root signs: a list that nobody loads is a waste
  http::Request request = make_request(http::Method::put, "/trust-list");
  request.headers.set("Content-Type", "application/jwt");
  request.body = sign_trust_list(keys_folder, root_folder, access::SystemClock().now());
  const auto keys = json::parse(client.send(std::move(request)).body.view()).value();
  shell.print_page(keys, {"purpose", "state", "kid", "expires_at", "signs"});
  return ExitCode::done;
}

ExitCode export_pack(Shell& shell, const Values& values) {
  Client visitor = shell.visitor();
  const auto pack = visitor.send(make_request(http::Method::get, "/offline-pack"));
  write_file(values["-o"], pack.body.view());
  return ExitCode::done;
}

}  // namespace

void add_local_commands(Menu& program) {
  program
      .verb("init", {"建立数据目录、密钥与管理员", "make a data directory, keys, an administrator"},
            "init --data /var/lib/servicecard --issuer https://card.example.cn")
      .required("--issuer",
                {"发卡机构的 https 源，永久固定", "https origin of the issuer, for ever"})
      .option("--root-folder", {"根密钥目录（默认在数据目录旁）", "folder of the root"})
      .option("--policy", {"政策文件（默认内置）", "policy document"})
      .flag("--ask", {"在终端设口令（默认随机生成，存入 0600 文件）",
                      "choose passphrases at the terminal, not random ones in files"})
      .flag("--demo", {"允许虚构数据", "synthetic data are welcome"})
      .runs(init);
  program
      .verb("demo", {"建立演示县：一切为虚构", "make the demonstration county: all synthetic"},
            "demo --data build/demo --issuer http://127.0.0.1:8080")
      .required("--issuer", {"发卡机构", "the issuer"})
      .runs(demo);
  program
      .verb("info", {"数据目录是谁的", "whose a data directory is"},
            "info --data /var/lib/servicecard --field issuer")
      .option("--field", {"只输出此项", "this member alone"})
      .runs(info);
  program.noun("trust-list", {"信任列表", "the trust list"})
      .verb("sign", {"由离线根签发并载入", "have the offline root sign it, and load it"},
            "trust-list sign --data /var/lib/servicecard --root /media/root")
      .option("--root", {"根密钥目录", "folder of the root"})
      .option("--keys", {"密钥目录（与 --server 同用）", "keys folder, beside --server"})
      .runs(sign_list);
  program.noun("pack", {"离线包", "the offline pack"})
      .verb("export", {"导出离线包", "write it to a file"}, "pack export -o card.pack")
      .required("-o", {"写入文件", "write to this file"})
      .runs(export_pack);
}

}  // namespace servicecard::cli
