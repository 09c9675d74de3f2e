#include "cardlib/eligibility/facts.h"

#include "cardlib/codec/names.h"

namespace servicecard {
namespace {

json::object to_json(const HeldDesignation& held) {
  json::object out{{"designation", to_string(held.designation)}};
  if (held.days.from) out["from"] = held.days.from->str();
  if (held.days.to) out["to"] = held.days.to->str();
  return out;
}

json::object to_json(const TaxRecord& record) {
  return {{"year", record.year},
          {"least_fen", record.amount.least().count()},
          {"most_fen", record.amount.most().count()},
          {"standing", to_string(record.standing)}};
}

}  // namespace

std::string_view to_string(Designation designation) {
  switch (designation) {
    case Designation::key:
      return "key";
    case Designation::high_growth:
      return "high_growth";
    case Designation::listed:
      return "listed";
    case Designation::high_tech:
      return "high_tech";
    case Designation::tech_sme:
      return "tech_sme";
    case Designation::srdi:
      return "srdi";
  }
  return {};
}

std::optional<Designation> parse_designation(std::string_view name) {
  return find_by_name(all_designations, name);
}

Bilingual text_of(Designation designation) {
  switch (designation) {
    case Designation::key:
      return {"重点企业", "key enterprise"};
    case Designation::high_growth:
      return {"高成长性企业", "high-growth enterprise"};
    case Designation::listed:
      return {"挂牌扶持企业", "listed enterprise"};
    case Designation::high_tech:
      return {"高新技术企业", "high-tech enterprise"};
    case Designation::tech_sme:
      return {"科技型中小企业", "technology SME"};
    case Designation::srdi:
      return {"专精特新企业", "SRDI enterprise"};
  }
  return {};
}

std::string_view to_string(TaxStanding standing) {
  switch (standing) {
    case TaxStanding::confirmed:
      return "confirmed";
    case TaxStanding::unconfirmed:
      return "unconfirmed";
    case TaxStanding::superseded:
      return "superseded";
  }
  return {};
}

std::optional<TaxStanding> parse_tax_standing(std::string_view name) {
  return find_by_name(all_tax_standings, name);
}

std::string_view to_string(CreditStatus status) {
  switch (status) {
    case CreditStatus::unknown:
      return "unknown";
    case CreditStatus::good:
      return "good";
    case CreditStatus::dishonest:
      return "dishonest";
  }
  return {};
}

std::optional<CreditStatus> parse_credit_status(std::string_view name) {
  return find_by_name(all_credit_statuses, name);
}

Bilingual text_of(CreditStatus status) {
  switch (status) {
    case CreditStatus::unknown:
      return {"未查", "unknown"};
    case CreditStatus::good:
      return {"良好", "good"};
    case CreditStatus::dishonest:
      return {"失信", "dishonest"};
  }
  return {};
}

json::object to_json(const EnterpriseFacts& facts) {
  json::array designations;
  for (const HeldDesignation& held : facts.designations) designations.push_back(to_json(held));
  json::array taxes;
  for (const TaxRecord& record : facts.taxes) taxes.push_back(to_json(record));
  return {{"designations", std::move(designations)},
          {"taxes", std::move(taxes)},
          {"credit", to_string(facts.credit)}};
}

}  // namespace servicecard
