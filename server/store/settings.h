#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// What one database is for: its issuer, its county, the policy in use.
namespace settings {

[[nodiscard]] std::optional<std::string> find(Reader& reader, const std::string& name);
void put(Transaction& transaction, const std::string& name, const std::string& value);

}  // namespace settings

namespace serials {

/// The next serial of that prefix, from 1, which nobody else gets. A change that is undone gives it
/// back.
[[nodiscard]] std::int64_t take(Transaction& transaction, const std::string& prefix);
/// The last serial that was taken, of each prefix.
[[nodiscard]] std::map<std::string, std::int64_t> last(Reader& reader);
/// The next serial of that prefix will be above `last`.
void skip_to(Transaction& transaction, const std::string& prefix, std::int64_t last);

}  // namespace serials
}  // namespace servicecard::store
