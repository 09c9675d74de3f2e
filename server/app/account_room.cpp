#include "server/app/account_room.h"

#include <string>

namespace servicecard::app {
namespace {

// https://card.example.cn → card.example.cn
std::string host_of(const Issuer& issuer) {
  const std::string& origin = issuer.str();
  return origin.substr(origin.find("://") + 3);
}

}  // namespace

AccountRoom::AccountRoom(const Data& data, RandomSource& random, access::Alarms& alarms)
    : passwords_(data.accounts.password_cost),
      sessions_(data.accounts.sessions, random),
      throttle_(data.data_key.keyed_hash("account.attempt")),
      office_{.store = *data.store,
              .random = random,
              .passwords = passwords_,
              .sessions = sessions_,
              .throttle = throttle_,
              .alarms = alarms,
              .totp_sealer = data.data_key.sealer("account.totp"),
              .recovery_hash = data.data_key.keyed_hash("account.recovery_code"),
              .issuer = host_of(data.ring->issuer()),
              .second_factor_for = data.accounts.second_factor_for,
              .fakes = data.fakes} {}

}  // namespace servicecard::app
