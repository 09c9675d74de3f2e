#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/codec/json.h"
#include "keys/system_random.h"
#include "server/access/bearer_token.h"
#include "server/access/clock.h"
#include "server/app/app.h"
#include "tests/server/app/sample_data.h"

namespace servicecard::test {

/// A clock that stands where it was put.
class SetClock final : public access::Clock {
 public:
  explicit SetClock(Time now) : now_(now) {}
  [[nodiscard]] Time now() const override { return now_.load(); }
  void set(Time now) { now_.store(now); }

 private:
  std::atomic<Time> now_;
};

/// An App over a data directory that `init` made.
class SampleApp {
 public:
  explicit SampleApp(desk::DailyCaps caps = {}, std::vector<access::Role> second_factor_for = {});

  [[nodiscard]] app::App& app() { return *app_; }
  [[nodiscard]] SetClock& clock() { return clock_; }
  [[nodiscard]] keys::SystemRandom& random() { return random_; }
  [[nodiscard]] std::filesystem::path data() const { return data_.path(); }
  [[nodiscard]] const app::InitReport& report() const { return data_.report(); }

  /// What was raised so far.
  [[nodiscard]] const std::vector<access::Alarm>& alarms() const { return alarms_; }

  /// From the next opening on.
  void set_password_cost(access::PasswordCost cost) { accounts_.password_cost = cost; }
  /// Closes, and opens again as another process would.
  void close() { app_.reset(); }
  void reopen();
  [[nodiscard]] std::expected<std::unique_ptr<app::App>, app::StartFailure> open(
      app::Rules rules = app::Rules::ordinary);

  /// A request without a token where that is empty.
  [[nodiscard]] http::Response send(http::Method method, std::string_view target,
                                    std::string_view token = {}, std::string body = {});
  /// A new actor, and one's token, without anybody signing in.
  [[nodiscard]] access::Actor actor(std::string_view name, access::Role role);
  [[nodiscard]] std::string token_of(std::string_view name, access::Role role,
                                     access::TokenScope scope = access::TokenScope::write);
  /// A new partner of the health sector, and its API key.
  [[nodiscard]] std::string partner_key(std::string_view id);

 private:
  SampleData data_;
  SetClock clock_;
  keys::SystemRandom random_;
  desk::DailyCaps caps_;
  app::AccountRules accounts_;
  std::vector<access::Alarm> alarms_;
  std::unique_ptr<app::App> app_;
};

/// The object in an answer's body.
[[nodiscard]] json::object body_of(const http::Response& response);

}  // namespace servicecard::test
