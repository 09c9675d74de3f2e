#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/identity/civil_date.h"
#include "server/store/passwords.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// An account of the desk. Its name stands in every record of what it did, so it never changes.
struct ActorRow {
  std::int64_t id = 0;
  std::string name;
  std::string role;        ///< as `access::to_string(Role)` writes it
  std::int64_t epoch = 0;  ///< grows with every change of what opens the account
  Time created_at;
  std::optional<Time> disabled_at;
  std::optional<PasswordOrigin> password{};  ///< none: nobody can sign in
  std::optional<Time> second_factor_at{};    ///< when it was confirmed
};

namespace actors {

/// Nothing where the name is taken.
[[nodiscard]] std::optional<std::int64_t> add(Transaction& transaction, const std::string& name,
                                              std::string_view role, Time now);
/// False where there is none, or it is disabled already. The epoch grows.
[[nodiscard]] bool disable(Transaction& transaction, std::int64_t id, Time now);
/// False where there is none, or it is not disabled.
[[nodiscard]] bool enable(Transaction& transaction, std::int64_t id);
/// Ends every session of the account.
void begin_epoch(Transaction& transaction, std::int64_t id);

[[nodiscard]] std::optional<ActorRow> find(Reader& reader, std::int64_t id);
[[nodiscard]] std::optional<ActorRow> find(Reader& reader, const std::string& name);
[[nodiscard]] std::vector<ActorRow> list(Reader& reader);

}  // namespace actors
}  // namespace servicecard::store
