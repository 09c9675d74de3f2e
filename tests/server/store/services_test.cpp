#include "server/store/services.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace servicecard::store {
namespace {

const Services both{{Sector::health, {"health.checkup", "health.green_channel"}},
                    {Sector::education, {"education.enrolment"}}};

TEST(Services, IncludeACodeInItsOwnSectorAlone) {
  EXPECT_TRUE(includes(both, Sector::health, "health.green_channel"));
  EXPECT_FALSE(includes(both, Sector::education, "health.green_channel"));
  EXPECT_FALSE(includes(both, Sector::finance, "finance.fee_waiver"));
}

TEST(Services, AreReadAsTheyWereWritten) {
  const std::string text = json::serialize(services_json(both));
  EXPECT_EQ(text, R"({"health":["health.checkup","health.green_channel"],)"
                  R"("education":["education.enrolment"]})");
  EXPECT_EQ(parse_services(text), both);
}

class BrokenServices : public testing::TestWithParam<const char*> {};

TEST_P(BrokenServices, AreABrokenDatabase) {
  EXPECT_THROW(static_cast<void>(parse_services(GetParam())), std::runtime_error);
}

INSTANTIATE_TEST_SUITE_P(Text, BrokenServices,
                         testing::Values("", "[]", R"({"sport":[]})", R"({"health":"x"})",
                                         R"({"health":[1]})"));

}  // namespace
}  // namespace servicecard::store
