#include "cli/sign_in.h"

#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "cardlib/codec/ascii.h"
#include "cli/files.h"
#include "cli/stop.h"
#include "keys/terminal_prompt.h"

namespace servicecard::cli {
namespace {

std::string asked(Shell& shell, const Bilingual& question) {
  const auto line = keys::secret_from_terminal(shell.console().say(question));
  if (line) return std::string(as_text(line->view()));
  throw Stop(ExitCode::usage,
             shell.console().say({"没有终端可问：请用 --password-file",
                                  "There is no terminal to ask at: give --password-file"}));
}

std::string secret_of(Shell& shell, const std::optional<std::string>& file,
                      const Bilingual& question) {
  return file ? std::string(ascii::trimmed(read_secret(*file))) : asked(shell, question);
}

std::string new_password(Shell& shell, const Person& person) {
  if (person.new_password_file)
    return std::string(ascii::trimmed(read_secret(*person.new_password_file)));
  const std::string first =
      asked(shell, {"新密码（至少 12 个字）：", "New password (12 characters or more): "});
  if (asked(shell, {"再输一次：", "Once more: "}) == first) return first;
  throw Stop(ExitCode::usage, shell.console().say({"两次输入不一致", "The two differ"}));
}

json::value put_password(Client& client, const std::string& current, const std::string& next) {
  return client.put("/v1/me/password", json::object{{"current", current}, {"new", next}});
}

http::Request session_request(const std::string& name, const std::string& password,
                              const std::optional<std::string>& code) {
  http::Request request = make_request(http::Method::post, "/v1/session");
  request.headers.set("Content-Type", "application/json");
  json::object body{{"name", name}, {"password", password}};
  put(body, "code", code);
  request.body = json::serialize(body);
  return request;
}

bool wants_code(const http::Response& response) {
  const auto problem = json::parse_object(response.body.view());
  return response.status == 401 && problem &&
         json::text_member(*problem, "type") == "/problems/code-needed";
}

json::value open_session(Shell& shell, Client& client, const std::string& name,
                         const std::string& password) {
  http::Response answer = client.ask(session_request(name, password, std::nullopt));
  if (wants_code(answer)) {
    const std::string code = asked(shell, {"动态口令或恢复码：", "Code, or a recovery code: "});
    answer = client.ask(session_request(name, password, code));
  }
  return json::parse(client.accept(std::move(answer)).body.view()).value();
}

void set_up_second_factor(Shell& shell, Client& client) {
  const json::value offer = client.post("/v1/me/totp");
  const std::string secret(offer.at("secret").as_string());
  const std::string uri(offer.at("uri").as_string());
  shell.remark({"您的角色须使用动态口令。请在验证器中录入：",
                "Your role needs a second factor. Enter this in an authenticator:"});
  shell.console().err << "  " << secret << "\n  " << uri << '\n';
  const std::string code = asked(shell, {"验证器显示的口令：", "The code it shows: "});
  const json::value confirmed = client.post("/v1/me/totp/confirm", json::object{{"code", code}});
  shell.remark({"恢复码（只显示一次，每个可用一次，请抄存）：",
                "Recovery codes (shown once, each good once; keep them on paper):"});
  for (const json::value& recovery : confirmed.at("recovery_codes").as_array()) {
    shell.console().err << "  " << std::string_view(recovery.as_string()) << '\n';
  }
}

}  // namespace

Person person_of(const Values& values) {
  return {.name = values["--name"],
          .password_file = values.find("--password-file"),
          .new_password_file = values.find("--new-password-file")};
}

void sign_in(Shell& shell, Client& client, const Person& person) {
  const std::string password = secret_of(shell, person.password_file, {"密码：", "Password: "});
  json::value session = open_session(shell, client, person.name, password);
  if (session.at("standing").as_string() == "password-change-needed") {
    shell.remark({"一次性密码须先改成自己的。", "A one-time password is to be changed first."});
    session = put_password(client, password, new_password(shell, person));
  }
  if (session.at("standing").as_string() == "second-factor-needed") {
    set_up_second_factor(shell, client);
  }
}

void move_in(Client& client, const std::string& name, const std::string& one_time,
             const std::string& own) {
  (void)client.send(session_request(name, one_time, std::nullopt));
  put_password(client, one_time, own);
}

std::string make_token(Client& client, const std::string& label, const std::string& scope,
                       std::int64_t days) {
  const json::value made = client.post(
      "/v1/me/tokens", json::object{{"label", label}, {"scope", scope}, {"days", days}});
  return std::string(made.at("secret").as_string());
}

}  // namespace servicecard::cli
