#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "keys/key_ring.h"
#include "server/access/actor.h"
#include "server/access/clock.h"
#include "server/desk/desk.h"
#include "server/store/journal_log.h"
#include "tests/server/store/test_store.h"
#include "tests/support/fixed_random.h"

namespace servicecard::test {

/// A clock that stands still until it is set.
class FixedClock final : public access::Clock {
 public:
  [[nodiscard]] Time now() const override { return now_; }
  void set(Time now) { now_ = now; }

 private:
  Time now_ = test_time();
};

/// A desk over a real database, real keys and fixed randomness, with these actors on record: the
/// clerks `chen` and `li`, the approvers `wang` and `zhao`, the auditor `sun`, the administrator
/// `wu`.
class TestDesk {
 public:
  explicit TestDesk(desk::FakeRecords fakes = desk::FakeRecords::welcome);

  [[nodiscard]] const desk::Desk& desk() const { return *desk_; }
  void cap(desk::DailyCaps caps) { desk_->caps = caps; }
  /// Closes the store and opens it again, as a new process would; `desk()` is another from then on.
  void restart();
  [[nodiscard]] std::filesystem::path database() const { return store_.file(); }
  /// What was raised so far.
  [[nodiscard]] const std::vector<access::Alarm>& alarms() const { return raised_; }
  [[nodiscard]] store::Store& store() { return store_.store(); }
  [[nodiscard]] FixedClock& clock() { return clock_; }

  [[nodiscard]] access::Actor actor(const std::string& name);
  /// That actor, now.
  [[nodiscard]] access::Act by(const std::string& name);

  /// Puts the shipped policy of that name into force.
  void use_policy(const std::string& name = "default");
  /// The ring's keys can sign from here on; takes a moment.
  void unlock();

  /// Every leaf, the oldest first.
  [[nodiscard]] std::vector<store::JournalRow> journal();
  [[nodiscard]] std::size_t journal_size();
  /// Every file of the database as it lies on the disk, one behind the other.
  [[nodiscard]] std::string octets();

 private:
  void open_desk();

  TestStore store_;
  FixedRandom random_{7};
  FixedClock clock_;
  std::unique_ptr<keys::KeyRing> ring_;
  keys::DataKey data_key_;
  std::vector<access::Alarm> raised_;
  access::Alarms alarms_{[this](const access::Alarm& alarm) { raised_.push_back(alarm); }};
  desk::FakeRecords fakes_;
  std::optional<desk::Desk> desk_;
};

// Synthetic identities, one for each n; they belong to nobody.
[[nodiscard]] Uscc uscc(int n);
[[nodiscard]] std::string resident_id(int n);
[[nodiscard]] std::string source_file(const std::string& path);

}  // namespace servicecard::test
