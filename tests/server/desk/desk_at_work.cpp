#include "tests/server/desk/desk_at_work.h"

#include "server/desk/enterprises.h"
#include "server/desk/people.h"

namespace servicecard::test {

DeskAtWork::DeskAtWork() {
  desk_.use_policy();
  enterprise(1, Designation::high_growth);
}

void DeskAtWork::enterprise(int n, Designation kind, const std::string& name) {
  add_enterprise(desk(), by("chen"), test::uscc(n), name, CreditStatus::good).value();
  add_designation(desk(), by("chen"), test::uscc(n),
                  {.kind = kind,
                   .from = CivilDate::parse("2021-07-05").value(),
                   .until = std::nullopt,
                   .source = "文件"})
      .value();
}

void DeskAtWork::tax(int n, FenRange amount, const std::string& confirmed_by) {
  const auto row = add_tax_record(
      desk(), by("chen"), test::uscc(n),
      {.year = 2025, .amount = amount, .basis = desk::TaxBasis::paid, .source = "税务"});
  if (confirmed_by.empty()) return;
  confirm_tax_record(desk(), by(confirmed_by), test::uscc(n), row->id).value();
}

std::int64_t DeskAtWork::person(int n, int enterprise, const std::string& name) {
  return add_person(desk(), by("chen"),
                    {.enterprise = test::uscc(enterprise),
                     .name = PersonName::parse(name).value(),
                     .resident_id = ResidentId::parse(test::resident_id(n)).value(),
                     .phone = std::nullopt,
                     .role = Category::principal,
                     .contract_end = std::nullopt})
      ->id;
}

std::int64_t DeskAtWork::drafted(std::int64_t person_id) {
  return draft_application(desk(), by("chen"),
                           {.of = person_id, .note = "", .evidence = {"劳动合同"}})
      ->application.id;
}

std::int64_t DeskAtWork::submitted(std::int64_t person_id) {
  const std::int64_t id = drafted(person_id);
  submit_application(desk(), by("chen"), id).value();
  return id;
}

std::int64_t DeskAtWork::checked(std::int64_t person_id) {
  const std::int64_t id = submitted(person_id);
  check_application(desk(), by("li"), id).value();
  return id;
}

std::int64_t DeskAtWork::approved(std::int64_t person_id) {
  const std::int64_t id = checked(person_id);
  approve_application(desk(), by("wang"), id).value();
  return id;
}

std::int64_t DeskAtWork::nth_person(int n) {
  constexpr int people_an_enterprise = 3;
  const int of = 1 + (n - 1) / people_an_enterprise;
  while (enterprises_ < of) enterprise(++enterprises_, Designation::high_growth);
  return person(n, of);
}

std::int64_t DeskAtWork::nth_checked(int n) { return checked(nth_person(n)); }
std::int64_t DeskAtWork::nth_approved(int n) { return approved(nth_person(n)); }

}  // namespace servicecard::test
