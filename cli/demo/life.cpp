#include "cli/demo/life.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "cli/demo/cards.h"
#include "cli/demo/county.h"
#include "cli/demo/records.h"
#include "cli/demo/waiting.h"
#include "cli/local_door.h"
#include "cli/root_folder.h"
#include "server/app/data_layout.h"

namespace servicecard::cli::demo {
namespace {

/// The county's years, act by act.
class Life {
 public:
  Life(const Birthplace& place, const Calendar& calendar, Language language, Progress& progress,
       RandomSource& random)
      : place_(place),
        calendar_(calendar),
        language_(language),
        progress_(progress),
        random_(random),
        clock_(calendar.beginning()),
        door_(place.data, clock_, random) {
    legacy_.passwords = hire(door_, language, place.admin_password, random);
  }

  Legacy run() {
    begin();
    issue_first_cards();
    renew_keys();
    issue_present_cards();
    let_things_happen();
    end();
    return std::move(legacy_);
  }

 private:
  // Nobody's token lasts longer than a year.
  void come_to_work() {
    legacy_.tokens = take_tokens(door_, language_, legacy_.passwords);
    staff_.emplace(staff_with(door_, language_, legacy_.tokens));
  }

  Told stage(const Bilingual& name) {
    progress_.stage(name);
    return [this](std::size_t done, std::size_t all) { progress_.step(done, all); };
  }

  std::vector<Holder*> holders_with(std::initializer_list<Fate> fates) {
    std::vector<Holder*> chosen;
    for (Holder& holder : holders_) {
      if (std::ranges::find(fates, holder.plan->fate) != fates.end()) chosen.push_back(&holder);
    }
    return chosen;
  }

  void begin() {
    come_to_work();
    const int year = calendar_.year();
    enter_imprint(*staff_);
    enter_partners(*staff_, county_, fmt::format("{}-01-01", year - 1));
    enter_enterprises(*staff_, county_, year - 1,
                      stage({"登记企业与认定", "entering enterprises"}));
    enter_contacts(*staff_, county_);
    enter_taxes(*staff_, county_, year - 2, TaxSeason::first,
                stage({"录入并确认前年纳税", "entering and confirming tax"}));
    holders_ = enter_people(*staff_, county_, stage({"登记人员", "entering people"}));
    apply_in_vain(*staff_, county_.enterprises.at(15),
                  {.name = "示例甲",
                   .resident_id = "410399197001010013",
                   .phone = "16100009999",
                   .role = "principal"});
  }

  void issue_first_cards() {
    clock_.move_to(calendar_.first_issue());
    const auto holders = holders_with({Fate::expired, Fate::again});
    issue_cards(*staff_, holders, stage({"去年的申请、审核、审批、发卡", "last year's cards"}));
    legacy_.sandbox.keep(Verdict::expired, *staff_, *holders.front());
    clock_.move_to(calendar_.tax_season());
    enter_taxes(*staff_, county_, calendar_.year() - 1, TaxSeason::usual,
                stage({"录入并确认上年纳税", "entering and confirming tax"}));
    legacy_.sandbox.keep_pack(*staff_);
  }

  // A year has passed: the administrator has new keys made, and brings the root.
  void renew_keys() {
    clock_.move_to(calendar_.present(0.02));
    come_to_work();
    stage({"轮换密钥，由根签发信任列表", "rotating keys, signing the trust list"});
    for (const char* purpose : {"card", "status", "pack"}) {
      staff_->administrator.post("/v1/keys/rotate", json::object{{"purpose", purpose}});
    }
    http::Request request = make_request(http::Method::put, "/trust-list");
    request.headers.set("Content-Type", "application/jwt");
    request.body = sign_trust_list(app::keys_folder(place_.data), place_.root_folder, clock_.now());
    (void)staff_->administrator.send(std::move(request));
  }

  void issue_present_cards() {
    clock_.move_to(calendar_.present(0.1));
    for (const Holder* holder : holders_with({Fate::renewed})) {
      set_contract_end(*staff_, *holder, day_of(calendar_.real_now() + std::chrono::days(30)));
    }
    issue_cards(*staff_,
                holders_with({Fate::current, Fate::again, Fate::revoked, Fate::suspended,
                              Fate::lost, Fate::replaced, Fate::renewed}),
                stage({"今年的申请、审核、审批、发卡", "this year's cards"}));
    keep(Verdict::valid, Fate::current);
    keep(Verdict::lost, Fate::lost);
    keep(Verdict::suspended, Fate::suspended);
    keep(Verdict::revoked, Fate::revoked);
    keep(Verdict::superseded, Fate::replaced);
    // In the first days of May it would not have run out.
    if (clock_.now() + std::chrono::days(2) < calendar_.real_now()) {
      legacy_.sandbox.keep_pack(*staff_);
    }
  }

