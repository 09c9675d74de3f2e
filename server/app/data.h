#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "cardlib/crypto/random_source.h"
#include "keys/data_key.h"
#include "keys/key_ring.h"
#include "keys/passphrase.h"
#include "server/app/account_rules.h"
#include "server/app/start_failure.h"
#include "server/counter/sightings.h"
#include "server/desk/desk.h"
#include "server/store/data_directory.h"
#include "server/store/store.h"

namespace servicecard::app {

/// How strict a program is about the data that it opens.
enum class Rules : std::uint8_t {
  ordinary,
  production,  ///< no synthetic data, an issuer that others can reach, the root out of reach
};

struct DataOptions {
  std::filesystem::path data;
  std::optional<keys::Passphrase> passphrase{};  ///< else as `find_passphrase` finds it
  Rules rules = Rules::ordinary;
  std::filesystem::path root_folder{};  ///< where the root would be, if within reach
  desk::DailyCaps caps{};
  /// One card at two places within this time raises an alarm.
  std::chrono::seconds two_places = counter::Sightings::default_window;
  AccountRules accounts{};
};

/// A data directory that this process owns: its lock, its keys, its database. Private keys are not
/// unlocked yet.
struct Data {
  store::DataDirectory directory;
  keys::Passphrase passphrase;
  std::unique_ptr<keys::KeyRing> ring;
  keys::DataKey data_key;
  std::unique_ptr<store::Store> store;
  desk::FakeRecords fakes;
  desk::DailyCaps caps{};
  std::chrono::seconds two_places{};
  AccountRules accounts{};
};

/// Opens what `init_data` made. A database that an older program wrote is brought up to date.
[[nodiscard]] std::expected<Data, StartFailure> open_data(DataOptions options, Time now,
                                                          RandomSource& random);

/// Under which the data key's keyed hash is for the last four characters of resident IDs.
inline constexpr std::string_view last4_use = "person.last4";

/// The desk over it. What is referred to outlives the desk.
[[nodiscard]] desk::Desk desk_of(const Data& data, RandomSource& random, access::Alarms& alarms);

}  // namespace servicecard::app
