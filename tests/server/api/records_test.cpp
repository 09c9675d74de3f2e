#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/api/test_api.h"

namespace servicecard::api {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string code = test::uscc(1).str();
const std::string enterprise = R"({"uscc":")" + code + R"(","name":"甲公司（虚构）"})";
const std::string one = "/v1/enterprises/" + code;

std::string person(int n) {
  return R"({"enterprise":")" + code + R"(","name":"张三","resident_id":")" + test::resident_id(n) +
         R"(","phone":"16100000001","role":"talent"})";
}

class RecordRoutes : public testing::Test {
 protected:
  RecordRoutes() { EXPECT_EQ(api_.post("/v1/enterprises", enterprise).status, 201U); }

  test::TestApi api_;
};

TEST_F(RecordRoutes, KeepAndShowAnEnterprise) {
  EXPECT_EQ(
      api_.post(one + "/designations", R"({"kind":"key","from":"2021-07-05","source":"文件"})")
          .status,
      201U);
  EXPECT_EQ(api_.post(one + "/tax-records",
                      R"({"year":2025,"amount_wan":"300.00","basis":"paid","source":"税务"})")
                .status,
            201U);
  const auto shown = api_.get(one).json();
  EXPECT_EQ(shown.at("name").as_string(), "甲公司（虚构）");
  EXPECT_EQ(shown.at("tax_records").as_array().size(), 1U);
  const auto listed = api_.get("/v1/enterprises?designation=key&limit=1").json();
  EXPECT_EQ(listed.at("items").as_array().size(), 1U);
  EXPECT_TRUE(listed.at("next").is_null());
}

struct Case {
  const char* name;
  std::string target;
  std::string body;
  const char* who;
  unsigned status;
  const char* type;
};

TEST_F(RecordRoutes, AnswerWithTheProblemOfEachMistake) {
  EXPECT_EQ(api_.post("/v1/people", person(1)).status, 201U);
  EXPECT_EQ(
      api_.post(one + "/tax-records", R"({"year":2025,"amount_fen":1,"basis":"paid","source":""})")
          .status,
      201U);
  const auto tax = [](const char* amount) {
    return std::string(R"({"year":2025,"basis":"paid","source":"",)") + amount + "}";
  };
  const std::vector<Case> cases = {
      {"no token", "/v1/enterprises", enterprise, "", 401, "/problems/unauthorized"},
      {"an approver enters no records", "/v1/enterprises", enterprise, "wang", 403,
       "/problems/forbidden"},
      {"an administrator imports no roster", "/v1/roster-imports", "uscc\n", "wu", 403,
       "/problems/forbidden"},
      {"twice", "/v1/enterprises", enterprise, "chen", 409, "/problems/enterprise-exists"},
      {"unknown member", "/v1/enterprises", R"({"uscc":")" + code + R"(","name":"a","x":1})",
       "chen", 400, ""},
      {"bad code", "/v1/enterprises", R"({"uscc":"1","name":"a"})", "chen", 400, ""},
      {"bad name", "/v1/enterprises", R"({"uscc":")" + test::uscc(2).str() + R"(","name":" a"})",
       "chen", 422, "/problems/bad-name"},
      {"negative 万元", one + "/tax-records", tax(R"("amount_wan":"-300.00")"), "chen", 400, ""},
      {"negative fen", one + "/tax-records", tax(R"("amount_fen":-1)"), "chen", 400, ""},
      {"both amounts", one + "/tax-records", tax(R"("amount_fen":1,"amount_wan":"1")"), "chen", 400,
       ""},
      {"no such year", one + "/tax-records",
       R"({"year":1948,"amount_fen":1,"basis":"paid","source":""})", "chen", 400, ""},
      {"his own entry", one + "/tax-records/1/confirm", "{}", "chen", 403, "/problems/own-entry"},
      {"an auditor confirms nothing", one + "/tax-records/1/confirm", "{}", "sun", 403,
       "/problems/forbidden"},
      {"unknown enterprise", "/v1/enterprises/" + test::uscc(9).str() + "/tax-records",
       tax(R"("amount_fen":1)"), "chen", 404, "/problems/no-such-enterprise"},
      {"a person twice", "/v1/people", person(1), "chen", 409, "/problems/person-exists"},
      {"no designation of that number", one + "/designations/7/end", R"({"until":"2026-01-01"})",
       "chen", 404, "/problems/no-such-designation"},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    const auto answer = api_.post(each.target, each.body, each.who);
    EXPECT_EQ(answer.status, each.status) << answer.body;
    if (*each.type != '\0') {
      EXPECT_EQ(answer.text("type"), each.type);
    }
  }
}

