#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cardlib/identity/civil_date.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

enum class PasswordOrigin : std::uint8_t {
  own,       ///< chosen by whose account it is
  one_time,  ///< made for it by somebody else: opens nothing but its own change
};

/// Hashes of the passwords of accounts, in the text form that `access::PasswordHasher` makes.
namespace passwords {

[[nodiscard]] std::optional<std::string> find(Reader& reader, std::int64_t actor_id);
/// Takes the place of the one before.
void put(Transaction& transaction, std::int64_t actor_id, const std::string& hash,
         PasswordOrigin origin, Time now);
/// The same password, hashed at another cost.
void put_rehashed(Transaction& transaction, std::int64_t actor_id, const std::string& hash);

}  // namespace passwords
}  // namespace servicecard::store
