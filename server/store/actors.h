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

/// An account of the desk, or of a partner's counter. Its name stands in every record of what it
/// did, so it never changes.
struct ActorRow {
  std::int64_t id = 0;
  std::string name;
  std::string role;        ///< as `access::to_string(Role)` writes it
  std::int64_t epoch = 0;  ///< grows with every change of what opens the account
  Time created_at;
  std::optional<Time> disabled_at;
  std::optional<PasswordOrigin> password{};  ///< none: nobody can sign in
  std::optional<Time> second_factor_at{};    ///< when it was confirmed
  std::optional<std::string> partner_id{};   ///< whose counter it is of
  std::optional<std::string> site{};         ///< of that partner, where it asks from
};

namespace actors {

/// Nothing where the name is taken.
[[nodiscard]] std::optional<std::int64_t> add(Transaction& transaction, const std::string& name,
                                              std::string_view role, Time now);
/// An account of a partner's counter; its site, if it has one, is one of that partner's.
[[nodiscard]] std::optional<std::int64_t> add_counter(Transaction& transaction,
                                                      const std::string& name,
                                                      const std::string& partner_id,
                                                      const std::optional<std::string>& site,
                                                      Time now);
/// False where there is none, or it is disabled already. The epoch grows.
[[nodiscard]] bool disable(Transaction& transaction, std::int64_t id, Time now);
/// False where there is none, or it is not disabled.
[[nodiscard]] bool enable(Transaction& transaction, std::int64_t id);
/// Ends every session of the account.
void begin_epoch(Transaction& transaction, std::int64_t id);

[[nodiscard]] std::optional<ActorRow> find(Reader& reader, std::int64_t id);
[[nodiscard]] std::optional<ActorRow> find(Reader& reader, const std::string& name);
/// Those of the desk.
[[nodiscard]] std::vector<ActorRow> list(Reader& reader);
/// Those of that partner's counter.
[[nodiscard]] std::vector<ActorRow> of_partner(Reader& reader, const std::string& partner_id);

}  // namespace actors
}  // namespace servicecard::store
