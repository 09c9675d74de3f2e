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
/// Writes everything but id, sector, sites and when it was added.
void update(Transaction& transaction, const Partner& partner);
[[nodiscard]] std::optional<Partner> find(Reader& reader, const std::string& id);
/// By id.
[[nodiscard]] std::vector<Partner> list(Reader& reader);

/// False where the partner has a site of that code, or had one.
[[nodiscard]] bool add_site(Transaction& transaction, const std::string& partner_id,
                            const PartnerSite& site);
/// False where the partner has no such site, or it is closed already. Accounts that asked from it
/// name no site any more.
[[nodiscard]] bool close_site(Transaction& transaction, const std::string& partner_id,
                              const std::string& code, Time now);

/// The key's id is given by the database. Nothing where somebody registered that key before.
[[nodiscard]] std::optional<std::int64_t> add_key(Transaction& transaction, const PartnerKey& key);
/// False where the partner has no such key, or it is revoked already.
[[nodiscard]] bool revoke_key(Transaction& transaction, const std::string& partner_id,
                              std::int64_t key_id, Time now);
[[nodiscard]] std::vector<PartnerKey> keys(Reader& reader, const std::string& partner_id);
/// Of every partner, the revoked ones too.
[[nodiscard]] std::vector<PartnerKey> all_keys(Reader& reader);
/// Needs no leaf.
void note_key_use(Transaction& transaction, std::int64_t key_id, Time used_at);

}  // namespace servicecard::store::partners
