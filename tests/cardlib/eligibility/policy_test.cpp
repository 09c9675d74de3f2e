#include "cardlib/eligibility/policy.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/cardlib/eligibility/policies.h"

namespace servicecard {
namespace {

using test::edited;
using test::shipped;

TEST(Policy, SaysWhatTheDefaultDocumentSays) {
  const Policy policy = shipped("default");
  const PolicyTerms& terms = policy.terms();
  EXPECT_EQ(terms.id, "default");
  EXPECT_EQ(terms.version, 1);
  EXPECT_EQ(terms.county_code, "YC");
  EXPECT_EQ(terms.threshold, Fen(300'000'000));
  EXPECT_EQ(terms.reference_year_offset, -1);
  EXPECT_EQ(terms.validity.last_day.in(2027).str(), "2027-04-30");
  EXPECT_EQ(terms.validity.years_after, 1);
  EXPECT_EQ(terms.grace_days, 30);
  EXPECT_EQ(terms.renewal_days, 60);
  EXPECT_EQ(terms.quota.size(), 2U);
  EXPECT_EQ(policy.reference_year(test::day("2026-03-01")), 2025);
}

TEST(Policy, OffersThreeToFiveServicesInEverySector) {
  for (const std::string_view name : {"default", "any-high-tax"}) {
    const Policy policy = shipped(name);
    for (const Sector sector : all_sectors) {
      const auto count = std::ranges::count(policy.terms().services, sector, &Service::sector);
      EXPECT_GE(count, 3) << name << ' ' << to_string(sector);
      EXPECT_LE(count, 5) << name << ' ' << to_string(sector);
    }
  }
}

TEST(Policy, FindsAServiceByItsCode) {
  const Policy policy = shipped("default");
  const Service* const checkup = policy.find_service("health.checkup");
  ASSERT_NE(checkup, nullptr);
  EXPECT_EQ(checkup->name.zh, "免费健康体检");
  EXPECT_EQ(checkup->quota, (UseQuota{.uses = 1, .period = UsePeriod::policy_year}));
  EXPECT_TRUE(checkup->is_for(Beneficiary::self));
  EXPECT_FALSE(checkup->is_for(Beneficiary::child));
  EXPECT_EQ(policy.find_service("health.nothing"), nullptr);
}

TEST(Policy, KnowsThePeriodInWhichUsesCount) {
  const Policy policy = shipped("default");
  struct Row {
    UsePeriod kind;
    std::string_view day;
    std::string_view from;
    std::string_view to;
  };
  for (const Row& row : {Row{UsePeriod::policy_year, "2026-04-30", "2025-05-01", "2026-04-30"},
                         Row{UsePeriod::policy_year, "2026-05-01", "2026-05-01", "2027-04-30"},
                         Row{UsePeriod::policy_year, "2026-12-31", "2026-05-01", "2027-04-30"},
                         Row{UsePeriod::calendar_year, "2026-01-01", "2026-01-01", "2026-12-31"},
                         Row{UsePeriod::calendar_year, "2026-12-31", "2026-01-01", "2026-12-31"}}) {
    SCOPED_TRACE(row.day);
    const DayRange period = policy.period_of(row.kind, test::day(row.day));
    EXPECT_EQ(period.from->str(), row.from);
    EXPECT_EQ(period.to->str(), row.to);
  }
}

TEST(Policy, IsInForceFromItsFirstToItsLastDay) {
  const Policy policy =
      test::parsed(edited("/effective", R"({"from": "2026-01-01", "to": "2026-12-31"})"));
  EXPECT_FALSE(policy.in_force_on(test::day("2025-12-31")));
  EXPECT_TRUE(policy.in_force_on(test::day("2026-01-01")));
  EXPECT_TRUE(policy.in_force_on(test::day("2026-12-31")));
  EXPECT_FALSE(policy.in_force_on(test::day("2027-01-01")));
  EXPECT_TRUE(shipped("default").in_force_on(test::day("2999-01-01")));
}

using enum PolicyError;

struct Edit {
  std::string_view place;
  std::string_view value;  // empty: removed
  PolicyError error;
  std::string_view path;
};

// One fault each, at the very place.
const std::vector<Edit> top_level = {
    {"/id", "", missing, "/id"},
    {"/id", "7", wrong_type, "/id"},
    {"/id", R"("")", bad_format, "/id"},
    {"/id", R"("Default")", bad_format, "/id"},
    {"/id", R"("1st")", bad_format, "/id"},
    {"/id", R"("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")", bad_format, "/id"},
    {"/version", "", missing, "/version"},
    {"/version", "0", out_of_range, "/version"},
    {"/version", "1.5", out_of_range, "/version"},
    {"/version", "1000001", out_of_range, "/version"},
    {"/version", "18446744073709551615", out_of_range, "/version"},
    {"/version", R"("1")", wrong_type, "/version"},
    {"/title", "", missing, "/title"},
    {"/title", R"("Cards")", wrong_type, "/title"},
    {"/title/zh", "", missing, "/title/zh"},
    {"/title/en", R"("")", bad_format, "/title/en"},
    {"/title/en", R"(" Cards")", bad_format, "/title/en"},
    {"/title/en", R"("Ca\nrds")", bad_format, "/title/en"},
    {"/title/de", R"("Karten")", unknown_member, "/title/de"},
    {"/document_number", "null", wrong_type, "/document_number"},
    {"/effective", "{}", missing, "/effective/from"},
    {"/effective/from", R"("2026-02-29")", bad_format, "/effective/from"},
    {"/effective/from", R"("2026-1-1")", bad_format, "/effective/from"},
    {"/effective/to", R"("2020-12-31")", wrong_order, "/effective/to"},
    {"/effective/until", R"("2030-12-31")", unknown_member, "/effective/until"},
    {"/county_code", R"("yc")", bad_format, "/county_code"},
    {"/county_code", R"("YCX")", bad_format, "/county_code"},
    {"/reference_year_offset", "1", out_of_range, "/reference_year_offset"},
    {"/reference_year_offset", "-11", out_of_range, "/reference_year_offset"},
    {"/threshold", "3000000", wrong_type, "/threshold"},
    {"/threshold", R"("3,000,000.00")", bad_format, "/threshold"},
    {"/threshold", R"("3000000")", bad_format, "/threshold"},
    {"/threshold", R"("3000000.0")", bad_format, "/threshold"},
    {"/threshold", R"("03000000.00")", bad_format, "/threshold"},
    {"/threshold", R"("-1.00")", bad_format, "/threshold"},
    {"/threshold", R"("10000000000000.00")", bad_format, "/threshold"},
    {"/threshold", R"("threshold")", bad_format, "/threshold"},
    {"/validity", "", missing, "/validity"},
    {"/validity/last_day", R"("02-29")", bad_format, "/validity/last_day"},
    {"/validity/last_day", R"("04-31")", bad_format, "/validity/last_day"},
    {"/validity/last_day", R"("4-30")", bad_format, "/validity/last_day"},
    {"/validity/years_after", "-1", out_of_range, "/validity/years_after"},
    {"/validity/years_after", "11", out_of_range, "/validity/years_after"},
    {"/validity/months", "1", unknown_member, "/validity/months"},
    {"/grace_days", "-1", out_of_range, "/grace_days"},
    {"/grace_days", "367", out_of_range, "/grace_days"},
    {"/renewal_days", "367", out_of_range, "/renewal_days"},
    {"/renewal_days", "", missing, "/renewal_days"},
    {"/$schema", "1", wrong_type, "/$schema"},
    {"/note", R"("x")", unknown_member, "/note"},
};

const std::vector<Edit> rules = {
    {"/eligible", "", missing, "/eligible"},
    {"/eligible", "[]", wrong_type, "/eligible"},
    {"/eligible", "{}", missing, "/eligible"},
    {"/eligible", R"({"some": []})", unknown_member, "/eligible"},
    {"/eligible", R"({"all": [{"designation": "key"}], "any": []})", unknown_member, "/eligible"},
    {"/eligible", R"({"all": []})", out_of_range, "/eligible/all"},
    {"/eligible", R"({"any": {}})", wrong_type, "/eligible/any"},
    {"/eligible", R"({"not": []})", wrong_type, "/eligible/not"},
    {"/eligible/any/0", R"({"designation": "big"})", unknown_name, "/eligible/any/0/designation"},
    {"/eligible/any/0", R"({"designation": 1})", wrong_type, "/eligible/any/0/designation"},
    {"/eligible", R"({"tax": "threshold"})", missing, "/eligible/tax"},
    {"/eligible", R"({"tax": {}})", missing, "/eligible/tax"},
    {"/eligible", R"({"tax": {"year": -1}})", missing, "/eligible/tax"},
    {"/eligible", R"({"tax": {"at_least": "1.00", "at_most": "2.00"}})", missing, "/eligible/tax"},
    {"/eligible", R"({"tax": {"more_than": "thresh"}})", bad_format, "/eligible/tax/more_than"},
    {"/eligible", R"({"tax": {"more_than": 3000000}})", wrong_type, "/eligible/tax/more_than"},
    {"/eligible", R"({"tax": {"more_than": "1.00", "year": 1}})", out_of_range,
     "/eligible/tax/year"},
    {"/eligible", R"({"tax": {"more_than": "1.00", "strict": true}})", unknown_member,
     "/eligible/tax/strict"},
    {"/eligible", R"({"credit": "unknown"})", unknown_name, "/eligible/credit"},
    {"/eligible", R"({"credit": "bad"})", unknown_name, "/eligible/credit"},
    {"/eligible", R"({"date": {}})", missing, "/eligible/date"},
    {"/eligible", R"({"date": "2026-01-01"})", missing, "/eligible/date"},
    {"/eligible", R"({"date": {"from": "2026-13-01"}})", bad_format, "/eligible/date/from"},
    {"/eligible", R"({"date": {"from": "2026-02-01", "to": "2026-01-31"}})", wrong_order,
     "/eligible/date/to"},
    {"/eligible", R"({"date": {"on": "2026-02-01", "to": "2026-01-31"}})", unknown_member,
     "/eligible/date/on"},
};

const std::vector<Edit> quotas_and_services = {
    {"/quota", "[]", out_of_range, "/quota"},
    {"/quota/0/ground", "{}", missing, "/quota/0/ground"},
    {"/quota/0/tiers", "[]", out_of_range, "/quota/0/tiers"},
    {"/quota/0/tiers/0", R"({"above": "0.00", "cards": 3})", unknown_member,
     "/quota/0/tiers/0/above"},
    {"/quota/0/tiers/0/cards", "-1", out_of_range, "/quota/0/tiers/0/cards"},
    {"/quota/0/tiers/0/cards", "1000", out_of_range, "/quota/0/tiers/0/cards"},
    {"/quota/0/tiers/1/above", "", missing, "/quota/0/tiers/1/above"},
    {"/quota/0/tiers/1/above", R"("threshold")", bad_format, "/quota/0/tiers/1/above"},
    {"/quota/0/tiers/1/name", "1", unknown_member, "/quota/0/tiers/1/name"},
    {"/quota/1/tiers/2/above", R"("5000000.00")", wrong_order, "/quota/1/tiers/2/above"},
    {"/quota/1/name", "1", unknown_member, "/quota/1/name"},
    {"/services", "[]", out_of_range, "/services"},
    {"/services/0/code", R"("finance.checkup")", bad_format, "/services/0/code"},
    {"/services/0/code", R"("health")", bad_format, "/services/0/code"},
    {"/services/0/code", R"("health.")", bad_format, "/services/0/code"},
    {"/services/0/code", R"("health.Check-up")", bad_format, "/services/0/code"},
    {"/services/0/code", R"("health.1")", bad_format, "/services/0/code"},
    {"/services/0/code", R"("health.green_lane")", duplicate, "/services/1/code"},
    {"/services/0/code", R"("health.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")", bad_format,
     "/services/0/code"},
    {"/services/0/sector", R"("military")", unknown_name, "/services/0/sector"},
    {"/services/0/for", "[]", out_of_range, "/services/0/for"},
    {"/services/0/for", R"(["self", "uncle"])", unknown_name, "/services/0/for/1"},
    {"/services/0/for", R"(["self", "self"])", duplicate, "/services/0/for/1"},
    {"/services/0/quota/uses", "0", out_of_range, "/services/0/quota/uses"},
    {"/services/0/quota/per", R"("week")", unknown_name, "/services/0/quota/per"},
    {"/services/0/quota/per", "", missing, "/services/0/quota/per"},
    {"/services/0/quota/note", "1", unknown_member, "/services/0/quota/note"},
    {"/services/0/contract", "", missing, "/services/0/contract"},
    {"/services/0/price", "1", unknown_member, "/services/0/price"},
    {"/services/0", "5", wrong_type, "/services/0"},
};

void expect_faults(const std::vector<Edit>& edits) {
  for (const Edit& edit : edits) {
    SCOPED_TRACE(std::string(edit.place) + " := " + std::string(edit.value));
    const auto policy = Policy::parse(edited(edit.place, edit.value));
    ASSERT_FALSE(policy);
    ASSERT_EQ(policy.error().size(), 1U);
    EXPECT_EQ(to_string(policy.error().front().error), to_string(edit.error));
    EXPECT_EQ(policy.error().front().path, edit.path);
    EXPECT_FALSE(policy.error().front().advice.empty());
  }
}

TEST(Policy, RefusesWhatTheSchemaRefusesAtTheVeryPlace) { expect_faults(top_level); }
TEST(Policy, RefusesBadRulesAtTheVeryPlace) { expect_faults(rules); }
TEST(Policy, RefusesBadQuotasAndServicesAtTheVeryPlace) { expect_faults(quotas_and_services); }

TEST(Policy, NamesEveryFaultAtOnce) {
  const auto policy = Policy::parse(R"({"id": "x", "version": 0, "what/ever~": 1})");
  ASSERT_FALSE(policy);
  const auto has = [&](PolicyError error, std::string_view path) {
    return std::ranges::any_of(policy.error(), [&](const PolicyFault& fault) {
      return fault.error == error && fault.path == path;
    });
  };
  EXPECT_TRUE(has(out_of_range, "/version"));
  EXPECT_TRUE(has(missing, "/services"));
  EXPECT_TRUE(has(unknown_member, "/what~1ever~0"));
}

TEST(Policy, RefusesWhatIsNoJsonObject) {
  struct Row {
    std::string_view text;
    PolicyError error;
  };
  for (const Row& row :
       {Row{"", not_json}, Row{"{", not_json}, Row{"{} {}", not_json},
        Row{R"({"id":"a","id":"a"})", not_json}, Row{"[]", wrong_type}, Row{"null", wrong_type}}) {
    SCOPED_TRACE(row.text);
    const auto policy = Policy::parse(row.text);
    ASSERT_FALSE(policy);
    ASSERT_EQ(policy.error().size(), 1U);
    EXPECT_EQ(policy.error().front().error, row.error);
    EXPECT_EQ(policy.error().front().path, "");
    EXPECT_FALSE(policy.error().front().advice.empty());
  }
}

TEST(Policy, RefusesRulesNestedBeyondTheProfile) {
  std::string rule = R"({"designation": "key"})";
  for (int i = 0; i < 20; ++i) rule = R"({"not": )" + rule + "}";
  const std::string text = test::shipped_text("default");
  const auto at = text.find(R"({ "designation": "high_growth" })");
  const auto policy = Policy::parse(text.substr(0, at) + rule + text.substr(at + 32));
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().front().error, not_json);
}

TEST(Policy, SurvivesItsTextBeingCutAnywhere) {
  const std::string text = test::shipped_text("any-high-tax");
  const std::size_t end = text.rfind('}');
  for (std::size_t size = 0; size <= end; ++size) {
    EXPECT_FALSE(Policy::parse(std::string_view(text).substr(0, size))) << size;
  }
}

}  // namespace
}  // namespace servicecard
