#include "server/app/init.h"

#include <stdexcept>
#include <utility>

#include "keys/init.h"
#include "keys/private_file.h"
#include "server/app/account_room.h"
#include "server/app/built_in.h"
#include "server/app/data.h"
#include "server/app/data_layout.h"
#include "server/desk/access_tokens.h"
#include "server/desk/actors.h"
#include "server/desk/keys.h"
#include "server/desk/policies.h"
#include "server/store/migration.h"
#include "server/store/settings.h"
#include "server/store/sqlite/backend.h"

namespace servicecard::app {
namespace {

namespace fs = std::filesystem;

std::unexpected<InitFailure> failure(InitError error, std::string advice) {
  return std::unexpected(InitFailure{.error = error, .advice = std::move(advice)});
}

std::unexpected<InitFailure> failure(const keys::FileFailure& refused) {
  return failure(InitError::refused, keys::advice(refused));
}

/// The steps, in their order, with what each leaves to the next.
class Init {
 public:
  Init(const InitOptions& options, Time now, RandomSource& random)
      : options_(options), now_(now), random_(random) {
    report_.root_folder =
        options.root_folder.empty() ? keys::default_root_folder(options.data) : options.root_folder;
  }

  std::expected<InitReport, InitFailure> run() {
    const auto county = check_policy();
    if (!county) return std::unexpected(county.error());
    auto directory = make_directory();
    if (!directory) return std::unexpected(directory.error());
    auto data = make_keys(*std::move(directory));
    if (!data) return std::unexpected(data.error());
    write_settings(*data, *county);
    if (const auto filled = fill(*data); !filled) return std::unexpected(filled.error());
    data->store->close();
    return std::move(report_);
  }

 private:
  // Gives the county that the policy is for.
  [[nodiscard]] std::expected<std::string, InitFailure> check_policy() const {
    const auto policy = Policy::parse(document());
    if (!policy) {
      const PolicyFault& first = policy.error().front();
      return failure(InitError::bad_policy, "the policy at " + first.path + ": " + first.advice);
    }
    if (const auto findings = check(*policy); !findings.empty()) {
      return failure(InitError::bad_policy, "the policy at " + findings.front().path + ": " +
                                                std::string(text_of(findings.front().doubt).en));
    }
    return policy->terms().county_code;
  }

  [[nodiscard]] std::string document() const {
    return options_.policy ? *options_.policy : std::string(built_in::default_policy());
  }

  std::expected<store::DataDirectory, InitFailure> make_directory() {
    if (fs::exists(report_.root_folder) && !fs::is_empty(report_.root_folder)) {
      return failure(InitError::occupied,
                     report_.root_folder.string() +
                         ": something is already there; a root is never overwritten");
    }
    auto directory = store::DataDirectory::create(options_.data, now_);
    if (directory) return std::move(*directory);
    return failure(directory.error().error == store::DataDirectoryError::occupied
                       ? InitError::occupied
                       : InitError::refused,
                   directory.error().detail);
  }

  // What a person chose, or a new file in that folder.
  std::expected<keys::Passphrase, keys::FileFailure> passphrase_for(
      const fs::path& folder, const std::optional<keys::Passphrase>& chosen) {
    if (chosen) return keys::Passphrase::parse(chosen->view()).value();
    keys::make_private_folder(folder);
    const fs::path file = passphrase_file(folder);
    auto made = keys::init_passphrase(file, random_);
    if (made) report_.secrets.push_back(file);
    return made;
  }

