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
  http::Response patch(const std::string& target, const json::object& body) const {
    http::Request request;
    request.method = http::Method::patch;
    request.target = http::parse_target("/v1/partners" + target).value();
    request.headers.add("Authorization", "Bearer " + county_.token("administrator"));
    request.body = json::serialize(body);
    return county_.send(std::move(request));
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
  expected["shows"] = json::array{"number",          "holder_name", "holder_id_last4",
                                  "enterprise_name", "category",    "valid_until"};
  expected["sites"] = json::array{};
  expected["suspended"] = false;
  expected["suspended_reason"] = nullptr;
  EXPECT_EQ(test::object_in(added), expected);
  expected["keys"] = json::array{};
  expected["accounts"] = json::array{};
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

TEST_F(PartnerRoutes, ChangeWhatIsNamedAndNothingElse) {
  ASSERT_EQ(post("", clinic_).status, 201U);
  const json::object before = test::object_in(get("/clinic-2"));
  const auto changed = test::object_in(patch("/clinic-2", {{"name", "伊川示例中医院（虚构）"},
                                                           {"contract_until", nullptr},
                                                           {"max_age_seconds", 3600},
                                                           {"accepts_bearer", false},
                                                           {"shows", {"valid_until", "number"}}}));
  json::object expected = before;
  expected.erase("keys");
  expected.erase("accounts");
  EXPECT_EQ(test::object_in(patch("/clinic-2", {{"name", expected["name"]},
                                                {"contract_until", expected["contract_until"]},
                                                {"max_age_seconds", 86400},
                                                {"accepts_bearer", true},
                                                {"shows", expected["shows"]}})),
            expected);
  expected["name"] = "伊川示例中医院（虚构）";
  expected["contract_until"] = nullptr;
  expected["max_age_seconds"] = 3600;
  expected["accepts_bearer"] = false;
  expected["shows"] = json::array{"number", "valid_until"};
  EXPECT_EQ(changed, expected);
  EXPECT_EQ(refusal(patch("/nobody", {})), "404 no-such-partner");
}

TEST_F(PartnerRoutes, RefuseAChangeThatLeavesNoPartner) {
  ASSERT_EQ(post("", clinic_).status, 201U);
  const auto with = [&](const char* member, const json::value& value) {
    return refusal(patch("/clinic-2", {{member, value}}));
  };
  EXPECT_EQ(with("name", ""), "422 empty-name");
  EXPECT_EQ(with("max_age_seconds", 59), "422 bad-max-age");
  EXPECT_EQ(with("contract_from", nullptr), "422 end-before-start");
  EXPECT_EQ(with("contract_from", "2027-01-01"), "422 end-before-start");
  EXPECT_EQ(with("shows", {"resident_id"}), "400 bad-request");
  EXPECT_EQ(with("accepts_bearer", "yes"), "400 bad-request");
  EXPECT_EQ(with("sector", "finance"), "400 bad-request");
}

TEST_F(PartnerRoutes, ShowFromNowOnWhatWasAgreed) {
  const auto number = [&] {
    return county_.verify("hospital", card_.printed).at("card").as_object().at("number");
  };
  EXPECT_EQ(number(), json::value(card_.number.str()));
  ASSERT_EQ(patch("/hospital", {{"shows", {"valid_until"}}}).status, 200U);
  EXPECT_TRUE(number().is_null());
}

TEST_F(PartnerRoutes, OpenASiteOnceAndCloseItForGood) {
  const json::object east{{"code", "east"}, {"name", "东院区"}};
  const http::Response opened = post("/hospital/sites", east);
  EXPECT_EQ(opened.status, 201U);
  EXPECT_EQ(json::serialize(test::object_in(opened).at("sites")),
            R"([{"code":"east","name":"东院区","closed_at":null}])");
  EXPECT_EQ(refusal(post("/hospital/sites", east)), "409 site-exists");
  EXPECT_EQ(refusal(post("/hospital/sites", {{"code", "w"}, {"name", ""}})), "422 empty-name");
  EXPECT_EQ(refusal(post("/hospital/sites", {{"code", "West"}, {"name", "x"}})), "400 bad-request");
  EXPECT_EQ(refusal(post("/nobody/sites", east)), "404 no-such-partner");
  EXPECT_EQ(refusal(post("/bank/sites/east/close", {})), "404 no-such-site");
  const auto closed = test::object_in(post("/hospital/sites/east/close", {}));
  EXPECT_EQ(closed.at("sites").as_array().at(0).at("closed_at"), "2026-04-30T08:00:00Z");
  EXPECT_EQ(refusal(post("/hospital/sites/east/close", {})), "404 no-such-site");
  EXPECT_EQ(refusal(post("/hospital/sites", east)), "409 site-exists");
}

TEST_F(PartnerRoutes, GiveAKeyItsLabelAndItsScopes) {
  const auto key = test::object_in(
      post("/hospital/keys", {{"label", "门诊系统"}, {"scopes", {"changes", "use"}}}));
  EXPECT_EQ(key.at("kind"), "api_key");
  EXPECT_EQ(key.at("label"), "门诊系统");
  EXPECT_EQ(json::serialize(key.at("scopes")), R"(["use","changes"])");
  EXPECT_TRUE(key.at("kid").is_null());
  EXPECT_EQ(verdict_with(std::string(key.at("secret").as_string())), "403");
  EXPECT_EQ(refusal(post("/school/keys", {{"scopes", json::array{}}})), "422 no-scope");
  EXPECT_EQ(refusal(post("/school/keys", {{"scopes", {"admin"}}})), "400 bad-request");
  EXPECT_EQ(refusal(post("/school/keys", {{"label", "a\nb"}})), "422 bad-label");
}

TEST_F(PartnerRoutes, TakeThePublicHalfOfAPartnersOwnKeyOnce) {
  const test::TestSigner signer;
  const json::object jwk = signer.public_key().to_jwk();
  const http::Response added = post("/hospital/keys", {{"jwk", jwk}});
  EXPECT_EQ(added.status, 201U);
  EXPECT_EQ(test::object_in(added).at("kind"), "client_key");
  EXPECT_EQ(test::object_in(added).at("kid"), json::value(signer.public_key().kid()));
  EXPECT_FALSE(test::object_in(added).contains("secret"));
  EXPECT_EQ(refusal(post("/bank/keys", {{"jwk", jwk}})), "409 key-registered");
  json::object with_private = jwk;
  with_private["d"] = jwk.at("x");
  EXPECT_EQ(refusal(post("/bank/keys", {{"jwk", with_private}})), "422 bad-key");
  EXPECT_EQ(refusal(post("/bank/keys", {{"jwk", {{"kty", "RSA"}}}})), "422 bad-key");
  EXPECT_EQ(refusal(post("/bank/keys", {{"jwk", "text"}})), "400 bad-request");
}

TEST_F(PartnerRoutes, CountKeysOfEachKindForThemselves) {
  const auto own_key = [&] {
    return post("/hospital/keys", {{"jwk", test::TestSigner().public_key().to_jwk()}});
  };
  EXPECT_EQ(own_key().status, 201U);
  EXPECT_EQ(own_key().status, 201U);
  EXPECT_EQ(refusal(own_key()), "409 two-keys-live");
  EXPECT_EQ(post("/hospital/keys", {}).status, 201U);  // the county gave it one
  EXPECT_EQ(refusal(post("/hospital/keys", {})), "409 two-keys-live");
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
  patch("/clinic-2", {{"max_age_seconds", 3600}});
  patch("/clinic-2", {{"max_age_seconds", 3600}});  // changes nothing
  post("/clinic-2/sites", {{"code", "east"}, {"name", "东院区"}});
  post("/clinic-2/sites/east/close", {});
  post("/clinic-2/keys", {{"jwk", test::TestSigner().public_key().to_jwk()}});
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
  EXPECT_EQ(leaves, (std::vector<std::string>{
                        "partner.added", "partner.key-issued", "partner.key-revoked",
                        "partner.suspended", "partner.resumed", "partner.changed",
                        "partner.site_opened", "partner.site_closed", "partner.key_registered"}));
}

}  // namespace
}  // namespace servicecard::api
