#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "tests/server/app/browser.h"
#include "tests/server/app/sample_app.h"
#include "tests/server/store/test_store.h"
#include "tests/support/test_signer.h"

/// The token endpoint, as a partner's program meets it.
namespace servicecard::test {
namespace {

std::int64_t second(int after = 0) { return test_time().time_since_epoch().count() + after; }

std::string signed_jwt(const json::object& header, const json::object& claims,
                       const TestSigner& signer) {
  const std::string input = base64url::encode(as_bytes(json::serialize(header))) + "." +
                            base64url::encode(as_bytes(json::serialize(claims)));
  return input + "." + base64url::encode(signer.sign(as_bytes(input)));
}

class ClientToken : public testing::Test {
 protected:
  ClientToken() {
    static_cast<void>(sample_.partner_key("hospital"));
    const auto added =
        sample_.send(http::Method::post, "/v1/partners/hospital/keys", sample_.report().admin_token,
                     json::serialize(json::object{{"jwk", signer_.public_key().to_jwk()},
                                                  {"scopes", {"verify", "use"}}}));
    EXPECT_EQ(added.status, 201U) << added.body.view();
    key_ = std::to_string(body_of(added).at("id").as_int64());
  }

  [[nodiscard]] json::object header() const {
    return {{"alg", "ES256"}, {"kid", signer_.public_key().kid()}};
  }
  [[nodiscard]] json::object claims() {
    return {{"iss", "hospital"}, {"sub", "hospital"}, {"aud", issuer()},
            {"exp", second(60)}, {"iat", second()},   {"jti", "one"}};
  }
  [[nodiscard]] std::string issuer() { return sample_.app().issuer().str(); }

  http::Response post_form(const std::string& form,
                           const char* type = "application/x-www-form-urlencoded") {
    http::Request request{.method = http::Method::post,
                          .target = http::parse_target("/v1/token").value(),
                          .body = form,
                          .id = "test"};
    request.headers.add("Content-Type", type);
    return sample_.app().call(std::move(request));
  }
  http::Response ask(const std::string& assertion, const std::string& more = {}) {
    return post_form(
        "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3A"
        "client-assertion-type%3Ajwt-bearer&client_assertion=" +
        assertion + more);
  }
  http::Response ask() { return ask(signed_jwt(header(), claims(), signer_)); }
  static std::string error_in(const http::Response& response) {
    return std::to_string(response.status) + " " + text_in(response, "error");
  }
  unsigned status_with(const std::string& token) {
    return sample_.send(http::Method::post, "/v1/verifications", token, R"({"presentation":"x"})")
        .status;
  }

