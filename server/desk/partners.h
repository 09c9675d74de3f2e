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
#include "server/desk/partner_error.h"
#include "server/store/actors.h"
#include "server/store/partners.h"

namespace servicecard::desk {

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
  std::vector<store::ActorRow> accounts;  ///< of its counter
};

/// What is to be different; nothing stays as it is.
struct PartnerChange {
  std::optional<std::string> name{};
  std::optional<std::optional<CivilDate>> contract_from{};
  std::optional<std::optional<CivilDate>> contract_until{};
  std::optional<std::chrono::seconds> max_age{};
  std::optional<store::Bearers> bearers{};
  std::optional<store::CardFields> shows{};
};

/// By id.
[[nodiscard]] std::vector<store::Partner> list_partners(const Desk& desk);
[[nodiscard]] std::expected<PartnerDetail, PartnerError> show_partner(const Desk& desk,
                                                                      const std::string& id);
[[nodiscard]] std::expected<store::Partner, PartnerError> add_partner(const Desk& desk,
                                                                      const access::Act& act,
                                                                      const NewPartner& partner);
[[nodiscard]] std::expected<store::Partner, PartnerError> change_partner(
    const Desk& desk, const access::Act& act, const std::string& id, const PartnerChange& change);
/// From now on its verdicts are `partner_not_contracted`.
[[nodiscard]] std::expected<store::Partner, PartnerError> suspend_partner(
    const Desk& desk, const access::Act& act, const std::string& id, const std::string& reason);
[[nodiscard]] std::expected<store::Partner, PartnerError> resume_partner(const Desk& desk,
                                                                         const access::Act& act,
                                                                         const std::string& id);

/// A site's short name: as a partner's, from one character on.
[[nodiscard]] std::optional<std::string> parse_site_code(std::string_view text);
[[nodiscard]] std::expected<store::Partner, PartnerError> open_site(const Desk& desk,
                                                                    const access::Act& act,
                                                                    const std::string& id,
                                                                    const std::string& code,
                                                                    const std::string& name);
/// Nobody asks from there any more.
[[nodiscard]] std::expected<store::Partner, PartnerError> close_site(const Desk& desk,
                                                                     const access::Act& act,
                                                                     const std::string& id,
                                                                     const std::string& code);

}  // namespace servicecard::desk
