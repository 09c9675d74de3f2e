#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/events.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store::partners {

/// False where that id is taken.
[[nodiscard]] bool add(Transaction& transaction, const Partner& partner);
/// Writes everything but id, sector and when it was added.
void update(Transaction& transaction, const Partner& partner);
[[nodiscard]] std::optional<Partner> find(Reader& reader, const std::string& id);
/// By id.
[[nodiscard]] std::vector<Partner> list(Reader& reader);

[[nodiscard]] std::int64_t add_key(Transaction& transaction, const std::string& partner_id,
                                   const Sha256& hash, Time now);
/// False where the partner has no such key, or it is revoked already.
[[nodiscard]] bool revoke_key(Transaction& transaction, const std::string& partner_id,
                              std::int64_t key_id, Time now);
[[nodiscard]] std::vector<PartnerKey> keys(Reader& reader, const std::string& partner_id);
/// Of every partner, the revoked ones too.
[[nodiscard]] std::vector<PartnerKey> all_keys(Reader& reader);

}  // namespace servicecard::store::partners