  SampleApp sample_;
  TestSigner signer_;
  std::string key_;
};

TEST_F(ClientToken, IsGivenForAnAssertionAndOpensWhatTheKeyMay) {
  const http::Response response = ask();
  ASSERT_EQ(response.status, 200U) << response.body.view();
  EXPECT_EQ(response.headers.find("Cache-Control"), "no-store");
  EXPECT_EQ(text_in(response, "token_type"), "Bearer");
  EXPECT_EQ(text_in(response, "scope"), "verify use");
  EXPECT_EQ(body_of(response).at("expires_in"), 600);
  const std::string token = text_in(response, "access_token");
  EXPECT_EQ(status_with(token), 200U);
  const auto counter = sample_.send(http::Method::get, "/v1/counter", token);
  EXPECT_EQ(body_of(counter).at("partner").at("id"), "hospital");
}

TEST_F(ClientToken, IsGivenForEveryFormOfAudienceAndType) {
  int n = 0;
  for (const json::value& audience : {json::value(issuer()), json::value(issuer() + "/v1/token"),
                                      json::value(json::array{issuer()})}) {
    for (const char* const type : {"", "JWT", "client-authentication+jwt"}) {
      json::object head = header();
      if (*type != '\0') head["typ"] = type;
      json::object said = claims();
      said["aud"] = audience;
      said["jti"] = std::to_string(++n);
      EXPECT_EQ(ask(signed_jwt(head, said, signer_)).status, 200U) << type << audience;
    }
  }
}

struct BadAssertion {
  const char* name;
  std::function<void(json::object& header, json::object& claims)> spoil;
};

const BadAssertion bad_assertions[] = {
    {"no kid", [](auto& header, auto&) { header.erase("kid"); }},
    {"a kid that nobody registered",
     [](auto& header, auto&) { header["kid"] = std::string(43, 'A'); }},
    {"a kid that is no thumbprint", [](auto& header, auto&) { header["kid"] = "1"; }},
    {"no algorithm", [](auto& header, auto&) { header["alg"] = "none"; }},
    {"another algorithm", [](auto& header, auto&) { header["alg"] = "HS256"; }},
    {"another type", [](auto& header, auto&) { header["typ"] = "kb+jwt"; }},
    {"a critical header", [](auto& header, auto&) { header["crit"] = json::array{"exp"}; }},
    {"a payload that is not encoded", [](auto& header, auto&) { header["b64"] = false; }},
    {"a key of its own",
     [](auto& header, auto&) { header["jwk"] = TestSigner().public_key().to_jwk(); }},
    {"no issuer", [](auto&, auto& claims) { claims.erase("iss"); }},
    {"another issuer", [](auto&, auto& claims) { claims["iss"] = "bank"; }},
    {"no subject", [](auto&, auto& claims) { claims.erase("sub"); }},
    {"another subject", [](auto&, auto& claims) { claims["sub"] = "bank"; }},
    {"no audience", [](auto&, auto& claims) { claims.erase("aud"); }},
    {"another audience", [](auto&, auto& claims) { claims["aud"] = "https://other.example"; }},
    {"several audiences",
     [](auto&, auto& claims) {
       claims["aud"] = json::array{claims["aud"], "https://other.example"};
     }},
    {"no end", [](auto&, auto& claims) { claims.erase("exp"); }},
    {"an end that is no number", [](auto&, auto& claims) { claims["exp"] = "soon"; }},
    {"ended exactly now", [](auto&, auto& claims) { claims["exp"] = second(); }},
    {"an end after more than five minutes",
     [](auto&, auto& claims) { claims["exp"] = second(301); }},
    {"a beginning to come", [](auto&, auto& claims) { claims["nbf"] = second(61); }},
    {"made in the future", [](auto&, auto& claims) { claims["iat"] = second(61); }},
    {"made at no time", [](auto&, auto& claims) { claims["iat"] = "now"; }},
    {"no id", [](auto&, auto& claims) { claims.erase("jti"); }},
    {"an empty id", [](auto&, auto& claims) { claims["jti"] = ""; }},
    {"an id without end", [](auto&, auto& claims) { claims["jti"] = std::string(129, 'j'); }},
};

TEST_F(ClientToken, IsNotGivenForAWrongAssertion) {
  for (const BadAssertion& bad : bad_assertions) {
    SCOPED_TRACE(bad.name);
    json::object head = header();
    json::object said = claims();
    bad.spoil(head, said);
    EXPECT_EQ(error_in(ask(signed_jwt(head, said, signer_))), "401 invalid_client");
  }
  EXPECT_EQ(ask().status, 200U);  // none of them used the id up
}

TEST_F(ClientToken, IsNotGivenForASignatureOfAnotherKey) {
  EXPECT_EQ(error_in(ask(signed_jwt(header(), claims(), TestSigner()))), "401 invalid_client");
}

TEST_F(ClientToken, IsGivenOnceForAnAssertionAlsoAfterARestart) {
  const std::string assertion = signed_jwt(header(), claims(), signer_);
  EXPECT_EQ(ask(assertion).status, 200U);
  EXPECT_EQ(error_in(ask(assertion)), "401 invalid_client");
  sample_.reopen();
  EXPECT_EQ(error_in(ask(assertion)), "401 invalid_client");
}

TEST_F(ClientToken, IsNotGivenForAMalformedRequest) {
  const std::string assertion = signed_jwt(header(), claims(), signer_);
  const std::string type =
      "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  const std::string good =
      "grant_type=client_credentials" + type + "&client_assertion=" + assertion;
  EXPECT_EQ(error_in(post_form("")), "400 invalid_request");
  EXPECT_EQ(error_in(post_form(good, "application/json")), "400 invalid_request");
  EXPECT_EQ(error_in(post_form(good + "&grant_type=client_credentials")), "400 invalid_request");
  EXPECT_EQ(error_in(post_form("grant_type=password" + type)), "400 unsupported_grant_type");
  EXPECT_EQ(error_in(post_form("grant_type=client_credentials")), "401 invalid_client");
  EXPECT_EQ(error_in(ask(assertion, "&client_id=bank")), "401 invalid_client");
  EXPECT_EQ(error_in(ask(assertion, "&scope=changes")), "400 invalid_scope");
  EXPECT_EQ(error_in(ask(assertion, "&scope=everything")), "400 invalid_scope");
  EXPECT_EQ(error_in(ask(assertion, "&scope=")), "400 invalid_scope");
  EXPECT_EQ(post_form(good).status, 200U);
}

TEST_F(ClientToken, IsForTheScopesThatWereAskedFor) {
  const auto response =
      ask(signed_jwt(header(), claims(), signer_), "&scope=use&client_id=hospital");
  EXPECT_EQ(text_in(response, "scope"), "use");
  EXPECT_EQ(status_with(text_in(response, "access_token")), 403U);
}

TEST_F(ClientToken, EndsAfterTenMinutesWithItsKeyAndWithARestart) {
  const std::string token = text_in(ask(), "access_token");
  sample_.clock().set(test_time() + std::chrono::seconds(599));
  EXPECT_EQ(status_with(token), 200U);
  sample_.clock().set(test_time() + std::chrono::seconds(600));
  EXPECT_EQ(status_with(token), 401U);

  sample_.clock().set(test_time());
  json::object said = claims();
  said["jti"] = "two";
  const std::string second_token =
      text_in(ask(signed_jwt(header(), said, signer_)), "access_token");
  EXPECT_EQ(status_with(second_token), 200U);
  EXPECT_EQ(sample_
                .send(http::Method::post, "/v1/partners/hospital/keys/" + key_ + "/revoke",
                      sample_.report().admin_token)
                .status,
            200U);
  EXPECT_EQ(status_with(second_token), 401U);
  said["jti"] = "three";
  EXPECT_EQ(error_in(ask(signed_jwt(header(), said, signer_))), "401 invalid_client");
}

TEST_F(ClientToken, IsNotFoundInTheDatabase) {
  const std::string token = text_in(ask(), "access_token");
  sample_.reopen();
  EXPECT_EQ(status_with(token), 401U);
}

TEST_F(ClientToken, LetsTheLastUseOfItsKeyBeSeen) {
  EXPECT_EQ(status_with(text_in(ask(), "access_token")), 200U);
  sample_.reopen();
  const auto detail = body_of(
      sample_.send(http::Method::get, "/v1/partners/hospital", sample_.report().admin_token));
  EXPECT_EQ(detail.at("keys").as_array().at(1).at("last_used_at"), "2026-04-30T08:00:00Z");
}

TEST_F(ClientToken, HasItsEndpointDescribed) {
  const auto metadata =
      body_of(sample_.send(http::Method::get, "/.well-known/oauth-authorization-server"));
  EXPECT_EQ(metadata.at("issuer"), json::value(issuer()));
  EXPECT_EQ(metadata.at("token_endpoint"), json::value(issuer() + "/v1/token"));
  EXPECT_EQ(json::serialize(metadata.at("token_endpoint_auth_methods_supported")),
            R"(["private_key_jwt"])");
}

}  // namespace
}  // namespace servicecard::test
