#include "cli/demo/cards.h"

#include "cli/stop.h"

namespace servicecard::cli::demo {
namespace {

std::int64_t id_of(const json::value& document) {
  return document.at("id").to_number<std::int64_t>();
}

std::int64_t draft_for(Staff& staff, json::object whom) {
  whom["evidence"] = json::array{"劳动合同（虚构）"};
  return id_of(staff.first_clerk.post("/v1/applications", whom));
}

void submit(Staff& staff, std::int64_t id) {
  staff.first_clerk.post(path_of({"v1", "applications", std::to_string(id), "submit"}));
}

void check(Staff& staff, std::int64_t id) {
  staff.second_clerk.post(path_of({"v1", "applications", std::to_string(id), "check"}));
}

// Written and handed in by the first clerk.
std::int64_t apply(Staff& staff, std::int64_t person) {
  const std::int64_t id = draft(staff, person);
  submit(staff, id);
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

// The numbers of the cards that come of applications which were checked.
std::vector<std::string> issue(Staff& staff, const std::vector<std::int64_t>& ids) {
  batch(staff.approver, "/v1/applications/approve", ids);
  const json::value issued = batch(staff.approver, "/v1/applications/issue", ids);
  std::vector<std::string> numbers;
  for (const json::value& result : issued.at("results").as_array()) {
    numbers.emplace_back(result.at("card").as_string());
  }
  return numbers;
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
  return draft_for(staff, {{"person", person}});
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
    check(staff, id);
    ids.push_back(id);
    told(ids.size(), holders.size());
  }
  const auto numbers = issue(staff, ids);
  for (std::size_t i = 0; i < holders.size(); ++i) holders[i]->card = numbers.at(i);
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

void set_contract_end(Staff& staff, const Holder& holder, std::optional<CivilDate> last_day) {
  json::object change{{"contract_end", nullptr}};
  if (last_day) change["contract_end"] = last_day->str();
  staff.first_clerk.patch(path_of({"v1", "people", std::to_string(holder.id)}), change);
}

void renew(Staff& staff, Holder& holder) {
  const std::int64_t id = draft_for(staff, {{"renews", holder.card}});
  submit(staff, id);
  check(staff, id);
  holder.card = issue(staff, {id}).front();
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
