#include "server/app/data.h"

#include <utility>

#include "keys/init.h"
#include "keys/root.h"
#include "server/app/data_layout.h"
#include "server/app/passphrase_source.h"
#include "server/store/migration.h"
#include "server/store/settings.h"
#include "server/store/sqlite/backend.h"

namespace servicecard::app {
namespace {

namespace fs = std::filesystem;

std::unexpected<StartFailure> failure(StartError error, std::string advice) {
  return std::unexpected(StartFailure{.error = error, .advice = std::move(advice)});
}

std::unexpected<StartFailure> failure(const store::DataDirectoryProblem& problem) {
  using store::DataDirectoryError;
  switch (problem.error) {
    case DataDirectoryError::absent:
      return failure(StartError::no_data, problem.detail);
    case DataDirectoryError::too_open:
      return failure(StartError::data_exposed, problem.detail);
    case DataDirectoryError::held:
      return failure(StartError::data_in_use,
                     problem.detail + "; stop it, or send it requests instead");
    case DataDirectoryError::occupied:
    case DataDirectoryError::unreadable:
      return failure(StartError::data_unreadable, problem.detail);
  }
  std::unreachable();
}

std::unexpected<StartFailure> failure(const keys::FileFailure& refused) {
  return failure(refused.error == keys::FileError::wrong_passphrase ? StartError::wrong_passphrase
                                                                    : StartError::bad_key_file,
                 keys::advice(refused));
}

std::unexpected<StartFailure> failure(const store::MigrationProblem& problem) {
  using store::MigrationError;
  switch (problem.error) {
    case MigrationError::no_database:
      return failure(StartError::no_data, problem.detail);
    case MigrationError::unknown_newer:
      return failure(StartError::newer_database, problem.detail);
    case MigrationError::missing:
    case MigrationError::changed:
      return failure(StartError::changed_migration, problem.detail);
  }
  std::unreachable();
}

// A database that is not there is never made here: the rest of the directory would not fit it.
std::expected<void, store::MigrationProblem> bring_up_to_date(const fs::path& database, Time now) {
  const auto migrations = store::built_in_migrations();
  auto checked = store::check_migrations(database, migrations);
  if (checked || checked.error().error != store::MigrationError::missing) return checked;
  const auto applied = store::migrate(database, migrations, now);
  if (!applied) return std::unexpected(applied.error());
  return {};
}

std::optional<std::string> setting(store::Store& store, const char* name) {
  return store.read(
      [&](store::Snapshot& snapshot) { return store::settings::find(snapshot, name); });
}

std::expected<void, StartFailure> hold_to_production(const Data& data, const fs::path& root) {
  if (data.fakes == desk::FakeRecords::welcome) {
    return failure(StartError::synthetic_data,
                   "this data directory was made for a demonstration; make another with `cardctl "
                   "init`, or start without --production");
  }
  if (data.ring->issuer().is_loopback()) {
    return failure(StartError::local_issuer, data.ring->issuer().str() +
                                                 " can be reached from this machine alone; make a "
                                                 "data directory whose issuer is an https origin");
  }
  const fs::path folder = root.empty() ? keys::default_root_folder(data.directory.path()) : root;
  if (keys::root_is_readable(folder)) {
    return failure(StartError::root_within_reach,
                   folder.string() +
                       " holds the root's key and this process can read it: move it "
                       "to a medium that is put away");
  }
  return {};
}

}  // namespace

std::expected<Data, StartFailure> open_data(DataOptions options, Time now, RandomSource& random) {
  auto directory = store::DataDirectory::open(options.data, now);
  if (!directory) return failure(directory.error());
  if (!options.passphrase) {
    auto found = find_passphrase(options.data);
    if (!found) return std::unexpected(std::move(found.error()));
    options.passphrase = std::move(*found);
  }
  const fs::path folder = keys_folder(options.data);
  const fs::path data_key_file = folder / keys::data_key_name;
  auto data_key = keys::DataKey::load(data_key_file, *options.passphrase);
  if (!data_key) return failure({.file = data_key_file, .error = data_key.error()});
  auto ring = keys::KeyRing::open(folder);
  if (!ring) return failure(ring.error());
  const fs::path database = directory->database();
  if (const auto ready = bring_up_to_date(database, now); !ready) return failure(ready.error());

  Data data{.directory = std::move(*directory),
            .passphrase = std::move(*options.passphrase),
            .ring = std::move(*ring),
            .data_key = std::move(*data_key),
            .store = std::make_unique<store::Store>(store::sqlite::backend(database), random),
            .fakes = desk::FakeRecords::refused,
            .caps = options.caps,
            .two_places = options.two_places,
            .accounts = options.accounts};
  const auto issuer = setting(*data.store, issuer_setting);
  if (!issuer) return failure(StartError::no_data, "`init` did not finish here; begin anew");
  if (*issuer != data.ring->issuer().str()) {
    return failure(StartError::mixed_data, "the database is that of " + *issuer +
                                               ", the keys are those of " +
                                               data.ring->issuer().str() + ": restore both");
  }
  if (setting(*data.store, fakes_setting) == "welcome") data.fakes = desk::FakeRecords::welcome;
  if (options.rules == Rules::production) {
    const auto held = hold_to_production(data, options.root_folder);
    if (!held) return std::unexpected(held.error());
  }
  return data;
}

desk::Desk desk_of(const Data& data, RandomSource& random, access::Alarms& alarms) {
  return {.store = *data.store,
          .random = random,
          .issuer = data.ring->issuer(),
          .person_sealer = data.data_key.sealer("person.identity"),
          .resident_hash = data.data_key.keyed_hash("person.resident_id"),
          .last4_hash = data.data_key.keyed_hash(last4_use),
          .token_sealer = data.data_key.sealer("credential.token"),
          .ring = *data.ring,
          .alarms = alarms,
          .fakes = data.fakes,
          .caps = data.caps};
}

}  // namespace servicecard::app
