#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "cardlib/codec/json.h"
#include "tests/server/app/sample_office.h"

namespace servicecard::test {
namespace {

constexpr const char* phone = "16188887777";

/// An enterprise with one contact.
class Contacts : public testing::Test {
 protected:
  Contacts() : id_(add("李示例", "人事经理")) {}

  std::string path(const std::string& rest = "") const {
    return "/v1/enterprises/" + office_.enterprise() + "/contacts" + rest;
  }
  static std::string body(const std::string& name, const std::string& duty) {
    return json::serialize(json::object{{"name", name}, {"duty", duty}, {"phone", phone}});
  }
  std::int64_t add(const std::string& name, const std::string& duty) {
    return office_.post(office_.clerk(), path(), 201, body(name, duty)).at("id").as_int64();
  }
  std::string one() const { return path("/" + std::to_string(id_)); }
  json::array shown() {
    return office_.get(office_.auditor(), "/v1/enterprises/" + office_.enterprise())
        .at("contacts")
        .as_array();
  }
  std::string problem(const std::string& token, const std::string& place,
                      const std::string& asked) {
    return office_.problem_of(token, place, asked);
  }

  SampleOffice office_;
  std::int64_t id_ = 0;
};

TEST_F(Contacts, StandWithTheirEnterpriseAndAMaskedPhone) {
  add("王示例", "");
  const json::array contacts = shown();
  ASSERT_EQ(contacts.size(), 2U);
  EXPECT_EQ(contacts[0].at("name"), "李示例");
  EXPECT_EQ(contacts[0].at("duty"), "人事经理");
  EXPECT_EQ(contacts[0].at("phone_masked"), "161****7777");
  EXPECT_EQ(contacts[0].at("entered_by"), "clerk-1");
  EXPECT_EQ(contacts[1].at("name"), "王示例");
}

TEST_F(Contacts, AreStruckOffWithoutATraceOfTheirPhone) {
  const auto gone = office_.sample().send(http::Method::del, one(), office_.clerk());
  EXPECT_EQ(gone.status, 204U);
  EXPECT_TRUE(shown().empty());
  EXPECT_EQ(office_.sample().send(http::Method::del, one(), office_.clerk()).status, 404U);
}

TEST_F(Contacts, ArePhonedForAReasonThatTheJournalKeeps) {
  EXPECT_EQ(office_.post(office_.approver(), one() + "/reveal", 200, R"({"reason":"通知领卡"})")
                .at("value"),
            phone);
  const auto page = office_.get(office_.auditor(), "/v1/journal?limit=1");
  const std::string leaf = json::serialize(page.at("items").at(0));
  EXPECT_NE(leaf.find("person.revealed"), std::string::npos);
  EXPECT_NE(leaf.find("通知领卡"), std::string::npos);
  EXPECT_NE(leaf.find("李示例"), std::string::npos);
  EXPECT_EQ(leaf.find(phone), std::string::npos);
}

TEST_F(Contacts, AreRefusedWithTheReason) {
  struct Row {
    const char* name;
    std::string asked;
    const char* problem;
  };
  const Row rows[] = {
      {"no name", body("", ""), "bad-request"},
      {"a duty of two lines", body("李示例", "人事\n经理"), "bad-request"},
      {"a duty too long", body("李示例", std::string(41, 'x')), "bad-request"},
      {"no phone", R"({"name":"李示例"})", "bad-request"},
      {"not a phone", R"({"name":"李示例","phone":"12"})", "bad-request"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(problem(office_.clerk(), path(), row.asked), row.problem);
  }
  EXPECT_EQ(problem(office_.approver(), path(), body("李示例", "")), "forbidden");
  EXPECT_EQ(
      problem(office_.clerk(), "/v1/enterprises/91410329FAKE000211/contacts", body("李示例", "")),
      "no-such-enterprise");
  EXPECT_EQ(problem(office_.clerk(), path("/999/reveal"), R"({"reason":"通知领卡"})"),
            "no-such-contact");
  EXPECT_EQ(problem(office_.clerk(), one() + "/reveal", R"({"reason":" "})"), "bad-reason");
  EXPECT_EQ(shown().size(), 1U);
}

TEST_F(Contacts, AreNoMoreThanTwentyOfOneEnterprise) {
  for (int i = 1; i < 20; ++i) add("李示例", "");
  EXPECT_EQ(problem(office_.clerk(), path(), body("李示例", "")), "many-contacts");
  EXPECT_EQ(shown().size(), 20U);
}

}  // namespace
}  // namespace servicecard::test
