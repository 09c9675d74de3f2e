#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "cardlib/identity/uscc.h"
#include "keys/system_random.h"
#include "server/access/actor.h"
#include "server/app/account_room.h"
#include "server/app/data.h"
#include "server/desk/desk.h"
#include "server/store/credentials.h"

namespace servicecard::bench {

/// The value of a result that cannot be an error here; else `std::runtime_error`.
template <class Result>
auto must(Result result, const char* what) {
  if (!result) throw std::runtime_error(std::string("benchmark: ") + what);
  return *std::move(result);
}

/// A data directory made anew, with keys that sign, people at the desk and a hospital that asks.
class County {
 public:
  /// The directory must not be there yet; the root's folder comes to lie beside it.
  County(const std::filesystem::path& data, const std::string& issuer);
  County(const County&) = delete;
  County& operator=(const County&) = delete;
  ~County();

  [[nodiscard]] const desk::Desk& desk() const { return desk_; }
  /// How much one account may do in a day, from now on.
  void cap(const desk::DailyCaps& caps) { desk_.caps = caps; }
  [[nodiscard]] store::Store& store() { return *data_.store; }
  /// Who approves and issues that application. There are many, as nobody may do all in a day.
  [[nodiscard]] access::Act approver(std::int64_t application) const {
    return by(approver_name(application), access::Role::approver);
  }
  /// Who enters records.
  [[nodiscard]] access::Act clerk() const { return by("chen", access::Role::clerk); }
  [[nodiscard]] Time now() const { return now_; }

  /// So many further enterprises on record.
  std::vector<Uscc> add_enterprises(int count);
  /// Takes that many people through the desk, from record to approval; their applications.
  std::vector<std::int64_t> approve(int count);

  /// The hospital's API key.
  [[nodiscard]] const std::string& api_key() const { return api_key_; }
  /// The token of an issued card as a holder shows it.
  [[nodiscard]] std::string shown(std::int64_t card_id, store::CredentialKind kind);

 private:
  [[nodiscard]] access::Act by(const std::string& name, access::Role role) const {
    return {.actor = {.id = 0, .name = name, .role = role}, .now = now_};
  }
  [[nodiscard]] std::int64_t add_person(const Uscc& enterprise);
  [[nodiscard]] std::int64_t approve_one(std::int64_t person);
  [[nodiscard]] static std::string approver_name(std::int64_t application);
  void hire_approver(std::int64_t application);
  void add_staff();
  void add_hospital();

  keys::SystemRandom random_;
  Time now_;
  app::Data data_;
  access::Alarms alarms_;
  desk::Desk desk_;
  app::AccountRoom accounts_;
  std::string api_key_;
  std::set<std::string> approvers_;
  int enterprises_ = 0;
  int people_ = 0;
};

/// A synthetic name for each n, as varied as those of a real county.
[[nodiscard]] std::string person_name(std::int64_t n);

}  // namespace servicecard::bench
