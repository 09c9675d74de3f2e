#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "cardlib/codec/json.h"
#include "server/access/actor.h"
#include "server/desk/desk.h"
#include "server/desk/partner_error.h"
#include "server/store/partners.h"

/// By what a partner's programs show who they are.
namespace servicecard::desk {

/// Live at a time, of each kind: the next one is there before the last one goes.
inline constexpr std::size_t max_live_keys = 2;

struct NewPartnerKey {
  std::string label{};  ///< what it is for, up to 80 characters
  store::PartnerScopes scopes = store::every_partner_scope();
};

/// An API key with its secret, which is shown this once.
struct IssuedKey {
  store::PartnerKey key;
  std::string secret;
};

[[nodiscard]] std::expected<IssuedKey, PartnerError> issue_partner_key(const Desk& desk,
                                                                       const access::Act& act,
                                                                       const std::string& id,
                                                                       const NewPartnerKey& wanted);
/// The public half of a key of the partner's own, by which it signs who it is.
[[nodiscard]] std::expected<store::PartnerKey, PartnerError> register_partner_key(
    const Desk& desk, const access::Act& act, const std::string& id, const NewPartnerKey& wanted,
    const json::object& jwk);
[[nodiscard]] std::expected<store::PartnerKey, PartnerError> revoke_partner_key(
    const Desk& desk, const access::Act& act, const std::string& id, std::int64_t key);

}  // namespace servicecard::desk