  // The token of the first card with that fate, which is still ahead.
  void keep(Verdict verdict, Fate fate) {
    legacy_.sandbox.keep(verdict, *staff_, *holders_with({fate}).front());
  }

  void let_things_happen() {
    stage({"挂失、补办、暂停、注销", "losses, replacements, suspensions, revocations"});
    clock_.move_to(calendar_.present(0.7));
    for (const Holder* holder : holders_with({Fate::lost, Fate::replaced})) {
      report_lost(*staff_, *holder);
    }
    clock_.move_to(calendar_.present(0.75));
    for (Holder* holder : holders_with({Fate::replaced})) replace(*staff_, *holder);
    clock_.move_to(calendar_.present(0.8));
    for (const Holder* holder : holders_with({Fate::suspended})) suspend(*staff_, *holder);
    constexpr std::array reasons = {"left_enterprise", "lent_or_misused", "false_material",
                                    "deceased"};
    std::size_t next = 0;
    for (const Holder* holder : holders_with({Fate::revoked})) {
      revoke(*staff_, *holder, reasons.at(next++ % reasons.size()));
    }
  }

  void end() {
    clock_.move_to(calendar_.present(0.9));
    for (const PartnerPlan& partner : county_.partners) {
      if (partner.standing != PartnerPlan::Standing::suspended) continue;
      staff_->administrator.post(path_of({"v1", "partners", partner.id, "suspend"}),
                                 json::object{{"reason", "服务整改（虚构）"}});
    }
    if (calendar_.has_second_tax_season()) {
      clock_.move_to(calendar_.second_tax_season());
      enter_taxes(*staff_, county_, calendar_.year(), TaxSeason::usual,
                  stage({"录入并确认上年纳税", "entering and confirming tax"}));
    }
    stage({"留下待办事项", "what waits today"});
    leave_work(*staff_, county_, calendar_, clock_);
    clock_.move_to(calendar_.real_now());
    come_to_work();
    prepare_sandbox();
    count();
  }

  void prepare_sandbox() {
    stage({"试验卡与接口密钥", "test cards and API keys"});
    for (Holder* holder : holders_with({Fate::renewed})) {
      set_contract_end(*staff_, *holder, std::nullopt);
      renew(*staff_, *holder);
    }
    keep(Verdict::not_yet_valid, Fate::renewed);
    Client hospital(door_, make_api_key(Sandbox::partner), language_);
    for (const char* partner : {"bank-1", "school-1", Sandbox::stranger}) {
      (void)make_api_key(partner);
    }
    for (const char* partner : {Sandbox::partner, "bank-1", "school-1"}) {
      legacy_.passwords.push_back(
          open_counter(door_, language_, staff_->administrator, partner, random_));
    }
    legacy_.sandbox.use_up(hospital, *staff_, *holders_with({Fate::current}).at(1));
    legacy_.sandbox.complete(*staff_, *holders_with({Fate::current}).front());
  }

  std::string make_api_key(const char* partner) {
    const json::value key =
        staff_->administrator.post(path_of({"v1", "partners", partner, "keys"}));
    return legacy_.tokens.emplace_back(partner, key.at("secret").as_string()).second;
  }

  void count() {
    std::map<std::string, std::size_t> states;
    const json::array cards = staff_->approver.all("/v1/cards");
    for (const json::value& card : cards) {
      ++states[std::string(card.at("state").as_string())];
    }
    std::string by_state;
    for (const auto& [state, number] : states) {
      by_state += fmt::format("{}{} {}", by_state.empty() ? "" : ", ", state, number);
    }
    const auto size = [&](const char* path) {
      return std::to_string(staff_->administrator.all(path).size());
    };
    legacy_.counts = {{{"企业", "enterprises"}, size("/v1/enterprises")},
                      {{"人员", "people"}, size("/v1/people")},
                      {{"合作单位", "partners"}, size("/v1/partners")},
                      {{"服务卡", "cards"}, std::to_string(cards.size())},
                      {{"其中", "of these"}, by_state}};
  }

  const Birthplace& place_;
  const Calendar& calendar_;
  Language language_;
  Progress& progress_;
  RandomSource& random_;
  const County county_ = plan_county();
  Legacy legacy_;
  MovedClock clock_;
  LocalDoor door_;
  std::optional<Staff> staff_;
  std::vector<Holder> holders_;
};

}  // namespace

Legacy live(const Birthplace& place, const Calendar& calendar, Language language,
            Progress& progress, RandomSource& random) {
  return Life(place, calendar, language, progress, random).run();
}

}  // namespace servicecard::cli::demo
