#include "cli/demo/cards.h"

#include "cli/stop.h"

namespace servicecard::cli::demo {
namespace {

std::int64_t id_of(const json::value& document) {
  return document.at("id").to_number<std::int64_t>();
}

// Written and handed in by the first clerk.
std::int64_t apply(Staff& staff, std::int64_t person) {
  const std::int64_t id = draft(staff, person);
  staff.first_clerk.post(path_of({"v1", "applications", std::to_string(id), "submit"}));
  return id;
}

json::value batch(Client& client, const char* path, const std::vector<std::int64_t>& ids) {
  json::value report =
      client.post(path, json::object{{"applications", json::array(ids.begin(), ids.end())}});
  for (const json::value& result : report.at("results").as_array()) {
    if (!result.at("ok").as_bool()) {
      throw Stop(ExitCode::failure, path, json::serialize(result));
    }
  }
  return report;
}

std::string path_of_card(const Holder& holder, const char* what) {
  return path_of({"v1", "cards", holder.card, what});
}

}  // namespace

std::int64_t enter_person(Staff& staff, const EnterprisePlan& enterprise,
                          const PersonPlan& person) {
  return id_of(
      staff.first_clerk.post("/v1/people", json::object{{"enterprise", enterprise.uscc},
                                                        {"name", person.name},
                                                        {"resident_id", person.resident_id},
                                                        {"phone", person.phone},
                                                        {"role", person.role}}));
}

std::int64_t draft(Staff& staff, std::int64_t person) {
  return id_of(staff.first_clerk.post(
      "/v1/applications",
      json::object{{"person", person}, {"evidence", json::array{"劳动合同（虚构）"}}}));
}

std::vector<Holder> enter_people(Staff& staff, const County& county, const Told& told) {
  std::vector<Holder> holders;
  std::size_t done = 0;
  for (const EnterprisePlan& enterprise : county.enterprises) {
    for (const PersonPlan& person : enterprise.people) {
      holders.push_back({.plan = &person, .id = enter_person(staff, enterprise, person)});
    }
    told(++done, county.enterprises.size());
  }
  return holders;
}

void issue_cards(Staff& staff, const std::vector<Holder*>& holders, const Told& told) {
  std::vector<std::int64_t> ids;
  for (const Holder* holder : holders) {
    const std::int64_t id = apply(staff, holder->id);
    staff.second_clerk.post(path_of({"v1", "applications", std::to_string(id), "check"}));
    ids.push_back(id);
    told(ids.size(), holders.size());
  }
  batch(staff.approver, "/v1/applications/approve", ids);
  const json::value issued = batch(staff.approver, "/v1/applications/issue", ids);
  for (std::size_t i = 0; i < holders.size(); ++i) {
    holders[i]->card = issued.at("results").as_array().at(i).at("card").as_string();
  }
}

std::string printed_token(Staff& staff, const Holder& holder) {
  const auto response = staff.first_clerk.send(
      make_request(http::Method::get, path_of_card(holder, "printed-token")));
  return std::string(response.body.view());
}

void report_lost(Staff& staff, const Holder& holder) {
  staff.second_clerk.post(path_of_card(holder, "report-lost"),
                          json::object{{"note", "持卡人来电（虚构）"}});
}

void replace(Staff& staff, Holder& holder) {
  const json::value made =
      staff.approver.post(path_of_card(holder, "replace"), json::object{{"note", "补办（虚构）"}});
  holder.card = made.at("number").as_string();
}

void suspend(Staff& staff, const Holder& holder) {
  staff.first_clerk.post(path_of_card(holder, "suspend"),
                         json::object{{"reason", "材料核实中（虚构）"}});
}

void revoke(Staff& staff, const Holder& holder, const std::string& reason_code) {
  staff.approver.post(path_of_card(holder, "revoke"), json::object{{"reason_code", reason_code}});
}

void apply_in_vain(Staff& staff, const EnterprisePlan& enterprise, const PersonPlan& person) {
  const std::int64_t id = apply(staff, enter_person(staff, enterprise, person));
  staff.second_clerk.post(path_of({"v1", "applications", std::to_string(id), "reject"}),
                          json::object{{"reason", "上年度纳税未超过 300 万元（虚构）"}});
}

}  // namespace servicecard::cli::demo
