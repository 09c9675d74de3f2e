#pragma once

#include <optional>
#include <string>

#include "cli/client.h"
#include "cli/shell.h"
#include "cli/values.h"

/// Signing in from a shell, as a page does it: by name, password and, where the account has one,
/// the code of an authenticator. What is not given in a file is asked for at the terminal.
namespace servicecard::cli {

/// What the command line says of who signs in: `--name`, `--password-file`, `--new-password-file`.
struct Person {
  std::string name;
  std::optional<std::string> password_file{};
  std::optional<std::string> new_password_file{};  ///< in place of a one-time password
};
[[nodiscard]] Person person_of(const Values& values);

/// Signs that client in. What the account needs before anything else is done on the way: a one-time
/// password is changed, a second factor that the role demands is set up.
void sign_in(Shell& shell, Client& client, const Person& person);

/// The same without a terminal, for an account that has just been made: its one-time password gives
/// way to its own.
void move_in(Client& client, const std::string& name, const std::string& one_time,
             const std::string& own);

/// The secret of a new token of whoever that client signed in.
[[nodiscard]] std::string make_token(Client& client, const std::string& label,
                                     const std::string& scope, std::int64_t days);

}  // namespace servicecard::cli
