#include "server/api/public_documents.h"

#include <initializer_list>
#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "cardlib/credential/wallet_claims.h"
#include "tests/server/counter/county.h"

namespace servicecard::api {
namespace {

using std::chrono::seconds;
using test::County;

http::Response get(const County& county, std::string_view target,
                   std::initializer_list<std::pair<std::string_view, std::string_view>> headers) {
  http::Request request;
  request.target = http::parse_target(target).value();
  for (const auto& [name, value] : headers) request.headers.add(name, value);
  return county.send(std::move(request));
}

constexpr std::string_view list = "/status-lists/1";

TEST(PublicDocuments, GiveAStatusListInTheFormThatIsAskedFor) {
  County county;
  EXPECT_TRUE(county.publisher.refresh(test::test_time()));
  const auto publication = county.publisher.current();
  const http::Response jwt = get(county, list, {});
  EXPECT_EQ(jwt.status, 200U);
  EXPECT_EQ(jwt.content_type, "application/statuslist+jwt");
  EXPECT_EQ(jwt.body.view(), publication->lists.at(1).jwt);
  EXPECT_EQ(jwt.headers.find("Vary"), "Accept, Accept-Encoding");
  const http::Response cwt = get(county, list, {{"Accept", "application/statuslist+cwt"}});
  EXPECT_EQ(cwt.content_type, "application/statuslist+cwt");
  EXPECT_EQ(cwt.body.view(), as_text(publication->lists.at(1).cwt));
  EXPECT_NE(cwt.headers.find("ETag"), jwt.headers.find("ETag"));
  EXPECT_EQ(get(county, list, {{"Accept", "*/*"}}).content_type, "application/statuslist+jwt");
  EXPECT_EQ(get(county, list, {{"Accept", "application/*;q=0.5, application/statuslist+cwt"}})
                .content_type,
            "application/statuslist+cwt");
  EXPECT_EQ(get(county, list, {{"Accept", "text/html"}}).status, 406U);
  EXPECT_EQ(get(county, list, {{"Accept", "application/statuslist+jwt;q=0"}}).status, 406U);
}

TEST(PublicDocuments, AnswerShortlyToWhoeverHasTheListAlready) {
  County county;
  const test::CountyCard card = county.issue();
  EXPECT_TRUE(county.publisher.refresh(test::test_time()));
  const std::string etag(*get(county, list, {}).headers.find("ETag"));
  EXPECT_EQ(get(county, list, {{"If-None-Match", etag}}).status, 304U);
  county.move(card, CardState::revoked);
  EXPECT_TRUE(county.publisher.refresh(test::test_time() + seconds(5)));
  EXPECT_EQ(get(county, list, {{"If-None-Match", etag}}).status, 304U);
  EXPECT_TRUE(county.publisher.refresh(test::test_time() + seconds(35)));
  EXPECT_EQ(get(county, list, {{"If-None-Match", etag}}).status, 200U);
}

TEST(PublicDocuments, AreNotThereBeforeTheyArePublished) {
  County county;
  EXPECT_EQ(get(county, list, {}).status, 503U);
  EXPECT_EQ(get(county, "/offline-pack", {}).status, 503U);
  EXPECT_TRUE(county.publisher.refresh(test::test_time()));
  EXPECT_EQ(get(county, "/offline-pack", {}).status, 200U);
  for (const char* target : {"/status-lists/2", "/status-lists/0", "/status-lists/01",
                             "/status-lists/x", "/status-lists/99999999999999999999"}) {
    EXPECT_EQ(get(county, target, {}).status, 404U) << target;
  }
}

TEST(PublicDocuments, KeepCardKeysApartFromAllOthers) {
  const County county;
  const std::string card_kid = keys::test::kid_of(*county.ring, KeyPurpose::card);
  const auto issuer = test::object_in(get(county, "/.well-known/jwt-vc-issuer", {}));
  EXPECT_EQ(issuer.at("issuer"), "https://card.example.cn");
  const json::array& card_keys = issuer.at("jwks").at("keys").as_array();
  ASSERT_EQ(card_keys.size(), 1U);
  EXPECT_EQ(card_keys.at(0).at("kid"), json::value(card_kid));
  const http::Response jwks = get(county, "/.well-known/jwks.json", {});
  EXPECT_EQ(jwks.status, 200U);
  EXPECT_FALSE(jwks.body.view().contains(card_kid));
  EXPECT_TRUE(jwks.body.view().contains(keys::test::kid_of(*county.ring, KeyPurpose::status)));
}

TEST(PublicDocuments, GiveTheTrustListAsTheRootSignedIt) {
  County county;
  const http::Response response = get(county, "/trust-list", {});
  EXPECT_EQ(response.content_type, "application/jwt");
  EXPECT_EQ(response.body.view(), county.ring->trust_list()->jws());
}

TEST(PublicDocuments, CallEveryClaimByANameInBothLanguages) {
  County county;
  const auto metadata = test::object_in(get(county, "/vct/service-card", {}));
  EXPECT_EQ(metadata.at("vct"), json::value(county.ring->issuer().vct()));
  std::set<std::string> named;
  for (const json::value& claim : metadata.at("claims").as_array()) {
    named.insert(std::string(claim.at("path").as_array().back().as_string()));
    EXPECT_EQ(claim.at("display").as_array().at(0).at("lang"), "zh-CN");
    EXPECT_EQ(claim.at("display").as_array().at(1).at("lang"), "en");
  }
  for (const auto& member : wallet_payload(county.claims({}, 1), std::nullopt)) {
    const std::string name(member.key());
    EXPECT_TRUE(name == "vct" || name == "_sd_alg" || named.contains(name)) << name;
  }
}

TEST(PublicDocuments, DescribeTheApiToAnyPage) {
  const County county;
  const http::Response response = get(county, "/openapi.yaml", {});
  EXPECT_EQ(response.content_type, "application/yaml");
  EXPECT_TRUE(response.body.view().starts_with("openapi: 3.1.0"));
  EXPECT_EQ(response.headers.find("Access-Control-Allow-Origin"), "*");
}

}  // namespace
}  // namespace servicecard::api
