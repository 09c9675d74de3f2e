#include <chrono>
#include <istream>

#include "cardlib/codec/ascii.h"
#include "cardlib/credential/verdict.h"
#include "cli/commands/commands.h"
#include "cli/commands/verdict_view.h"
#include "cli/files.h"
#include "cli/offline_check.h"
#include "cli/qr_image.h"
#include "cli/root_folder.h"
#include "cli/stop.h"

namespace servicecard::cli {
namespace {

Time now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

std::string token_in_image(const Console& console, const std::string& file) {
  auto text = read_qr_image(read_file(file));
  if (text) return *std::move(text);
  switch (text.error()) {
    case QrImageError::no_png:
      throw Stop(ExitCode::cannot_tell, file, console.say({"不是 PNG 图像", "is no PNG image"}));
    case QrImageError::no_code:
      throw Stop(ExitCode::cannot_tell, file,
                 console.say({"图中没有可读的二维码；请拍清楚些",
                              "no QR code can be read in it; take a sharper picture"}));
    case QrImageError::many_codes:
      throw Stop(ExitCode::cannot_tell, file,
                 console.say({"图中有多个二维码", "there is more than one QR code in it"}));
  }
  return {};
}

std::string presented(Shell& shell, const Values& values) {
  const auto token = values.find("token");
  const auto image = values.find("--image");
  Console& console = shell.console();
  if (token.has_value() == image.has_value()) {
    throw Stop(ExitCode::usage, console.say({"请给出凭证、-（标准输入）或 --image 之一",
                                             "Give a token, - for standard input, or --image"}));
  }
  if (image) return token_in_image(console, *image);
  return std::string(ascii::trimmed(*token == "-" ? read_all(console.in) : *token));
}

std::optional<std::chrono::seconds> max_age(const Values& values) {
  const auto text = values.find("--max-age");
  if (!text) return std::nullopt;
  if (const auto age = parse_age(*text)) return age;
  throw Stop(ExitCode::usage, "--max-age " + *text, "24h, 30m, 90s, 7d");
}

std::string need(Shell& shell, const Values& values, const char* option, const Bilingual& why) {
  if (const auto file = values.find(option)) return *file;
  throw Stop(ExitCode::usage, shell.console().say({"请给出 ", "Give "}) + option + " FILE",
             shell.console().say(why));
}

// A partner asks the server, which knows of losses at once and keeps the record of the check.
ExitCode ask_as_partner(Shell& shell, const std::string& token) {
  const json::value answer =
      shell.client().post("/v1/verifications", json::object{{"presentation", token}});
  return show_verdict(shell, answer.as_object());
}

OfflineEvidence evidence_of(Shell& shell, const Values& values) {
  OfflineEvidence evidence{.max_age = max_age(values)};
  if (const auto state = values.find("--state")) evidence.state = *state;
  if (const auto pack = values.find("--pack")) {
    evidence.pack = read_file(*pack);
    evidence.state = need(shell, values, "--state",
                          {"记住见过的最新离线包，防止旧包冒充",
                           "it remembers the newest pack, so that no older one is taken"});
  } else {
    evidence.pack =
        shell.visitor().send(make_request(http::Method::get, "/offline-pack")).body.view();
  }
  if (shell.settings.data && !values.find("--root")) {
    evidence.root = read_file(root_copy(shell.data_folder()));
    return evidence;
  }
  evidence.root = read_file(need(shell, values, "--root",
                                 {"根公钥须由可信渠道取得，不能信任首次下载",
                                  "the root's public key must come from a trusted hand, never "
                                  "from the first download"}));
  return evidence;
}

ExitCode check(Shell& shell, const Values& values, const std::string& token) {
  const auto key = shell.token();
  if (shell.settings.server && !values.find("--root") && key && key->starts_with("scp_")) {
    return ask_as_partner(shell, token);
  }
  const OfflineEvidence evidence = evidence_of(shell, values);
  return show_verdict(shell, verdict_document(check_offline(token, evidence, now()), now()));
}

ExitCode verify(Shell& shell, const Values& values) {
  const std::string token = presented(shell, values);
  try {
    return check(shell, values, token);
  } catch (const NoAnswer& none) {
    const std::string what = none.title() + ": " + none.detail();
    shell.remark({what, what});
    return show_verdict(shell, offline_document(now()));
  }
}

}  // namespace

void add_verify_command(Menu& program) {
  program
      .verb("verify",
            {"核验一张卡：结论、原因、下一步", "check a card: verdict, reason, next step"},
            "verify - --pack card.pack --root root.jwk.json --state pack.state < token.txt\n"
            "  cardctl verify --image qr.png --server https://card.example.cn --root root.jwk.json")
      .maybe_argument("token", {"凭证文本，或 -（标准输入）", "the token, or - for standard input"})
      .option("--image", {"二维码图像（PNG）", "a picture of the QR code (PNG)"})
      .option("--pack", {"离线包；不需要服务器", "an offline pack; needs no server"})
      .option("--root", {"根公钥（JWK）", "the root's public key (JWK)"})
      .option("--state", {"状态文件，记住最新的离线包", "remembers the newest pack"})
      .option("--max-age", {"状态数据时效，如 24h", "how old the data may be, as 24h"})
      .runs(verify);
}

}  // namespace servicecard::cli
