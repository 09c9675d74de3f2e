#include "cli/demo/county.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "cardlib/identity/uscc.h"
#include "cli/demo/people.h"

namespace servicecard::cli::demo {
namespace {

constexpr std::array digits = {"", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
constexpr std::array trades = {"耐材",   "磨料", "铝业", "电气", "陶瓷",
                               "新材料", "机械", "食品", "农科", "建材"};
constexpr std::int64_t yuan = 100;
constexpr std::int64_t ten_thousand_yuan = 10'000 * yuan;

/// An enterprise in few words: its tax, and what happens to its cards.
struct Outline {
  std::int64_t tax_fen;
  int cards;
  std::vector<Fate> fates = {};  ///< those that are not `current`
  EarlierTax earlier = EarlierTax::usual;
};

// 14 pass the threshold and use their quotas of 3, 4, 5 and 6 in full: 60 cards. 3 fail by it.
std::vector<Outline> key_enterprises() {
  const auto wan = ten_thousand_yuan;
  return {
      {300'000'001, 3},
      {350 * wan, 3, {}, EarlierTax::corrected},
      {420 * wan, 3, {}, EarlierTax::missing},
      {500 * wan, 3, {}, EarlierTax::rounded},
      {520 * wan, 4, {Fate::again}},
      {610 * wan, 4, {Fate::expired}},
      {780 * wan, 4, {Fate::replaced}},
      {1'000 * wan, 4, {Fate::revoked}},
      {1'200 * wan, 5, {Fate::suspended}},
      {1'800 * wan, 5, {Fate::lost}},
      {2'600 * wan, 5, {Fate::again}},
      {5'000 * wan, 5},
      {6'300 * wan, 6, {Fate::revoked, Fate::replaced}},
      {9'900 * wan, 6},
      {299'999'999, 0},
      {300'000'000, 0},
      {210 * wan, 0},
  };
}

// 6 with tax above the threshold have quotas of 4, the other 17 of 3: 75 cards.
std::vector<Outline> high_growth_enterprises() {
  const auto wan = ten_thousand_yuan;
  std::vector<Outline> outlines{
      {310 * wan, 4, {Fate::again}},     {450 * wan, 4, {Fate::again}},
      {800 * wan, 4, {Fate::expired}},   {1'100 * wan, 4, {Fate::revoked}},
      {360 * wan, 4, {Fate::suspended}}, {2'000 * wan, 4, {Fate::replaced}},
      {90 * wan, 3, {Fate::lost}},       {120 * wan, 3, {Fate::revoked}},
      {15 * wan, 3, {Fate::suspended}},  {0, 3},
      {130 * wan, 3, {Fate::renewed}},
  };
  while (outlines.size() < 23) {
    outlines.push_back({static_cast<std::int64_t>(20 + 11 * outlines.size()) * wan, 3});
  }
  return outlines;
}

// 1 to 99 as it is written on documents: 壹, 拾, 拾壹, 贰拾, 叁拾伍.
std::string formal_number(std::size_t number) {
  const std::size_t tens = number / 10;
  std::string text;
  if (tens > 1) text += digits.at(tens);
  if (tens > 0) text += "拾";
  return text + digits.at(number % 10);
}

std::string uscc_of(std::string_view class_code, std::size_t number) {
  std::string serial = std::to_string(number);
  serial.insert(0, 4 - serial.size(), '0');
  return Uscc::with_check(std::string(class_code) + "410329FAKE" + serial).value().str();
}

std::vector<Fate> fates_of(const Outline& outline) {
  std::vector<Fate> fates = outline.fates;
  int cards = 0;
  for (const Fate fate : fates) cards += cards_of(fate);
  for (; cards < outline.cards; ++cards) fates.push_back(Fate::current);
  return fates;
}

ContactPlan contact_of(std::size_t number) {
  constexpr std::array surnames = {"白", "崔", "邓", "范", "龚", "侯", "蒋", "孔", "雷", "毛"};
  constexpr std::array duties = {"人事经理", "办公室主任", "财务主管"};
  return {.name = std::string(surnames.at(number % surnames.size())) + "示例",
          .duty = duties.at(number % duties.size()),
          .phone = fmt::format("1610001{:04}", number)};
}

void add_enterprises(County& county, const std::vector<Outline>& outlines,
                     const std::string& designation, PeopleMaker& people) {
  for (const Outline& outline : outlines) {
    const std::size_t number = county.enterprises.size() + 1;
    EnterprisePlan enterprise{.uscc = uscc_of("91", number),
                              .name = "伊川示例" + formal_number(number) + "号" +
                                      trades.at((number - 1) % trades.size()) + "有限公司（虚构）",
                              .designation = designation,
                              .tax_fen = outline.tax_fen,
                              .earlier = outline.earlier,
                              .contact = contact_of(number),
                              .people = {}};
    for (const Fate fate : fates_of(outline)) enterprise.people.push_back(people.next(fate));
    county.enterprises.push_back(std::move(enterprise));
  }
}

// At enterprises where a card has run out or was taken away, one each.
void add_applicants(County& county, PeopleMaker& people) {
  constexpr std::array stages = {Stage::submitted, Stage::submitted, Stage::returned,
                                 Stage::checked,   Stage::draft,     Stage::approved};
  std::size_t next = 0;
  for (std::size_t i = 0; i < county.enterprises.size() && next < stages.size(); ++i) {
    const auto leaves_a_place = [](const PersonPlan& person) {
      return person.fate == Fate::expired || person.fate == Fate::revoked;
    };
    if (std::ranges::none_of(county.enterprises[i].people, leaves_a_place)) continue;
    county.applicants.push_back(
        {.enterprise = i, .person = people.next(Fate::current), .stage = stages.at(next++)});
  }
}

struct PartnerKind {
  const char* id;
  const char* class_code;
  const char* title;
  Sector sector;
  std::size_t count;
};

void add_partners(County& county) {
  using Standing = PartnerPlan::Standing;
  constexpr std::array kinds = {
      PartnerKind{"hospital", "12", "医院", Sector::health, 6},
      PartnerKind{"bank", "91", "银行", Sector::finance, 5},
      PartnerKind{"school", "12", "学校", Sector::education, 8},
  };
  std::size_t serial = 9000;  // apart from the enterprises
  for (const PartnerKind& kind : kinds) {
    for (std::size_t number = 1; number <= kind.count; ++number) {
      county.partners.push_back(
          {.id = kind.id + std::string("-") + std::to_string(number),
           .uscc = uscc_of(kind.class_code, ++serial),
           .name = "伊川示例" + formal_number(number) + "号" + kind.title + "（虚构）",
           .sector = kind.sector});
    }
  }
  county.partners.at(10).standing = Standing::suspended;         // the last bank
  county.partners.back().standing = Standing::without_contract;  // the last school
}

}  // namespace

int cards_of(Fate fate) {
  return fate == Fate::again || fate == Fate::replaced || fate == Fate::renewed ? 2 : 1;
}

County plan_county() {
  County county;
  PeopleMaker people;
  add_enterprises(county, key_enterprises(), "key", people);
  add_enterprises(county, high_growth_enterprises(), "high_growth", people);
  add_applicants(county, people);
  add_partners(county);
  return county;
}

}  // namespace servicecard::cli::demo
