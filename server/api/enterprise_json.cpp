#include "server/api/enterprise_json.h"

#include "server/api/format.h"
#include "server/api/review_json.h"

namespace servicecard::api {
json::object to_json(const desk::EnterpriseView& view) {
  json::array designations;
  for (const Designation designation : view.designations) {
    designations.emplace_back(to_string(designation));
  }
  json::object out{{"uscc", view.enterprise.uscc.str()},
                   {"name", view.enterprise.name},
                   {"credit_status", view.enterprise.credit_status},
                   {"designations", std::move(designations)},
                   {"created_at", timestamp(view.enterprise.created_at)}};
  if (!view.enterprise.uscc.inner_check_fits()) {
    out["warnings"] =
        json::array{text_json(Bilingual{"组织机构代码（第 9 至 17 位）的校验码不符，请核对",
                                        "The check character at position 17 does not fit"})};
  }
  return out;
}

json::object to_json(const store::DesignationRow& row) {
  return {{"id", row.id},           {"kind", row.kind},
          {"from", row.from.str()}, {"until", or_null(row.until)},
          {"source", row.source},   {"entered_by", row.entered_by}};
}

json::object to_json(const store::TaxRecordRow& row) {
  return {{"id", row.id},
          {"year", row.year},
          {"amount_from_fen", row.amount.least().count()},
          {"amount_to_fen", row.amount.most().count()},
          {"exact", row.amount.is_exact()},
          {"basis", row.basis},
          {"source", row.source},
          {"entered_by", row.entered_by},
          {"entered_at", timestamp(row.entered_at)},
          {"confirmed_by", or_null(row.confirmed_by)},
          {"confirmed_at", or_null(row.confirmed_at)},
          {"supersedes", or_null(row.supersedes)}};
}

json::object to_json(const desk::ContactView& contact) {
  return {{"id", contact.id},
          {"name", contact.name.str()},
          {"duty", contact.duty},
          {"phone_masked", contact.phone_masked},
          {"entered_by", contact.entered_by},
          {"entered_at", timestamp(contact.entered_at)}};
}

json::object decision_json(const Decision& decision) {
  return {{"verdict", to_string(decision.outcome)},
          {"text", text_json(text_of(decision.outcome))},
          {"policy", decision.policy_id},
          {"policy_version", decision.policy_version},
          {"day", decision.day.str()},
          {"trace", to_json(decision).at("trace")}};
}

json::object to_json(const desk::EnterpriseDetail& detail) {
  json::array designations;
  for (const auto& row : detail.designations) designations.push_back(to_json(row));
  json::array taxes;
  for (const auto& row : detail.tax_records) taxes.push_back(to_json(row));
  json::array contacts;
  for (const auto& contact : detail.contacts) contacts.push_back(to_json(contact));
  json::value quota = nullptr;
  if (detail.quota) quota = {{"limit", detail.quota->certain}, {"used", detail.live_cards}};
  return {{"uscc", detail.enterprise.uscc.str()},
          {"name", detail.enterprise.name},
          {"credit_status", detail.enterprise.credit_status},
          {"created_at", timestamp(detail.enterprise.created_at)},
          {"designations", std::move(designations)},
          {"tax_records", std::move(taxes)},
          {"contacts", std::move(contacts)},
          {"decision",
           detail.decision ? json::value(decision_json(*detail.decision)) : json::value(nullptr)},
          {"quota", std::move(quota)},
          {"grace", grace_json(detail.grace)}};
}

}  // namespace servicecard::api
