#include <string>

#include <gtest/gtest.h>

#include "server/sheet/csv.h"
#include "server/sheet/xlsx.h"
#include "tests/server/app/sample_app.h"

namespace servicecard::api {
namespace {

using http::Method;

class RosterApi : public testing::Test {
 protected:
  http::Response send(Method method, const std::string& target, const std::string& accept,
                      const std::string& body = {}, const std::string& language = "zh") {
    http::Request request{
        .method = method, .target = http::parse_target(target).value(), .body = body, .id = "test"};
    request.headers.add("Authorization", "Bearer " + clerk_);
    request.headers.add("Accept", accept);
    request.headers.add("Accept-Language", language);
    return sample_.app().call(std::move(request));
  }

  test::SampleApp sample_;
  std::string clerk_ = sample_.token_of("clerk-1", access::Role::clerk);
};

TEST_F(RosterApi, GivesAWorkbookThatItReadsBackWithoutAMistake) {
  for (const char* kind : {"enterprises", "people"}) {
    SCOPED_TRACE(kind);
    const auto given = send(Method::get, std::string("/v1/roster-templates/") + kind, "*/*");
    ASSERT_EQ(given.status, 200U);
    EXPECT_EQ(given.headers.find("Content-Disposition"),
              "attachment; filename=\"roster-" + std::string(kind) + ".xlsx\"");
    const auto report = send(Method::post, "/v1/roster-imports?apply=true", "application/json",
                             std::string(given.body.view()));
    ASSERT_EQ(report.status, 200U) << report.body.view();
    const json::object body = test::body_of(report);
    EXPECT_TRUE(body.at("applied").as_bool()) << report.body.view();
    EXPECT_EQ(body.at("encoding").as_string(), "XLSX");
    EXPECT_EQ(body.at("sheet").as_string(), "名册");
  }
}

TEST_F(RosterApi, GivesTheSameTemplateAsCsv) {
  const auto book = send(Method::get, "/v1/roster-templates/enterprises", "*/*");
  const auto csv = send(Method::get, "/v1/roster-templates/enterprises", "text/csv");
  EXPECT_EQ(csv.content_type, "text/csv; charset=utf-8");
  const std::string octets(book.body.view());
  const auto of_book = sheet::XlsxReader::open(octets).value();
  sheet::CsvReader of_csv(csv.body.view().substr(3));  // behind the mark
  for (auto row = of_csv.next().value(); row; row = of_csv.next().value()) {
    const auto other = of_book->next().value();
    ASSERT_TRUE(other);
    row->cells.resize(std::max(row->cells.size(), other->cells.size()));
    auto cells = other->cells;
    cells.resize(row->cells.size());
    EXPECT_EQ(row->cells, cells);
  }
}

TEST_F(RosterApi, AsksForTheTaxOfTheLastYearThatHasEnded) {
  const auto csv = send(Method::get, "/v1/roster-templates/enterprises", "text/csv");
  EXPECT_TRUE(csv.body.view().contains(",2025年纳税额（元）,"));
  using namespace std::chrono_literals;
  sample_.clock().set(sample_.clock().now() + std::chrono::hours(24 * 366));
  const auto next = send(Method::get, "/v1/roster-templates/enterprises", "text/csv");
  EXPECT_TRUE(next.body.view().contains(",2026年纳税额（元）,"));
}

TEST_F(RosterApi, KnowsNoOtherTemplateAndNoOtherForm) {
  EXPECT_EQ(send(Method::get, "/v1/roster-templates/cards", "*/*").status, 404U);
  EXPECT_EQ(send(Method::get, "/v1/roster-templates/people", "application/pdf").status, 406U);
  EXPECT_EQ(send(Method::post, "/v1/roster-imports", "application/pdf", "uscc\n").status, 406U);
}

TEST_F(RosterApi, ReportsAsCsvInTheLanguageAskedForAndRepeatsNoResidentId) {
  const std::string file =
      "统一社会信用代码,姓名,身份证号,类别\n91410329FAKE000136,=甲,410399197001010014,企业负责人\n";
  const auto zh = send(Method::post, "/v1/roster-imports", "text/csv", file);
  ASSERT_EQ(zh.status, 200U);
  EXPECT_EQ(zh.content_type, "text/csv; charset=utf-8");
  EXPECT_EQ(zh.body.view(),
            "\xef\xbb\xbf行号,结果,统一社会信用代码,名称,变更,错误\r\n"
            "2,有误,91410329FAKE000136,'=甲,,身份证号：身份证号有误，请核对 18 "
            "位、出生日期及校验码\r\n");
  const auto en = send(Method::post, "/v1/roster-imports", "text/csv", file, "en");
  EXPECT_TRUE(en.body.view().contains("line,outcome,uscc,name,changes,mistakes\r\n"));
  EXPECT_FALSE(en.body.view().contains("41039919700101"));
}

}  // namespace
}  // namespace servicecard::api
