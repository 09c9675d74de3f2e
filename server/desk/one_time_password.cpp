#include "server/desk/one_time_password.h"

#include <utility>

#include "cardlib/codec/utf8.h"
#include "server/access/readable_secret.h"
#include "server/desk/actors.h"
#include "server/store/passwords.h"

namespace servicecard::desk {
namespace {

constexpr std::size_t max_name_length = 40;  // code points
constexpr std::size_t password_groups = 5;   // 100 bits

}  // namespace

bool is_account_name(std::string_view name) {
  return name != system_name && utf8::is_line(name, 1, max_name_length);
}

std::optional<OneTimePassword> make_one_time_password(const AccountOffice& office) {
  std::string text = access::make_readable_secret(password_groups, office.random);
  auto hash = office.passwords.hash(text);
  if (!hash) return std::nullopt;
  return OneTimePassword{.text = std::move(text), .hash = *std::move(hash)};
}

void put_one_time(store::Transaction& transaction, std::int64_t account,
                  const OneTimePassword& password, Time now) {
  store::passwords::put(transaction, account, password.hash, store::PasswordOrigin::one_time, now);
}

}  // namespace servicecard::desk
