#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// An account of the desk. Its name stands in every record of what it did, so it never changes.
struct ActorRow {
  std::int64_t id = 0;
  std::string name;
  std::string role;  ///< as `access::to_string(Role)` writes it
  Time created_at;
  std::optional<Time> disabled_at;
};

namespace actors {

/// Nothing where the name is taken.
[[nodiscard]] std::optional<std::int64_t> add(Transaction& transaction, const std::string& name,
                                              std::string_view role, const Sha256& token_hash,
                                              Time now);
/// False where there is none, or it is disabled already.
[[nodiscard]] bool disable(Transaction& transaction, std::int64_t id, Time now);
[[nodiscard]] std::optional<ActorRow> find(Reader& reader, std::int64_t id);
/// Whose token that is; disabled ones too.
[[nodiscard]] std::optional<ActorRow> of_token(Reader& reader, const Sha256& token_hash);
[[nodiscard]] std::vector<ActorRow> list(Reader& reader);

}  // namespace actors
}  // namespace servicecard::store
