#include "server/api/partners.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/server/counter/county.h"

namespace servicecard::api {
namespace {

using test::County;

/// Partners, as an administrator deals with them.
class PartnerRoutes : public testing::Test {
 protected:
  http::Response post(const std::string& target, const json::object& body,
                      const char* role = "administrator") const {
    return county_.post("/v1/partners" + target, county_.token(role), body);
  }
  http::Response get(const std::string& target, const char* role = "administrator") const {
    return county_.get("/v1/partners" + target, county_.token(role));
  }
  // Status and the last part of the problem's type.
  static std::string refusal(const http::Response& response) {
    return std::to_string(response.status) + " " +
           std::string(test::object_in(response).at("type").as_string().subview(10));
  }
  std::string verdict_with(const std::string& key) const {
    const auto response = county_.post("/v1/verifications", key, {{"presentation", card_.printed}});
    if (response.status != 200) return std::to_string(response.status);
    return std::string(test::object_in(response).at("verdict").as_string());
  }

  County county_;
  test::CountyCard card_ = county_.issue();
  json::object clinic_{{"id", "clinic-2"},
                       {"name", "伊川示例第二医院（虚构）"},
                       {"sector", "health"},
                       {"contract_from", "2026-01-01"},
                       {"contract_until", "2026-12-31"}};
};

TEST_F(PartnerRoutes, AddAPartnerAndShowIt) {
  const http::Response added = post("", clinic_);
  EXPECT_EQ(added.status, 201U);
  json::object expected = clinic_;
  expected["uscc"] = nullptr;
  expected["max_age_seconds"] = 86400;
  expected["accepts_bearer"] = true;
  expected["suspended"] = false;
  expected["suspended_reason"] = nullptr;
  EXPECT_EQ(test::object_in(added), expected);
  expected["keys"] = json::array{};
  EXPECT_EQ(test::object_in(get("/clinic-2", "auditor")), expected);
  EXPECT_EQ(refusal(post("", clinic_)), "409 partner-exists");
  EXPECT_EQ(refusal(get("/nobody")), "404 no-such-partner");
}

TEST_F(PartnerRoutes, RefuseWhatIsNoPartner) {
  const auto with = [&](const char* member, const json::value& value) {
    json::object changed = clinic_;
    changed[member] = value;
    return refusal(post("", changed));
  };
  EXPECT_EQ(with("id", "Clinic"), "400 bad-request");
  EXPECT_EQ(with("id", "-clinic"), "400 bad-request");
  EXPECT_EQ(with("id", "ab"), "400 bad-request");
  EXPECT_EQ(with("sector", "law"), "400 bad-request");
  EXPECT_EQ(with("uscc", "91410329FAKE000137"), "400 bad-request");
  EXPECT_EQ(with("name", ""), "422 empty-name");
  EXPECT_EQ(with("max_age_seconds", 59), "422 bad-max-age");
  EXPECT_EQ(with("contract_until", "2025-12-31"), "422 end-before-start");
  EXPECT_EQ(with("contract_from", nullptr), "422 end-before-start");
}

TEST_F(PartnerRoutes, ListThemPageByPage) {
  const auto first = test::object_in(get("?limit=2"));
  EXPECT_EQ(first.at("items").as_array().size(), 2U);
  EXPECT_EQ(first.at("next"), "2");
  const auto second = test::object_in(get("?limit=2&cursor=2"));
  EXPECT_EQ(second.at("items").as_array().size(), 1U);
  EXPECT_EQ(second.at("items").as_array().at(0).at("id"), "school");
  EXPECT_TRUE(second.at("next").is_null());
}

TEST_F(PartnerRoutes, SuspendWithAReasonAndResume) {
  const std::string key = county_.token("hospital");
  EXPECT_EQ(refusal(post("/hospital/suspend", {{"reason", ""}})), "422 empty-reason");
  EXPECT_EQ(refusal(post("/hospital/resume", {})), "409 not-suspended");
  const auto suspended = test::object_in(post("/hospital/suspend", {{"reason", "违规转借"}}));
  EXPECT_EQ(suspended.at("suspended"), true);
  EXPECT_EQ(suspended.at("suspended_reason"), "违规转借");
  EXPECT_EQ(verdict_with(key), "partner_not_contracted");
  EXPECT_EQ(refusal(post("/hospital/suspend", {{"reason", "again"}})), "409 already-suspended");
  EXPECT_EQ(test::object_in(post("/hospital/resume", {})).at("suspended"), false);
  EXPECT_EQ(verdict_with(key), "valid");
}

TEST_F(PartnerRoutes, GiveTwoLiveKeysAtMostAndTakeThemAway) {
  ASSERT_EQ(post("", clinic_).status, 201U);
  const auto first = test::object_in(post("/clinic-2/keys", {}));
  const auto second = test::object_in(post("/clinic-2/keys", {}));
  const std::string secret(first.at("secret").as_string());
  EXPECT_EQ(verdict_with(secret), "valid");
  EXPECT_EQ(verdict_with(std::string(second.at("secret").as_string())), "valid");
  EXPECT_EQ(refusal(post("/clinic-2/keys", {})), "409 two-keys-live");

  const std::string revoke = "/keys/" + std::to_string(first.at("id").as_int64()) + "/revoke";
  EXPECT_EQ(refusal(post("/hospital" + revoke, {})), "404 no-such-partner-key");
  const auto revoked = test::object_in(post("/clinic-2" + revoke, {}));
  EXPECT_EQ(revoked.at("revoked_at"), "2026-04-30T08:00:00Z");
  EXPECT_EQ(verdict_with(secret), "401");
  EXPECT_EQ(refusal(post("/clinic-2" + revoke, {})), "404 no-such-partner-key");
  EXPECT_EQ(post("/clinic-2/keys", {}).status, 201U);
  EXPECT_FALSE(get("/clinic-2").body.view().contains(secret));
}

TEST_F(PartnerRoutes, AreForAdministratorsAndTheAuditorsEyes) {
  for (const char* role : {"clerk", "approver", "auditor"}) {
    EXPECT_EQ(post("", clinic_, role).status, 403U) << role;
    EXPECT_EQ(post("/hospital/keys", {}, role).status, 403U) << role;
    EXPECT_EQ(post("/hospital/suspend", {{"reason", "x"}}, role).status, 403U) << role;
    EXPECT_EQ(get("", role).status, std::string_view(role) == "auditor" ? 200U : 403U) << role;
  }
  EXPECT_EQ(get("/hospital", "hospital").status, 401U);
}

TEST_F(PartnerRoutes, LeaveEveryActInTheJournalAndNoSecret) {
  post("", clinic_);
  const auto key = test::object_in(post("/clinic-2/keys", {}));
  post("/clinic-2/keys/" + std::to_string(key.at("id").as_int64()) + "/revoke", {});
  post("/clinic-2/suspend", {{"reason", "到期未续"}});
  post("/clinic-2/resume", {});
  const auto leaves = county_.database.store().read([](store::Snapshot& snapshot) {
    return snapshot.all(
        "SELECT actor, kind, content FROM journal_leaf WHERE subject = 'partner:clinic-2'"
        " ORDER BY seq",
        {}, [](const store::Row& row) {
          EXPECT_EQ(row.text("actor"), "administrator");
          EXPECT_FALSE(row.text("content").contains("scp_"));
          return row.text("kind");
        });
  });
  EXPECT_EQ(leaves,
            (std::vector<std::string>{"partner.added", "partner.key-issued", "partner.key-revoked",
                                      "partner.suspended", "partner.resumed"}));
}

}  // namespace
}  // namespace servicecard::api
