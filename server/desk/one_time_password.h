#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/desk/account_office.h"
#include "server/store/transaction.h"

/// What somebody is given to move into an account.
namespace servicecard::desk {

/// 1 to 40 characters of one line, and not `system`.
[[nodiscard]] bool is_account_name(std::string_view name);

/// 100 bits to read out, and what is kept of them.
struct OneTimePassword {
  std::string text;
  std::string hash;
};

/// Nothing where too many passwords are being hashed.
[[nodiscard]] std::optional<OneTimePassword> make_one_time_password(const AccountOffice& office);
/// It opens nothing but its own change.
void put_one_time(store::Transaction& transaction, std::int64_t account,
                  const OneTimePassword& password, Time now);

}  // namespace servicecard::desk
