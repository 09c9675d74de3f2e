#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/credential/issuer.h"
#include "cardlib/crypto/random_source.h"
#include "cardlib/identity/civil_date.h"
#include "keys/lifetimes.h"
#include "keys/passphrase.h"
#include "server/access/password.h"
#include "server/desk/desk.h"

namespace servicecard::app {

struct InitOptions {
  std::filesystem::path data;
  std::filesystem::path root_folder{};  ///< empty: beside the data directory
  Issuer issuer;
  desk::FakeRecords fakes = desk::FakeRecords::refused;
  std::optional<std::string> policy{};  ///< a document; else schema/policies/default.json
  // Passphrases that a person chose. Absent, one is made at random and kept in a file of mode 0600
  // beside what it opens.
  std::optional<keys::Passphrase> passphrase{};
  std::optional<keys::Passphrase> root_passphrase{};
  keys::Lifetimes lifetimes{};
  access::PasswordCost password_cost{};
};

enum class InitError {
  occupied,    ///< there is something already where the data or the root would be
  refused,     ///< the system, or a file, does not let it be made
  bad_policy,  ///< the policy cannot be published
};

struct InitFailure {
  InitError error;
  std::string advice;
};

struct InitReport {
  std::filesystem::path root_folder;
  std::string admin_password;  ///< of the account `administrator`, for the first sign-in; not kept
  std::string admin_token;     ///< of the same account; kept in the directory as well
  std::vector<std::filesystem::path>
      secrets;  ///< files that somebody must guard, as they were made
};

/// Makes a data directory that a server can be started on, and the issuer's root beside it: keys,
/// a first trust list, the database, the first administrator, the policy. Every step has its leaf
/// in the journal. Touches nothing that exists.
[[nodiscard]] std::expected<InitReport, InitFailure> init_data(const InitOptions& options, Time now,
                                                               RandomSource& random);

}  // namespace servicecard::app
