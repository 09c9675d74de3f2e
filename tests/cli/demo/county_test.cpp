#include "cli/demo/county.h"

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "cardlib/identity/person_name.h"
#include "cardlib/identity/phone.h"
#include "cardlib/identity/resident_id.h"
#include "cardlib/identity/uscc.h"

namespace servicecard::cli::demo {
namespace {

class CountyPlan : public testing::Test {
 protected:
  const County county_ = plan_county();

  [[nodiscard]] std::vector<PersonPlan> people() const {
    std::vector<PersonPlan> all;
    for (const auto& enterprise : county_.enterprises) {
      all.insert(all.end(), enterprise.people.begin(), enterprise.people.end());
    }
    for (const auto& applicant : county_.applicants) all.push_back(applicant.person);
    return all;
  }
};

TEST_F(CountyPlan, Has60CardsAt14KeyEnterprisesAnd75AtHighGrowthOnes) {
  std::map<std::string, int> enterprises;
  std::map<std::string, int> with_cards;
  std::map<std::string, int> cards;
  for (const EnterprisePlan& enterprise : county_.enterprises) {
    ++enterprises[enterprise.designation];
    if (!enterprise.people.empty()) ++with_cards[enterprise.designation];
    for (const PersonPlan& person : enterprise.people) {
      cards[enterprise.designation] += cards_of(person.fate);
    }
  }
  EXPECT_EQ(enterprises, (std::map<std::string, int>{{"key", 17}, {"high_growth", 23}}));
  EXPECT_EQ(with_cards, (std::map<std::string, int>{{"key", 14}, {"high_growth", 23}}));
  EXPECT_EQ(cards, (std::map<std::string, int>{{"key", 60}, {"high_growth", 75}}));
}

TEST_F(CountyPlan, HasTheEdgeRows) {
  std::set<std::int64_t> key_taxes;
  std::set<EarlierTax> earlier;
  bool zero_growth = false;
  for (const EnterprisePlan& enterprise : county_.enterprises) {
    earlier.insert(enterprise.earlier);
    if (enterprise.designation == "key") key_taxes.insert(enterprise.tax_fen);
    zero_growth |= enterprise.designation == "high_growth" && enterprise.tax_fen == 0;
  }
  for (const std::int64_t fen : {299'999'999, 300'000'000, 210'000'000, 300'000'001}) {
    EXPECT_TRUE(key_taxes.contains(fen)) << fen;
  }
  EXPECT_TRUE(zero_growth);
  EXPECT_EQ(earlier.size(), 4U);
}

TEST_F(CountyPlan, HasPeopleThatCanBelongToNobodyAndNamesThatMakeTrouble) {
  std::set<std::string> ids;
  std::map<std::string, int> names;
  for (const PersonPlan& person : people()) {
    EXPECT_TRUE(person.resident_id.starts_with("410399"));
    EXPECT_TRUE(ResidentId::parse(person.resident_id)) << person.name;
    EXPECT_TRUE(PersonName::parse(person.name)) << person.name;
    EXPECT_TRUE(person.phone.starts_with("1610000"));
    EXPECT_TRUE(Phone::parse(person.phone)) << person.phone;
    ids.insert(person.resident_id);
    ++names[person.name];
  }
  EXPECT_EQ(ids.size(), people().size());
  EXPECT_EQ(names["张示例"], 2);
  for (const char* part : {"㛃", "䶮", "𬱖", "·", "欧阳"}) {
    EXPECT_TRUE(std::ranges::any_of(names, [part](const auto& entry) {
      return entry.first.find(part) != std::string::npos;
    })) << part;
  }
}

TEST_F(CountyPlan, HasCodesThatAreRightAndVisiblyFake) {
  std::set<std::string> codes;
  const auto check = [&codes](const std::string& text) {
    const auto uscc = Uscc::parse(text);
    ASSERT_TRUE(uscc) << text;
    EXPECT_TRUE(uscc->inner_check_fits());
    EXPECT_NE(text.find("410329FAKE"), std::string::npos);
    EXPECT_TRUE(codes.insert(text).second) << text;
  };
  for (const EnterprisePlan& enterprise : county_.enterprises) check(enterprise.uscc);
  for (const PartnerPlan& partner : county_.partners) check(partner.uscc);
  EXPECT_EQ(county_.enterprises.front().uscc, "91410329FAKE000136");
}

TEST_F(CountyPlan, HasAnApplicantOfEveryStageWhereAPlaceIsFree) {
  std::map<Stage, int> stages;
  for (const ApplicantPlan& applicant : county_.applicants) {
    ++stages[applicant.stage];
    EXPECT_TRUE(std::ranges::any_of(
        county_.enterprises.at(applicant.enterprise).people, [](const PersonPlan& person) {
          return person.fate == Fate::expired || person.fate == Fate::revoked;
        }));
  }
  EXPECT_EQ(stages, (std::map<Stage, int>{{Stage::draft, 1},
                                          {Stage::submitted, 2},
                                          {Stage::returned, 1},
                                          {Stage::checked, 1},
                                          {Stage::approved, 1}}));
}

TEST_F(CountyPlan, Has19PartnersOneSuspendedOneWithoutContract) {
  std::map<Sector, int> sectors;
  std::map<PartnerPlan::Standing, int> standings;
  for (const PartnerPlan& partner : county_.partners) {
    ++sectors[partner.sector];
    ++standings[partner.standing];
  }
  EXPECT_EQ(sectors, (std::map<Sector, int>{
                         {Sector::health, 6}, {Sector::finance, 5}, {Sector::education, 8}}));
  EXPECT_EQ(standings[PartnerPlan::Standing::suspended], 1);
  EXPECT_EQ(standings[PartnerPlan::Standing::without_contract], 1);
}

}  // namespace
}  // namespace servicecard::cli::demo
