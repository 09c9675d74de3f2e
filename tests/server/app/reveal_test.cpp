#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tests/server/app/browser.h"
#include "tests/server/app/sample_office.h"
#include "tests/support/vectors.h"

namespace servicecard::test {
namespace {

constexpr const char* resident_id = "410399199001010055";
constexpr const char* phone = "16100000001";

/// One person with a phone, and one without.
class Reveal : public testing::Test {
 protected:
  explicit Reveal(desk::DailyCaps caps = {}) : office_(caps) {
    const json::object person{{"enterprise", office_.enterprise()},
                              {"name", "张示例"},
                              {"resident_id", resident_id},
                              {"phone", phone},
                              {"role", "talent"}};
    const auto made = office_.post(office_.clerk(), "/v1/people", 201, json::serialize(person));
    person_ = made.at("id").as_int64();
  }

  static std::string path(std::int64_t person) {
    return "/v1/people/" + std::to_string(person) + "/reveal";
  }
  static std::string body(const char* field, const char* reason = "来电核对（虚构）") {
    return json::serialize(json::object{{"field", field}, {"reason", reason}});
  }
  std::string problem(const std::string& token, const std::string& asked) {
    return office_.problem_of(token, path(person_), asked);
  }

  SampleOffice office_;
  std::int64_t person_ = 0;
};

TEST_F(Reveal, ShowsInFullWhatIsMaskedElsewhere) {
  EXPECT_EQ(office_.get(office_.clerk(), "/v1/people/" + std::to_string(person_))
                .at("resident_id_masked"),
            "4103**********0055");
  EXPECT_EQ(office_.post(office_.clerk(), path(person_), 200, body("resident_id")).at("value"),
            resident_id);
  EXPECT_EQ(office_.post(office_.approver(), path(person_), 200, body("phone")).at("value"), phone);
}

TEST_F(Reveal, LeavesALeafThatSaysWhoSawWhatAndWhy) {
  office_.post(office_.clerk(), path(person_), 200, body("resident_id"));
  const auto page = office_.get(office_.auditor(), "/v1/journal?limit=1");
  const json::object leaf = page.at("items").at(0).as_object();
  EXPECT_EQ(leaf.at("kind"), "person.revealed");
  EXPECT_EQ(leaf.at("by"), "clerk-1");
  EXPECT_EQ(json::serialize(leaf).find(resident_id), std::string::npos);
  EXPECT_NE(json::serialize(leaf).find("来电核对"), std::string::npos);
}

TEST_F(Reveal, WantsAReasonARightAndSomethingToShow) {
  EXPECT_EQ(problem(office_.clerk(), body("resident_id", "")), "bad-reason");
  EXPECT_EQ(problem(office_.clerk(), body("resident_id", "  ")), "bad-reason");
  EXPECT_EQ(problem(office_.clerk(), body("name")), "bad-request");
  EXPECT_EQ(problem(office_.auditor(), body("phone")), "forbidden");
  EXPECT_EQ(problem(office_.sample().report().admin_token, body("phone")), "forbidden");
  EXPECT_EQ(office_.problem_of(office_.clerk(), path(999), body("phone")), "no-such-person");
  EXPECT_EQ(office_.problem_of(office_.clerk(), path(office_.person(2)), body("phone")),
            "no-phone");
}

TEST_F(Reveal, LeavesTheValueNowhereInTheDataDirectory) {
  office_.post(office_.clerk(), path(person_), 200, body("resident_id"));
  office_.post(office_.clerk(), path(person_), 200, body("phone"));
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(office_.sample().data())) {
    if (entry.is_regular_file()) all += read_file(entry.path());
  }
  EXPECT_EQ(all.find(resident_id), std::string::npos);
  EXPECT_EQ(all.find(phone), std::string::npos);
}

class CappedReveal : public Reveal {
 protected:
  CappedReveal() : Reveal({.approvals = 200, .cards = 200, .reveals = 5}) {}
};

TEST_F(CappedReveal, StopsAtTheDaysCapAndRaisesAnAlarmBefore) {
  for (int i = 0; i < 3; ++i) office_.post(office_.clerk(), path(person_), 200, body("phone"));
  EXPECT_TRUE(office_.sample().alarms().empty());
  for (int i = 0; i < 2; ++i) office_.post(office_.clerk(), path(person_), 200, body("phone"));
  ASSERT_EQ(office_.sample().alarms().size(), 1U);
  EXPECT_EQ(office_.sample().alarms().front().kind, access::AlarmKind::many_reveals);
  EXPECT_EQ(office_.sample().alarms().front().subject, "actor:clerk-1");
  const auto refused =
      office_.sample().send(http::Method::post, path(person_), office_.clerk(), body("phone"));
  EXPECT_EQ(refused.status, 429U);
  EXPECT_EQ(problem_of(refused), "daily-cap-reached");
  EXPECT_EQ(refused.headers.find("Retry-After"), "28800");
  office_.post(office_.second_clerk(), path(person_), 200, body("phone"));
  auto& clock = office_.sample().clock();
  clock.set(start_of(day_of(clock.now()).plus_days(1)));
  office_.post(office_.clerk(), path(person_), 200, body("phone"));
}

}  // namespace
}  // namespace servicecard::test
