#include "server/app/reset.h"

#include <utility>

#include "server/app/account_room.h"
#include "server/desk/actors.h"

namespace servicecard::app {

std::expected<std::string, std::string> reset_account(DataOptions options, const std::string& name,
                                                      Time now, RandomSource& random) {
  auto data = open_data(std::move(options), now, random);
  if (!data) return std::unexpected(std::move(data.error().advice));
  access::Alarms unheard;
  const AccountRoom accounts(*data, random, unheard);
  auto reset = desk::reset_account(accounts.office(), name, now);
  data->store->close();
  if (reset) return std::move(reset->password);
  return std::unexpected(reset.error() == desk::ActorError::no_such_actor
                             ? "there is no account " + name + "; see cardctl account list"
                             : "the machine has no memory for it now; try again");
}

}  // namespace servicecard::app
