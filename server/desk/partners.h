#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/credential/sector.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/uscc.h"
#include "server/access/actor.h"
#include "server/desk/desk.h"
#include "server/store/partners.h"

namespace servicecard::desk {

/// Why a partner or one of its API keys was not made or changed. Nothing changed.
enum class PartnerError {
  no_such_partner,
  no_such_key,     ///< none of that partner's, or revoked already
  partner_exists,  ///< the id is taken
  fake_code,       ///< a `FAKE` USCC where only real partners belong
  empty_name,
  empty_reason,
  bad_max_age,       ///< not from a minute to a year
  end_before_start,  ///< of the contract; or an end without a start
  already_suspended,
  not_suspended,
  two_keys_live,  ///< revoke one first
};

/// `"no-such-partner"`: the last part of a problem's type.
[[nodiscard]] std::string_view to_string(PartnerError error);

/// A short name in lower case that stands in addresses and in the audience of presentations:
/// letters, digits and inner hyphens, 3 to 40 of them.
[[nodiscard]] std::optional<std::string> parse_partner_id(std::string_view text);

struct NewPartner {
  std::string id;  ///< as `parse_partner_id` takes it
  std::string name;
  Sector sector = Sector::health;
  std::optional<Uscc> uscc;
  std::optional<CivilDate> contract_from;  ///< none: not contracted
  std::optional<CivilDate> contract_until;
  std::chrono::seconds max_age = std::chrono::hours(24);  ///< of status data
  store::Bearers bearers = store::Bearers::accepted;
};

struct PartnerDetail {
  store::Partner partner;
  std::vector<store::PartnerKey> keys;
};

/// An API key with its secret, which is shown this once.
struct IssuedKey {
  std::int64_t id = 0;
  Time created_at;
  std::string secret;
};

inline constexpr std::size_t max_live_keys = 2;

/// By id.
[[nodiscard]] std::vector<store::Partner> list_partners(const Desk& desk);
[[nodiscard]] std::expected<PartnerDetail, PartnerError> show_partner(const Desk& desk,
                                                                      const std::string& id);
[[nodiscard]] std::expected<store::Partner, PartnerError> add_partner(const Desk& desk,
                                                                      const access::Act& act,
                                                                      const NewPartner& partner);
/// From now on its verdicts are `partner_not_contracted`.
[[nodiscard]] std::expected<store::Partner, PartnerError> suspend_partner(
    const Desk& desk, const access::Act& act, const std::string& id, const std::string& reason);
[[nodiscard]] std::expected<store::Partner, PartnerError> resume_partner(const Desk& desk,
                                                                         const access::Act& act,
                                                                         const std::string& id);
[[nodiscard]] std::expected<IssuedKey, PartnerError> issue_partner_key(const Desk& desk,
                                                                       const access::Act& act,
                                                                       const std::string& id);
[[nodiscard]] std::expected<store::PartnerKey, PartnerError> revoke_partner_key(
    const Desk& desk, const access::Act& act, const std::string& id, std::int64_t key);

}  // namespace servicecard::desk
