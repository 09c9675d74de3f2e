#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/json.h"
#include "cardlib/credential/jws.h"
#include "cardlib/credential/status_list_token.h"
#include "tests/support/sample_status_list.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

using Error = StatusListTokenError;
using namespace test;

json::object jwt_claims() {
  const std::int64_t iat = sample_list_time.time_since_epoch().count();
  return {{"sub", sample_list_uri},
          {"iat", iat},
          {"exp", iat + 86'400},
          {"ttl", 300},
          {"status_list", {{"bits", 2}, {"lst", base64url::encode(sample_packed_list().lst)}}}};
}

struct JwtRow {
  std::string name;
  std::function<void(json::object&)> spoil;
  std::optional<Error> profile;  ///< nothing where it is accepted
  std::optional<Error> general;
};

json::object& list_in(json::object& claims) { return claims.at("status_list").as_object(); }

const std::vector<JwtRow> jwt_rows = {
    {"nothing spoiled", [](auto&) {}, std::nullopt, std::nullopt},
    {"no sub", [](auto& c) { c.erase("sub"); }, Error::bad_claim, Error::bad_claim},
    {"sub as a number", [](auto& c) { c["sub"] = 1; }, Error::bad_claim, Error::bad_claim},
    {"no iat", [](auto& c) { c.erase("iat"); }, Error::bad_claim, Error::bad_claim},
    {"iat as a text", [](auto& c) { c["iat"] = "1"; }, Error::bad_claim, Error::bad_claim},
    {"iat as a float", [](auto& c) { c["iat"] = 1783180800.5; }, Error::bad_claim, std::nullopt},
    {"no exp", [](auto& c) { c.erase("exp"); }, Error::bad_claim, std::nullopt},
    {"exp as a text", [](auto& c) { c["exp"] = "1"; }, Error::bad_claim, Error::bad_claim},
    {"exp at iat", [](auto& c) { c["exp"] = c["iat"]; }, Error::bad_claim, std::nullopt},
    {"exp after a day and a second", [](auto& c) { c["exp"] = c["exp"].as_int64() + 1; },
     Error::bad_claim, std::nullopt},
    {"exp beyond all time", [](auto& c) { c["exp"] = std::int64_t{1} << 62; }, Error::bad_claim,
     Error::bad_claim},
    {"no ttl", [](auto& c) { c.erase("ttl"); }, Error::bad_claim, std::nullopt},
    {"ttl of 0", [](auto& c) { c["ttl"] = 0; }, Error::bad_claim, Error::bad_claim},
    {"ttl as a float", [](auto& c) { c["ttl"] = 1.5; }, Error::bad_claim, std::nullopt},
    {"a claim too many", [](auto& c) { c["iss"] = "x"; }, Error::unknown_claim, std::nullopt},
    {"no list", [](auto& c) { c.erase("status_list"); }, Error::bad_claim, Error::bad_claim},
    {"a list as a text", [](auto& c) { c["status_list"] = "x"; }, Error::bad_claim,
     Error::bad_claim},
    {"no bits", [](auto& c) { list_in(c).erase("bits"); }, Error::bad_claim, Error::bad_claim},
    {"bits as a text", [](auto& c) { list_in(c)["bits"] = "2"; }, Error::bad_claim,
     Error::bad_claim},
    {"bits below 0", [](auto& c) { list_in(c)["bits"] = -2; }, Error::bad_claim, Error::bad_claim},
    {"1 bit", [](auto& c) { list_in(c)["bits"] = 1; }, Error::bad_claim, std::nullopt},
    {"3 bits", [](auto& c) { list_in(c)["bits"] = 3; }, Error::bad_claim, Error::bad_list},
    {"no lst", [](auto& c) { list_in(c).erase("lst"); }, Error::bad_claim, Error::bad_claim},
    {"padding in lst", [](auto& c) { list_in(c)["lst"] = "eNrbuRgAAhcBXQ=="; }, Error::bad_list,
     Error::bad_list},
    {"no ZLIB in lst", [](auto& c) { list_in(c)["lst"] = "AAAA"; }, Error::bad_list,
     Error::bad_list},
    {"an aggregation", [](auto& c) { list_in(c)["aggregation_uri"] = "https://x"; },
     Error::unknown_claim, std::nullopt},
    {"an aggregation as a number", [](auto& c) { list_in(c)["aggregation_uri"] = 1; },
     Error::unknown_claim, Error::bad_claim},
    {"a member of the list too many", [](auto& c) { list_in(c)["x"] = 1; }, Error::unknown_claim,
     std::nullopt},
};

TEST(StatusListJwt, ClaimsHaveTheirOutcomesOnBothLayers) {
  const TestSigner signer;
  for (const JwtRow& row : jwt_rows) {
    SCOPED_TRACE(row.name);
    json::object claims = jwt_claims();
    row.spoil(claims);
    const std::string token = sign_jwt("statuslist+jwt", claims, signer);
    EXPECT_EQ(error_of(read_list_jwt(token, signer.public_key())), row.profile);
    EXPECT_EQ(error_of(read_status_list_jwt(token, signer.public_key())), row.general);
  }
}

TEST(StatusListJwt, ReadsWhatTheGeneralLayerAddsToTheProfile) {
  const TestSigner signer;
  json::object claims = jwt_claims();
  list_in(claims)["aggregation_uri"] = "https://card.county.example/status-lists";
  claims["ttl"] = 1.5;
  claims.erase("exp");
  const auto read =
      read_status_list_jwt(sign_jwt("statuslist+jwt", claims, signer), signer.public_key());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->aggregation_uri, "https://card.county.example/status-lists");
  EXPECT_EQ(read->ttl, std::chrono::seconds(1));
  EXPECT_EQ(read->expires, std::nullopt);
  EXPECT_EQ(look_up(*read, 3, Time::max()), 1);
}

