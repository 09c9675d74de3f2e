#include "tests/server/desk/test_desk.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "keys/init.h"
#include "server/desk/facts.h"
#include "server/store/actors.h"
#include "server/store/policies.h"
#include "server/store/settings.h"
#include "tests/support/remembered_scrypt.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/vectors.h"

namespace servicecard::test {
namespace {

constexpr std::array<std::pair<const char*, access::Role>, 6> staff = {
    {{"chen", access::Role::clerk},
     {"li", access::Role::clerk},
     {"wang", access::Role::approver},
     {"zhao", access::Role::approver},
     {"sun", access::Role::auditor},
     {"wu", access::Role::administrator}}};

keys::Passphrase passphrase() {
  return keys::Passphrase::parse(as_bytes(std::string_view("correct horse battery"))).value();
}

Issuer issuer() { return Issuer::parse("https://card.example.cn").value(); }

// Made once, since scrypt takes its time; each desk opens it anew.
const std::filesystem::path& ring_folder() {
  static const TemporaryDirectory directory;
  static const std::filesystem::path folder = [] {
    remember_scrypt();
    FixedRandom random(3);
    keys::RootKey root =
        keys::init_root(directory.path() / "root", passphrase(), test_time(), random).value();
    auto ring = keys::init_ring(directory.path() / "keys", passphrase(), issuer(),
                                root.public_key(), test_time(), random);
    if (!ring || !keys::renew_trust_list(**ring, root, test_time())) {
      throw std::runtime_error("no ring for the tests");
    }
    return directory.path() / "keys";
  }();
  return folder;
}

keys::DataKey make_data_key() {
  FixedRandom random(11);
  return keys::DataKey::make(random);
}

}  // namespace

TestDesk::TestDesk(desk::FakeRecords fakes)
    : ring_(keys::KeyRing::open(ring_folder()).value()), data_key_(make_data_key()), fakes_(fakes) {
  open_desk();
  store().write([](store::Transaction& transaction) {
    for (const auto& [name, role] : staff) {
      static_cast<void>(store::actors::add(transaction, name, to_string(role), test_time()));
    }
    transaction.append(leaf_about("actors"));
    return true;
  });
}

void TestDesk::open_desk() {
  desk_.emplace(desk::Desk{.store = store_.store(),
                           .random = random_,
                           .issuer = issuer(),
                           .person_sealer = data_key_.sealer("person"),
                           .resident_hash = data_key_.keyed_hash("resident"),
                           .last4_hash = data_key_.keyed_hash("last4"),
                           .token_sealer = data_key_.sealer("token"),
                           .ring = *ring_,
                           .alarms = alarms_,
                           .fakes = fakes_});
}

void TestDesk::restart() {
  desk_.reset();
  store_.reopen();
  open_desk();
}

access::Actor TestDesk::actor(const std::string& name) {
  const auto* const found =
      std::ranges::find(staff, name, [](const auto& pair) { return std::string(pair.first); });
  return {.id = 1 + (found - staff.begin()), .name = name, .role = found->second};
}

access::Act TestDesk::by(const std::string& name) {
  return {.actor = actor(name), .now = clock_.now()};
}

void TestDesk::use_policy(const std::string& name) {
  store().write([&](store::Transaction& transaction) {
    static_cast<void>(store::policies::add(
        transaction, {.name = name,
                      .version = 1,
                      .document = source_file("schema/policies/" + name + ".json"),
                      .effective_from = CivilDate::of(2021, 1, 1).value(),
                      .effective_until = std::nullopt,
                      .entered_by = "wu",
                      .entered_at = test_time()}));
    store::settings::put(transaction, desk::chosen_policy_setting, name);
    transaction.append(leaf_about("policy"));
    return true;
  });
}

void TestDesk::unlock() {
  if (!ring_->unlock(passphrase()).empty()) throw std::runtime_error("a key stays locked");
}

std::vector<store::JournalRow> TestDesk::journal() {
  auto rows = store().read([](store::Snapshot& snapshot) {
    return store::journal_log::page(snapshot, 1'000'000, std::nullopt);
  });
  std::ranges::reverse(rows);
  return rows;
}

std::size_t TestDesk::journal_size() {
  return store().read(
      [](store::Snapshot& snapshot) { return store::journal_log::head(snapshot).size; });
}

std::string TestDesk::octets() {
  std::string all;
  for (const auto& entry : std::filesystem::directory_iterator(store_.file().parent_path())) {
    all += read_file(entry.path());
  }
  return all;
}

Uscc uscc(int n) {
  std::string digits = std::to_string(n);
  digits.insert(0, 4 - digits.size(), '0');
  return Uscc::with_check("91410329FAKE" + digits).value();
}

std::string resident_id(int n) {
  constexpr std::array weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  // Born on 1 January of the years from 1950, a thousand a year.
  std::string serial = std::to_string(n % 1000);
  serial.insert(0, 3 - serial.size(), '0');
  std::string id = "410399" + std::to_string(1950 + n / 1000) + "0101" + serial;
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (id[i] - '0');
  return id + "10X98765432"[sum % 11];
}

std::string source_file(const std::string& path) {
  return read_file(std::filesystem::path(SERVICECARD_SOURCE_DIR) / path);
}

}  // namespace servicecard::test
