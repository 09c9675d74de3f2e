#include "cli/demo/waiting.h"

#include <string>

#include "cli/demo/cards.h"

namespace servicecard::cli::demo {
namespace {

void act(Client& client, std::int64_t application, const char* step, const json::object& body) {
  client.post(path_of({"v1", "applications", std::to_string(application), step}), body);
}

void lead(Staff& staff, std::int64_t id, Stage stage) {
  if (stage == Stage::draft) return;
  act(staff.first_clerk, id, "submit", {});
  if (stage == Stage::submitted) return;
  if (stage == Stage::returned) {
    return act(staff.second_clerk, id, "return", {{"reason", "劳动合同缺盖章页，请补齐（虚构）"}});
  }
  act(staff.second_clerk, id, "check", {});
  if (stage == Stage::approved) act(staff.approver, id, "approve", {});
}

// The year that an enterprise had not reported: nobody has confirmed it yet.
void hand_in_missing_tax(Staff& staff, const County& county, int year) {
  for (const EnterprisePlan& enterprise : county.enterprises) {
    if (enterprise.earlier != EarlierTax::missing) continue;
    staff.first_clerk.post(path_of({"v1", "enterprises", enterprise.uscc, "tax-records"}),
                           json::object{{"year", year},
                                        {"amount_fen", enterprise.tax_fen},
                                        {"basis", "paid"},
                                        {"source", "补交的完税证明（虚构）"}});
  }
}

}  // namespace

void enter_contacts(Staff& staff, const County& county) {
  for (const EnterprisePlan& enterprise : county.enterprises) {
    staff.first_clerk.post(path_of({"v1", "enterprises", enterprise.uscc, "contacts"}),
                           json::object{{"name", enterprise.contact.name},
                                        {"duty", enterprise.contact.duty},
                                        {"phone", enterprise.contact.phone}});
  }
}

void leave_work(Staff& staff, const County& county, const Calendar& calendar, MovedClock& clock) {
  int days = static_cast<int>(county.applicants.size());
  for (const ApplicantPlan& applicant : county.applicants) {
    clock.move_to(calendar.real_now() - std::chrono::days(days--));
    const EnterprisePlan& enterprise = county.enterprises.at(applicant.enterprise);
    lead(staff, draft(staff, enter_person(staff, enterprise, applicant.person)), applicant.stage);
  }
  hand_in_missing_tax(staff, county, calendar.year() - 2);
}

}  // namespace servicecard::cli::demo
