#include "cli/demo/staff.h"

#include <algorithm>
#include <array>
#include <optional>

#include "cli/sign_in.h"
#include "server/access/readable_secret.h"

namespace servicecard::cli::demo {
namespace {

constexpr std::size_t password_groups = 4;
constexpr std::int64_t token_days = 366;

struct Post {
  const char* name;
  const char* role;
};
constexpr std::array posts = {Post{"clerk-1", "clerk"}, Post{"clerk-2", "clerk"},
                              Post{"approver", "approver"}, Post{"auditor", "auditor"}};

Client nobody(Door& door, Language language) { return {door, std::nullopt, language}; }

}  // namespace

Credentials hire(Door& door, Language language, const std::string& one_time, RandomSource& random) {
  Credentials passwords;
  const auto receive = [&](const std::string& name, const std::string& first) {
    const std::string own = access::make_readable_secret(password_groups, random);
    Client client = nobody(door, language);
    move_in(client, name, first, own);
    passwords.emplace_back(name, own);
    return client;
  };
  Client administrator = receive("administrator", one_time);
  for (const auto& [name, role] : posts) {
    const json::value made =
        administrator.post("/v1/actors", json::object{{"name", name}, {"role", role}});
    (void)receive(name, std::string(made.at("password").as_string()));
  }
  return passwords;
}

Credentials take_tokens(Door& door, Language language, const Credentials& passwords) {
  Credentials tokens;
  for (const auto& [name, password] : passwords) {
    Client client = nobody(door, language);
    client.post("/v1/session", json::object{{"name", name}, {"password", password}});
    tokens.emplace_back(name, make_token(client, "demo", "write", token_days));
    client.del("/v1/session");
  }
  return tokens;
}

Credentials::value_type open_counter(Door& door, Language language, Client& administrator,
                                     const std::string& partner, RandomSource& random) {
  const std::string name = partner + "-counter";
  const json::value made = administrator.post(path_of({"v1", "partners", partner, "accounts"}),
                                              json::object{{"name", name}});
  const std::string own = access::make_readable_secret(password_groups, random);
  Client client = nobody(door, language);
  move_in(client, name, std::string(made.at("password").as_string()), own);
  return {name, own};
}

Staff staff_with(Door& door, Language language, const Credentials& tokens) {
  const auto of = [&](const char* name) {
    const auto found = std::ranges::find(tokens, name, &Credentials::value_type::first);
    return Client(door, found->second, language);
  };
  return {.administrator = of("administrator"),
          .first_clerk = of("clerk-1"),
          .second_clerk = of("clerk-2"),
          .approver = of("approver")};
}

}  // namespace servicecard::cli::demo