  std::expected<Data, InitFailure> make_keys(store::DataDirectory directory) {
    const auto root_passphrase = passphrase_for(report_.root_folder, options_.root_passphrase);
    if (!root_passphrase) return failure(root_passphrase.error());
    auto root =
        keys::init_root(report_.root_folder, *root_passphrase, now_, random_, options_.lifetimes);
    if (!root) return failure(root.error());
    report_.secrets.push_back(report_.root_folder / keys::RootKey::private_name);

    auto passphrase = passphrase_for(options_.data, options_.passphrase);
    if (!passphrase) return failure(passphrase.error());
    const fs::path folder = keys_folder(options_.data);
    auto ring = keys::init_ring(folder, *passphrase, options_.issuer, root->public_key(), now_,
                                random_, options_.lifetimes);
    if (!ring) return failure(ring.error());
    if (!keys::renew_trust_list(**ring, *root, now_, options_.lifetimes)) {
      throw std::logic_error("a new root does not sign for a new ring");
    }
    auto data_key = keys::DataKey::load(folder / keys::data_key_name, *passphrase);
    if (!data_key)
      return failure({.file = folder / keys::data_key_name, .error = data_key.error()});

    const fs::path database = directory.database();
    const auto migrated = store::migrate(database, store::built_in_migrations(), now_);
    if (!migrated) return failure(InitError::refused, migrated.error().detail);
    return Data{.directory = std::move(directory),
                .passphrase = std::move(*passphrase),
                .ring = std::move(*ring),
                .data_key = std::move(*data_key),
                .store = std::make_unique<store::Store>(store::sqlite::backend(database), random_),
                .fakes = options_.fakes,
                .accounts = {.password_cost = options_.password_cost}};
  }

  void write_settings(const Data& data, const std::string& county) const {
    const char* const fakes = options_.fakes == desk::FakeRecords::welcome ? "welcome" : "refused";
    data.store->write([&](store::Transaction& transaction) {
      store::settings::put(transaction, issuer_setting, options_.issuer.str());
      store::settings::put(transaction, desk::county_setting, county);
      store::settings::put(transaction, fakes_setting, fakes);
      transaction.append({.time = now_,
                          .actor = std::string(desk::system_name),
                          .kind = "data.initialised",
                          .subject = "issuer:" + options_.issuer.str(),
                          .content = {{"county", county}, {"fakes", fakes}}});
      desk::journal_trust_list(transaction, act_of_system(), *data.ring->trust_list());
      return true;
    });
  }

  [[nodiscard]] access::Act act_of_system() const {
    return {.actor = {.id = 0,
                      .name = std::string(desk::system_name),
                      .role = access::Role::administrator},
            .now = now_};
  }

  std::expected<void, InitFailure> fill(const Data& data) {
    access::Alarms unheard;
    const desk::Desk desk = desk_of(data, random_, unheard);
    const AccountRoom accounts(data, random_, unheard);
    const auto added =
        add_actor(accounts.office(), act_of_system(), "administrator", access::Role::administrator);
    if (!added) return failure(InitError::refused, "no memory for hashing a password; try again");
    report_.admin_password = added->password;
    const access::Act administrator{.actor = desk::actor_of(added->actor), .now = now_};
    if (const auto left = leave_token(accounts.office(), administrator); !left) return left;
    if (!publish_policy(desk, administrator, document())) {
      throw std::logic_error("a new database refuses its first policy");
    }
    return {};
  }

  // For programs that work on the data in process; whoever can read it can read the keys as well.
  std::expected<void, InitFailure> leave_token(const desk::AccountOffice& office,
                                               const access::Act& administrator) {
    const auto token = add_token(office, administrator,
                                 {.label = "admin-token", .scope = access::TokenScope::write});
    if (!token) throw std::logic_error("a new account refuses its first token");
    report_.admin_token = token->secret;
    const fs::path file = admin_token_file(options_.data);
    const auto kept = keys::create_file(file, as_bytes(token->secret + "\n"));
    if (!kept) return failure({.file = file, .error = kept.error()});
    report_.secrets.push_back(file);
    return {};
  }

  const InitOptions& options_;
  Time now_;
  RandomSource& random_;
  InitReport report_{};
};

}  // namespace

std::expected<InitReport, InitFailure> init_data(const InitOptions& options, Time now,
                                                 RandomSource& random) {
  return Init(options, now, random).run();
}

}  // namespace servicecard::app
