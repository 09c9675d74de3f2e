#include "cli/demo/records.h"

#include <fmt/format.h>

namespace servicecard::cli::demo {
namespace {

std::string first_of(int year) { return fmt::format("{}-01-01", year); }

// Enters one amount, and has the other clerk confirm it.
void enter_tax(Staff& staff, const std::string& uscc, json::object record) {
  record["basis"] = "paid";
  record["source"] = "完税证明（虚构）";
  const json::value made =
      staff.first_clerk.post(path_of({"v1", "enterprises", uscc, "tax-records"}), record);
  const auto id = std::to_string(made.at("id").to_number<std::int64_t>());
  staff.second_clerk.post(path_of({"v1", "enterprises", uscc, "tax-records", id, "confirm"}));
}

void enter_first_tax(Staff& staff, const EnterprisePlan& enterprise, int year) {
  const json::object right{{"year", year}, {"amount_fen", enterprise.tax_fen}};
  switch (enterprise.earlier) {
    case EarlierTax::usual:
      return enter_tax(staff, enterprise.uscc, right);
    case EarlierTax::corrected:
      enter_tax(staff, enterprise.uscc, {{"year", year}, {"amount_fen", enterprise.tax_fen / 10}});
      return enter_tax(staff, enterprise.uscc, right);
    case EarlierTax::missing:
      return;
    case EarlierTax::rounded:
      return enter_tax(staff, enterprise.uscc, {{"year", year}, {"amount_wan", "300.00"}});
  }
}

}  // namespace

void enter_enterprises(Staff& staff, const County& county, int year, const Told& told) {
  std::size_t done = 0;
  for (const EnterprisePlan& enterprise : county.enterprises) {
    staff.first_clerk.post("/v1/enterprises", json::object{{"uscc", enterprise.uscc},
                                                           {"name", enterprise.name},
                                                           {"credit_status", "good"}});
    for (const std::string& kind : {enterprise.designation, std::string("listed")}) {
      staff.first_clerk.post(
          path_of({"v1", "enterprises", enterprise.uscc, "designations"}),
          json::object{
              {"kind", kind}, {"from", first_of(year - 1)}, {"source", "认定文件（虚构）"}});
    }
    told(++done, county.enterprises.size());
  }
}

void enter_taxes(Staff& staff, const County& county, int year, TaxSeason season, const Told& told) {
  std::size_t done = 0;
  for (const EnterprisePlan& enterprise : county.enterprises) {
    if (season == TaxSeason::first) {
      enter_first_tax(staff, enterprise, year);
    } else {
      enter_tax(staff, enterprise.uscc, {{"year", year}, {"amount_fen", enterprise.tax_fen}});
    }
    told(++done, county.enterprises.size());
  }
}

void enter_imprint(Staff& staff) {
  staff.administrator.put("/v1/imprint",
                          json::object{{"scheme_zh", "重点企业社会公共服务卡"},
                                       {"scheme_en", "Service Card for Key Enterprises"},
                                       {"issuer", "企业服务中心（演示）"},
                                       {"hotline", "0379-00001234"}});
}

void enter_partners(Staff& staff, const County& county, const std::string& contract_from) {
  for (const PartnerPlan& partner : county.partners) {
    json::object body{{"id", partner.id},
                      {"name", partner.name},
                      {"sector", to_string(partner.sector)},
                      {"uscc", partner.uscc}};
    if (partner.standing != PartnerPlan::Standing::without_contract) {
      body["contract_from"] = contract_from;
    }
    staff.administrator.post("/v1/partners", body);
  }
}

}  // namespace servicecard::cli::demo