TEST(StatusListJwt, RefusesOtherTypesAndHeaders) {
  const TestSigner signer;
  const std::string payload = json::serialize(jwt_claims());
  for (const std::string_view typ :
       {"", "JWT", "dc+sd-jwt", "kb+jwt", "statuslist+cwt", "application/statuslist+jwt",
        "STATUSLIST+JWT", "trust-list+jwt"}) {
    SCOPED_TRACE(typ);
    const std::string token = sign_jws(typ, payload, signer);
    EXPECT_EQ(error_of(read_list_jwt(token, signer.public_key())), Error::wrong_type);
    EXPECT_EQ(error_of(read_status_list_jwt(token, signer.public_key())), Error::wrong_type);
  }
  const std::string without_kid = sign_jws("statuslist+jwt", payload, signer, KeyHint::none);
  EXPECT_EQ(error_of(read_list_jwt(without_kid, signer.public_key())), Error::bad_header);
  EXPECT_EQ(error_of(read_status_list_jwt(without_kid, signer.public_key())), std::nullopt);
}

TEST(StatusListJwt, RefusesWhatIsNoJws) {
  const TestSigner signer;
  const auto with_header = [&](const std::string& header) {
    return base64url::encode(as_bytes(header)) +
           sample_list_jwt(signer).substr(sample_list_jwt(signer).find('.'));
  };
  const std::vector<std::tuple<std::string, std::string, Error>> rows = {
      {"nothing", "", Error::malformed},
      {"two parts", "e30.e30", Error::malformed},
      {"none", with_header(R"({"alg":"none","typ":"statuslist+jwt","kid":"1"})"),
       Error::unsupported},
      {"HS256", with_header(R"({"alg":"HS256","typ":"statuslist+jwt","kid":"1"})"),
       Error::unsupported},
      {"crit", with_header(R"({"alg":"ES256","typ":"statuslist+jwt","kid":"1","crit":["exp"]})"),
       Error::bad_header},
      {"a fourth member", with_header(R"({"alg":"ES256","typ":"statuslist+jwt","kid":"1","x":1})"),
       Error::bad_header},
      {"a jwk", with_header(R"({"alg":"ES256","typ":"statuslist+jwt","jwk":{}})"),
       Error::bad_header},
      {"no typ", with_header(R"({"alg":"ES256","kid":"1"})"), Error::wrong_type},
      {"too large", std::string(max_status_list_token_size + 1, 'A'), Error::too_large},
  };
  for (const auto& [name, token, error] : rows) {
    SCOPED_TRACE(name);
    const auto refused = StatusListToken::parse_jwt(token);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), error);
  }
}

}  // namespace
}  // namespace servicecard
