#include "tests/bench/county.h"

#include <array>
#include <chrono>
#include <string_view>

#include "cardlib/credential/sc1_text.h"
#include "server/access/clock.h"
#include "server/app/init.h"
#include "server/desk/actors.h"
#include "server/desk/applications.h"
#include "server/desk/enterprises.h"
#include "server/desk/grounds.h"
#include "server/desk/issuing.h"
#include "server/desk/partner_keys.h"
#include "server/desk/partners.h"
#include "server/desk/people.h"

namespace servicecard::bench {
namespace {

// Nobody signs in: a password of the benchmark protects nothing.
constexpr access::PasswordCost quick_hashes{.memory = 8192, .passes = 1};
constexpr int people_an_enterprise = 3;  // what its designation allows at least

app::Data make_data(const std::filesystem::path& path, const std::string& issuer, Time now,
                    RandomSource& random) {
  const app::InitOptions options{.data = path,
                                 .issuer = must(Issuer::parse(issuer), "the issuer"),
                                 .fakes = desk::FakeRecords::welcome,
                                 .password_cost = quick_hashes};
  static_cast<void>(must(app::init_data(options, now, random), "the data directory"));
  return must(
      app::open_data({.data = path, .accounts = {.password_cost = quick_hashes}}, now, random),
      "the data directory");
}

std::string digits(int n, std::size_t width) {
  std::string text = std::to_string(n);
  text.insert(0, width - text.size(), '0');
  return text;
}

// Born on 1 January of the years from 1950, a thousand a year; the area exists nowhere.
ResidentId resident_id(int n) {
  constexpr std::array weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  std::string id = "410399" + std::to_string(1950 + n / 1000) + "0101" + digits(n % 1000, 3);
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (id[i] - '0');
  id += "10X98765432"[sum % 11];
  return must(ResidentId::parse(id), "a resident ID");
}

}  // namespace

County::County(const std::filesystem::path& data, const std::string& issuer)
    : now_(access::SystemClock().now()),
      data_(make_data(data, issuer, now_, random_)),
      desk_(app::desk_of(data_, random_, alarms_)),
      accounts_(data_, random_, alarms_) {
  if (!data_.ring->unlock(data_.passphrase).empty()) throw std::runtime_error("a key stays locked");
  add_staff();
  add_hospital();
}

County::~County() { data_.store->close(); }

void County::add_staff() {
  const auto administrator = by("administrator", access::Role::administrator);
  for (const char* name : {"chen", "li"}) {
    static_cast<void>(must(
        desk::add_actor(accounts_.office(), administrator, name, access::Role::clerk), "an actor"));
  }
}

// Half of the cap, since a batch goes by its first application.
std::string County::approver_name(std::int64_t application) {
  const auto share = static_cast<std::int64_t>(desk::DailyCaps{}.cards / 2);
  return "wang-" + std::to_string(application / share);
}

void County::hire_approver(std::int64_t application) {
  const std::string name = approver_name(application);
  if (!approvers_.insert(name).second) return;
  const auto administrator = by("administrator", access::Role::administrator);
  static_cast<void>(
      must(desk::add_actor(accounts_.office(), administrator, name, access::Role::approver),
           "an actor"));
}

void County::add_hospital() {
  const auto administrator = by("administrator", access::Role::administrator);
  const desk::NewPartner hospital{.id = "example-hospital",
                                  .name = "伊川示例医院（虚构）",
                                  .sector = Sector::health,
                                  .uscc = std::nullopt,
                                  .contract_from = day_of(now_),
                                  .contract_until = std::nullopt};
  static_cast<void>(must(desk::add_partner(desk_, administrator, hospital), "a partner"));
  api_key_ = must(desk::issue_partner_key(desk_, administrator, hospital.id, {}), "a key").secret;
}

std::vector<Uscc> County::add_enterprises(int count) {
  const access::Act clerk = by("chen", access::Role::clerk);
  const desk::NewDesignation high_growth{.kind = Designation::high_growth,
                                         .from = must(CivilDate::of(2021, 1, 1), "a day"),
                                         .until = std::nullopt,
                                         .source = "benchmark"};
  return store().write([&](store::Transaction& transaction) {
    std::vector<Uscc> added;
    for (int i = 0; i < count; ++i) {
      const std::string number = digits(++enterprises_, 4);
      const Uscc uscc = must(Uscc::with_check("91410329FAKE" + number), "a code");
      static_cast<void>(
          must(desk::add_enterprise(transaction, desk_, clerk, uscc,
                                    "伊川示例" + number + "号有限公司（虚构）", CreditStatus::good),
               "an enterprise"));
      static_cast<void>(
          must(desk::add_designation(transaction, clerk, uscc, high_growth), "a designation"));
      added.push_back(uscc);
    }
    return added;
  });
}

std::int64_t County::add_person(const Uscc& enterprise) {
  const int n = people_++;
  const desk::NewPerson person{.enterprise = enterprise,
                               .name = must(PersonName::parse(person_name(n)), "a name"),
                               .resident_id = resident_id(n),
                               .phone = std::nullopt,
                               .role = Category::principal,
                               .contract_end = std::nullopt};
  return must(desk::add_person(desk_, by("chen", access::Role::clerk), person), "a person").id;
}

std::int64_t County::approve_one(std::int64_t person) {
  const access::Act author = by("chen", access::Role::clerk);
  const std::int64_t id =
      must(desk::draft_application(desk_, author, {.of = person, .note = {}, .evidence = {}}),
           "a draft")
          .application.id;
  static_cast<void>(must(desk::submit_application(desk_, author, id), "a submission"));
  static_cast<void>(
      must(desk::check_application(desk_, by("li", access::Role::clerk), id), "a check"));
  hire_approver(id);
  static_cast<void>(must(desk::approve_application(desk_, approver(id), id), "an approval"));
  return id;
}

std::vector<std::int64_t> County::approve(int count) {
  std::vector<std::int64_t> ids;
  const auto enterprises =
      add_enterprises((count + people_an_enterprise - 1) / people_an_enterprise);
  for (int i = 0; i < count; ++i) {
    ids.push_back(
        approve_one(add_person(enterprises[static_cast<std::size_t>(i / people_an_enterprise)])));
  }
  return ids;
}

std::string County::shown(std::int64_t card_id, store::CredentialKind kind) {
  const Bytes token = must(store().read([&](store::Snapshot& snapshot) {
    return desk::Issuing(desk_).token(snapshot, card_id, kind);
  }),
                           "a token");
  return kind == store::CredentialKind::wallet ? std::string(as_text(token)) : sc1::encode(token);
}

std::string person_name(std::int64_t n) {
  constexpr std::array<std::string_view, 20> surnames = {"王", "李", "张", "刘", "陈", "杨", "赵",
                                                         "黄", "周", "吴", "徐", "孙", "胡", "朱",
                                                         "高", "林", "何", "郭", "马", "罗"};
  constexpr std::array<std::string_view, 20> given = {"伟", "芳", "娜", "敏", "静", "丽", "强",
                                                      "磊", "军", "洋", "勇", "艳", "杰", "涛",
                                                      "明", "超", "霞", "平", "刚", "华"};
  const auto at = static_cast<std::size_t>(n);
  return std::string(surnames[at % 20]) + std::string(given[at / 20 % 20]) +
         std::string(given[at / 400 % 20]);
}

}  // namespace servicecard::bench
