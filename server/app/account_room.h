#pragma once

#include "server/app/data.h"
#include "server/desk/account_office.h"

namespace servicecard::app {

/// The office of accounts over a data directory, with what it remembers: sessions, failed attempts,
/// and how many passwords are being hashed. What is referred to outlives the room.
class AccountRoom {
 public:
  AccountRoom(const Data& data, RandomSource& random, access::Alarms& alarms);
  AccountRoom(const AccountRoom&) = delete;
  AccountRoom& operator=(const AccountRoom&) = delete;
  ~AccountRoom() = default;

  [[nodiscard]] const desk::AccountOffice& office() const { return office_; }

 private:
  access::PasswordHasher passwords_;
  access::Sessions sessions_;
  access::SignInThrottle throttle_;
  desk::AccountOffice office_;
};

}  // namespace servicecard::app
