#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/eligibility/decision.h"
#include "cardlib/eligibility/facts.h"
#include "cardlib/eligibility/quota.h"
#include "cardlib/identity/uscc.h"
#include "server/access/actor.h"
#include "server/desk/contacts.h"
#include "server/desk/desk.h"
#include "server/desk/grace.h"
#include "server/desk/record_error.h"
#include "server/store/enterprises.h"
#include "server/store/tax_records.h"

namespace servicecard::desk {

/// An enterprise and the titles that it holds today.
struct EnterpriseView {
  store::Enterprise enterprise;
  std::vector<Designation> designations;
};

/// All of an enterprise: what decides about its cards, and how many it has. Decision and quota are
/// absent while no policy is in force.
struct EnterpriseDetail {
  store::Enterprise enterprise;
  std::vector<store::DesignationRow> designations;
  std::vector<store::TaxRecordRow> tax_records;
  std::vector<ContactView> contacts;
  std::optional<Decision> decision;
  std::optional<CardQuota> quota;
  std::int64_t live_cards = 0;
  std::optional<Grace> grace;  ///< its cards lapse after it, unless it finds a ground
};

struct EnterpriseQuery {
  std::optional<std::string> text;
  std::optional<Designation> designation;
  store::Order order{};
  store::Page page;
};

struct EnterpriseChange {
  std::optional<std::string> name;
  std::optional<CreditStatus> credit;
};

[[nodiscard]] std::vector<EnterpriseView> list_enterprises(const Desk& desk, Time now,
                                                           const EnterpriseQuery& query);
[[nodiscard]] std::expected<EnterpriseDetail, RecordError> show_enterprise(const Desk& desk,
                                                                           Time now,
                                                                           const Uscc& uscc);
inline constexpr std::size_t max_enterprise_name = 100;

/// 1 to `max_enterprise_name` characters, none of them a control character, without outer spaces:
/// nothing that deceives the eye or breaks a line.
[[nodiscard]] bool is_enterprise_name(std::string_view name);

using EnterpriseResult = std::expected<EnterpriseView, RecordError>;

[[nodiscard]] EnterpriseResult add_enterprise(const Desk& desk, const access::Act& act,
                                              const Uscc& uscc, const std::string& name,
                                              CreditStatus credit);
[[nodiscard]] EnterpriseResult change_enterprise(const Desk& desk, const access::Act& act,
                                                 const Uscc& uscc, const EnterpriseChange& change);

// The same as a part of a larger change.
[[nodiscard]] EnterpriseResult add_enterprise(store::Transaction& transaction, const Desk& desk,
                                              const access::Act& act, const Uscc& uscc,
                                              const std::string& name, CreditStatus credit);
[[nodiscard]] EnterpriseResult change_enterprise(store::Transaction& transaction,
                                                 const access::Act& act, const Uscc& uscc,
                                                 const EnterpriseChange& change);

}  // namespace servicecard::desk
