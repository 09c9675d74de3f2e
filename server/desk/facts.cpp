#include "server/desk/facts.h"

#include <stdexcept>
#include <utility>

#include "server/store/enterprises.h"
#include "server/store/policies.h"
#include "server/store/settings.h"
#include "server/store/tax_records.h"

namespace servicecard::desk {
namespace {

// What the database holds was checked on its way in: another value is a broken machine.
template <class T>
T stored(std::optional<T> value, const char* what) {
  if (!value) throw std::runtime_error(std::string("the database holds no such ") + what);
  return *std::move(value);
}

TaxStanding standing_of(const store::TaxRecordRow& row) {
  if (row.superseded_by) return TaxStanding::superseded;
  return row.confirmed_by ? TaxStanding::confirmed : TaxStanding::unconfirmed;
}

}  // namespace

EnterpriseFacts facts_of(store::Reader& reader, std::int64_t enterprise_id) {
  const store::Enterprise enterprise =
      stored(store::enterprises::find(reader, enterprise_id), "enterprise");
  EnterpriseFacts facts;
  facts.credit = stored(parse_credit_status(enterprise.credit_status), "credit status");
  for (const store::DesignationRow& row : store::enterprises::designations(reader, enterprise_id)) {
    facts.designations.push_back({.designation = stored(parse_designation(row.kind), "designation"),
                                  .days = {.from = row.from, .to = row.until}});
  }
  for (const store::TaxRecordRow& row : store::tax_records::of_enterprise(reader, enterprise_id)) {
    facts.taxes.push_back({.year = row.year, .amount = row.amount, .standing = standing_of(row)});
  }
  return facts;
}

std::optional<StoredPolicy> policy_on(store::Reader& reader, CivilDate day) {
  const auto name = store::settings::find(reader, chosen_policy_setting);
  if (!name) return std::nullopt;
  auto row = store::policies::in_force(reader, *name, day);
  if (!row) return std::nullopt;
  auto policy = Policy::parse(row->document);
  if (!policy) throw std::runtime_error("the database holds a policy that is none");
  return StoredPolicy{.id = row->id, .policy = *std::move(policy)};
}

}  // namespace servicecard::desk
