#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/identity/civil_date.h"
#include "cli/client.h"
#include "cli/console.h"
#include "cli/door.h"
#include "cli/environment.h"
#include "cli/exit_code.h"
#include "cli/saved_token.h"
#include "cli/values.h"
#include "keys/system_random.h"
#include "server/access/clock.h"

namespace servicecard::cli {

/// What stands before or after any verb.
struct Settings {
  std::optional<std::string> server{};
  std::optional<std::string> data{};
  std::optional<std::string> token_file{};
  std::optional<std::string> as{};
};

/// What a command works with: the console, the settings, and the API behind the door they name.
class Shell {
 public:
  using Action = std::function<ExitCode(Shell&)>;

  Shell(Console& console, Environment environment)
      : console_(console), environment_(std::move(environment)) {}

  [[nodiscard]] Console& console() { return console_; }
  Settings settings{};

  /// The action of the verb that the command line named.
  void choose(Action action) { action_ = std::move(action); }
  [[nodiscard]] ExitCode run();

  /// The API, as the actor whose token is at hand. Opened once.
  [[nodiscard]] Client& client();
  /// The API, as nobody: what is public.
  [[nodiscard]] Client visitor();
  /// The API, as whoever has that token.
  [[nodiscard]] Client client_with(const std::string& token);
  /// Where `sign-in` keeps the token of `--server`.
  [[nodiscard]] SavedToken saved_token() const;
  /// The token by `--token-file`, the environment, the data directory, or as `sign-in` kept it.
  [[nodiscard]] std::optional<std::string> token() const;
  /// `--data`, which this command cannot do without.
  [[nodiscard]] std::filesystem::path data_folder() const;

  /// Prints a document: as the API gave it, or for people to read.
  void print(const json::value& document);
  /// Fetches and prints a list by `--all`, `--limit` and `--cursor`, with these members as columns.
  ExitCode print_list(const Values& values, const std::string& path, Query query,
                      const std::vector<std::string>& columns);
  /// Prints one page of a list that was fetched.
  void print_page(const json::value& page, const std::vector<std::string>& columns);
  /// A remark for people, on standard error.
  void remark(const Bilingual& text);

 private:
  Door& door();
  [[nodiscard]] std::unique_ptr<Door> open_door();
  [[nodiscard]] ServerAddress server_address() const;

  Console& console_;
  Environment environment_;
  Action action_;
  access::SystemClock clock_;
  keys::SystemRandom random_;
  std::unique_ptr<Door> door_;
  std::optional<Client> client_;
};

/// Adds the member where there is a value.
void put(json::object& body, std::string_view member, const std::optional<std::string>& value);
/// A whole number of the command line; `what` names it where it is none.
[[nodiscard]] std::int64_t whole_number(const std::string& text, const std::string& what);

}  // namespace servicecard::cli