// Rounded to nothing in 万元 it may be a little more than nothing, and never less.
TEST_F(RecordRoutes, TakeATaxOfNothing) {
  const auto answer = api_.post(one + "/tax-records",
                                R"({"year":2025,"amount_wan":"0.00","basis":"paid","source":""})");
  EXPECT_EQ(answer.status, 201U) << answer.body;
}

TEST_F(RecordRoutes, NeverGiveAResidentIdBack) {
  const auto made = api_.post("/v1/people", person(1));
  EXPECT_EQ(made.status, 201U);
  const auto again = api_.post("/v1/people", person(1));
  std::string wrong = person(1);
  wrong.replace(wrong.find("talent"), 6, "nobody");
  for (const auto& answer : {made, again, api_.get("/v1/people/1"), api_.get("/v1/people"),
                             api_.post("/v1/people", wrong)}) {
    EXPECT_THAT(answer.body, Not(HasSubstr(test::resident_id(1))));
    EXPECT_THAT(answer.body, Not(HasSubstr("16100000001")));
  }
  EXPECT_EQ(made.text("phone_masked"), "161****0001");
}

TEST_F(RecordRoutes, ReportARoster) {
  const std::string file = "uscc,name,序号\n" + test::uscc(2).str() + ",乙公司（虚构）,1\nx,丙,2\n";
  const auto dry = api_.post("/v1/roster-imports", file);
  ASSERT_EQ(dry.status, 200U) << dry.body;
  const auto report = dry.json();
  EXPECT_FALSE(report.at("applied").as_bool());
  EXPECT_EQ(report.at("encoding").as_string(), "UTF-8");
  EXPECT_EQ(report.at("ignored_columns").as_array().at(0).as_string(), "序号");
  const auto& row = report.at("rows").as_array().at(0).as_object();
  EXPECT_EQ(row.at("action").as_string(), "create");
  EXPECT_EQ(row.at("changes").as_array().at(0).as_object().at("en").as_string(),
            "new enterprise: 乙公司（虚构）");
  const auto& wrong = report.at("rows").as_array().at(1).as_object();
  EXPECT_TRUE(wrong.at("uscc").is_null());
  EXPECT_EQ(wrong.at("errors").as_array().at(0).as_object().at("code").as_string(), "bad-code");
  EXPECT_FALSE(api_.post("/v1/roster-imports?apply=true", file).json().at("applied").as_bool());
  EXPECT_TRUE(
      api_.post("/v1/roster-imports?apply=true&rows=good", file).json().at("applied").as_bool());
  EXPECT_EQ(api_.get("/v1/enterprises/" + test::uscc(2).str()).status, 200U);
}

TEST_F(RecordRoutes, RefuseARosterThatIsNone) {
  EXPECT_EQ(api_.post("/v1/roster-imports?apply=yes", "uscc\n").status, 400U);
  EXPECT_EQ(api_.post("/v1/roster-imports?rows=some", "uscc\n").status, 400U);
  const auto answer = api_.post("/v1/roster-imports", "uscc,name\n\"a\n");
  EXPECT_EQ(answer.status, 422U);
  EXPECT_EQ(answer.text("type"), "/problems/roster-bad-quotes");
  EXPECT_EQ(answer.text("detail"), "line 2");
}

TEST_F(RecordRoutes, NeverRepeatAResidentIdOfARoster) {
  const std::string good = test::resident_id(5);
  std::string bad = good;
  bad.back() = bad.back() == '1' ? '2' : '1';
  // In its place, destroyed, with a wrong check character, and in the wrong columns.
  const std::string header = "uscc,姓名,身份证号,人员类别," + good + "\n";
  for (const std::string& row :
       {code + ",张三," + good + ",负责人,\n", code + ",张三," + bad + ",负责人,\n",
        code + "," + good + "," + good + "," + good + "\n", good + "," + good + ",,,\n",
        code + ",张三," + good + ",负责人,\n" + code + ",李四," + good + ",负责人,\n"}) {
    SCOPED_TRACE(row);
    const auto answer = api_.post("/v1/roster-imports", header + row);
    EXPECT_EQ(answer.status, 200U);
    EXPECT_THAT(answer.body, Not(HasSubstr(good)));
    EXPECT_THAT(answer.body, Not(HasSubstr(bad)));
  }
}

}  // namespace
}  // namespace servicecard::api
