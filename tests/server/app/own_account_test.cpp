#include <cctype>
#include <filesystem>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cardlib/codec/base32.h"
#include "server/access/totp.h"
#include "tests/server/app/browser.h"
#include "tests/support/vectors.h"

namespace servicecard::test {
namespace {

using std::chrono::seconds;

const std::string password = Browser::own_password;
constexpr const char* next_password = "another rather long one";

std::string passwords(const std::string& current, const std::string& next) {
  return json::serialize(json::object{{"current", current}, {"new", next}});
}

class OwnAccount : public testing::Test {
 protected:
  explicit OwnAccount(std::vector<access::Role> second_factor_for = {})
      : sample_({}, std::move(second_factor_for)) {
    browser_.move_in("wang", access::Role::approver);
  }

  /// The code that an authenticator with that secret shows.
  std::string code_of(const std::string& secret) {
    const Bytes octets = base32::decode(secret).value();
    return access::totp::hotp(
        octets, static_cast<std::uint64_t>(access::totp::step_of(sample_.clock().now())));
  }
  static std::string code_body(const std::string& code) {
    return json::serialize(json::object{{"code", code}});
  }
  void wait_for_the_next_code() { sample_.clock().set(sample_.clock().now() + seconds(30)); }

  /// Sets up a second factor: its secret, and the recovery codes.
  std::pair<std::string, json::array> enroll() {
    const auto offer = browser_.post("/v1/me/totp");
    EXPECT_EQ(offer.status, 201U) << offer.body.view();
    const std::string secret = text_in(offer, "secret");
    const auto confirmed = browser_.post("/v1/me/totp/confirm", code_body(code_of(secret)));
    EXPECT_EQ(confirmed.status, 200U) << confirmed.body.view();
    return {secret, body_of(confirmed).at("recovery_codes").as_array()};
  }

  SampleApp sample_;
  Browser browser_{sample_};
};

TEST_F(OwnAccount, OpensNothingButItselfBeforeTheOneTimePasswordIsChanged) {
  const auto made = sample_.send(http::Method::post, "/v1/actors", sample_.report().admin_token,
                                 R"({"name":"li","role":"clerk"})");
  EXPECT_EQ(made.status, 201U);
  EXPECT_EQ(body_of(made).at("one_time_password"), true);
  const std::string one_time = text_in(made, "password");
  Browser li(sample_);
  EXPECT_EQ(text_in(li.sign_in("li", one_time), "standing"), "password-change-needed");
  for (const char* const target : {"/v1/me", "/v1/people", "/v1/me/tokens"}) {
    EXPECT_EQ(problem_of(li.get(target)), "password-change-needed") << target;
  }
  EXPECT_EQ(problem_of(li.post("/v1/enterprises", "{}")), "password-change-needed");
  EXPECT_EQ(li.get("/v1/session").status, 200U);
  EXPECT_EQ(problem_of(li.put("/v1/me/password", passwords(one_time, one_time))),
            "password-unchanged");
  const auto changed = li.put("/v1/me/password", passwords(one_time, next_password));
  EXPECT_EQ(text_in(changed, "standing"), "settled");
  EXPECT_EQ(li.get("/v1/people").status, 200U);
}

TEST_F(OwnAccount, TakesANewPasswordForTheOldOne) {
  EXPECT_EQ(browser_.put("/v1/me/password", passwords(password, next_password)).status, 200U);
  Browser again(sample_);
  EXPECT_EQ(again.sign_in("wang", password).status, 401U);
  EXPECT_EQ(again.sign_in("wang", next_password).status, 201U);
}

TEST_F(OwnAccount, TakesNoNewPasswordThatIsWeak) {
  EXPECT_EQ(problem_of(browser_.put("/v1/me/password", passwords(password, "too short"))),
            "password-too-short");
  EXPECT_EQ(problem_of(browser_.put("/v1/me/password", passwords(password, "qwertyuiop123"))),
            "password-too-common");
  EXPECT_EQ(problem_of(browser_.put("/v1/me/password", passwords(password, password))),
            "password-unchanged");
}

TEST_F(OwnAccount, LetsAStolenSessionGuessTheOldPasswordFiveTimes) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(problem_of(browser_.put("/v1/me/password", passwords("a guess", next_password))),
              "wrong-password");
  }
  const auto early = browser_.put("/v1/me/password", passwords(password, next_password));
  EXPECT_EQ(early.status, 429U);
  EXPECT_EQ(early.headers.find("Retry-After"), "5");
}

TEST_F(OwnAccount, EndsEverySessionWithItsPasswordAndGoesOnInANewOne) {
  Browser other(sample_);
  EXPECT_EQ(other.sign_in("wang", password).status, 201U);
  const std::string before = browser_.cookie;
  EXPECT_EQ(browser_.put("/v1/me/password", passwords(password, next_password)).status, 200U);
  EXPECT_NE(browser_.cookie, before);
  EXPECT_EQ(browser_.get("/v1/me").status, 200U);
  EXPECT_EQ(other.get("/v1/me").status, 401U);
  browser_.cookie = before;
  EXPECT_EQ(browser_.get("/v1/me").status, 401U);
}

TEST_F(OwnAccount, ShowsItsSessionsAndEndsOneOrAll) {
  Browser other(sample_, "192.0.2.8");
  EXPECT_EQ(other.sign_in("wang", password).status, 201U);
  const auto listed = body_of(browser_.get("/v1/me/sessions")).at("items").as_array();
  ASSERT_EQ(listed.size(), 2U);
  std::string id_of_other;
  for (const json::value& item : listed) {
    EXPECT_EQ(item.at("current"), item.at("address") == "192.0.2.7");
    if (item.at("address") == "192.0.2.8") id_of_other = std::string(item.at("id").as_string());
  }
  EXPECT_EQ(browser_.del("/v1/me/sessions/" + id_of_other).status, 204U);
  EXPECT_EQ(problem_of(browser_.del("/v1/me/sessions/" + id_of_other)), "no-such-session");
  EXPECT_EQ(other.get("/v1/me").status, 401U);
  EXPECT_EQ(browser_.get("/v1/me").status, 200U);
  const std::string cookie = browser_.cookie;
  EXPECT_EQ(browser_.del("/v1/me/sessions").status, 204U);
  browser_.cookie = cookie;
  EXPECT_EQ(browser_.get("/v1/me").status, 401U);
}

TEST_F(OwnAccount, EndsNoSessionOfAnother) {
  Browser li(sample_);
  li.move_in("li", access::Role::clerk);
  const auto sessions = body_of(li.get("/v1/me/sessions")).at("items").as_array();
  const std::string id(sessions.at(0).at("id").as_string());
  EXPECT_EQ(browser_.del("/v1/me/sessions/" + id).status, 404U);
  EXPECT_EQ(li.get("/v1/me").status, 200U);
}

TEST_F(OwnAccount, IsOpenedByPasswordAndCodeOnceTheSecondFactorIsConfirmed) {
  const auto [secret, codes] = enroll();
  EXPECT_EQ(codes.size(), 10U);
  Browser again(sample_);
  wait_for_the_next_code();
  EXPECT_EQ(problem_of(again.sign_in("wang", password)), "code-needed");
  EXPECT_EQ(problem_of(again.sign_in("wang", "not it")), "sign-in-failed");
  EXPECT_EQ(problem_of(again.sign_in("wang", password, "000000")), "sign-in-failed");
  EXPECT_EQ(again.sign_in("wang", password, code_of(secret)).status, 201U);
}

TEST_F(OwnAccount, AcceptsNoCodeTwice) {
  const auto [secret, codes] = enroll();
  Browser again(sample_);
  EXPECT_EQ(again.sign_in("wang", password, code_of(secret)).status, 401U);  // it confirmed
  wait_for_the_next_code();
  EXPECT_EQ(again.sign_in("wang", password, code_of(secret)).status, 201U);
  EXPECT_EQ(again.sign_in("wang", password, code_of(secret)).status, 401U);
}

TEST_F(OwnAccount, AcceptsEachRecoveryCodeOnceHoweverItIsTyped) {
  const auto [secret, codes] = enroll();
  std::string typed(codes.at(0).as_string());
  for (char& c : typed) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  Browser again(sample_);
  EXPECT_EQ(again.sign_in("wang", password, typed).status, 201U);
  EXPECT_EQ(body_of(again.get("/v1/session")).at("second_factor").at("recovery_codes_left"), 9);
  EXPECT_EQ(again.sign_in("wang", password, std::string(codes.at(0).as_string())).status, 401U);
  EXPECT_EQ(again.sign_in("wang", password, std::string(codes.at(1).as_string())).status, 201U);
}

TEST_F(OwnAccount, CountsWrongCodesAsItCountsWrongPasswords) {
  (void)enroll();
  Browser again(sample_);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(again.sign_in("wang", password, "000000").status, 401U);
  }
  EXPECT_EQ(again.sign_in("wang", password, "000000").status, 429U);
}

TEST_F(OwnAccount, ShowsTheSecretOfASecondFactorOnceAsTextAndPicture) {
  const auto offer = browser_.post("/v1/me/totp");
  EXPECT_THAT(text_in(offer, "uri"), testing::StartsWith("otpauth://totp/127.0.0.1%3A8080:wang?"));
  EXPECT_THAT(text_in(offer, "qr_svg"), testing::StartsWith("<svg "));
  const auto another = browser_.post("/v1/me/totp");
  EXPECT_NE(text_in(offer, "secret"), text_in(another, "secret"));
  const std::string old = code_body(code_of(text_in(offer, "secret")));
  EXPECT_EQ(problem_of(browser_.post("/v1/me/totp/confirm", old)), "wrong-code");
}

TEST_F(OwnAccount, HasOneSecondFactorAtATime) {
  EXPECT_EQ(problem_of(browser_.post("/v1/me/totp/confirm", code_body("123456"))),
            "no-second-factor");
  EXPECT_EQ(problem_of(browser_.del("/v1/me/totp", code_body("123456"))), "no-second-factor");
  (void)enroll();
  EXPECT_EQ(problem_of(browser_.post("/v1/me/totp")), "second-factor-already");
  EXPECT_EQ(problem_of(browser_.post("/v1/me/totp/confirm", code_body("123456"))),
            "second-factor-already");
}

TEST_F(OwnAccount, LosesItsSecondFactorForACodeWhichEndsItsOtherSessions) {
  const auto [secret, codes] = enroll();
  wait_for_the_next_code();
  Browser other(sample_);
  EXPECT_EQ(other.sign_in("wang", password, code_of(secret)).status, 201U);
  EXPECT_EQ(problem_of(browser_.del("/v1/me/totp", code_body("000000"))), "wrong-code");
  wait_for_the_next_code();
  EXPECT_EQ(browser_.del("/v1/me/totp", code_body(code_of(secret))).status, 200U);
  EXPECT_EQ(browser_.get("/v1/me").status, 200U);
  EXPECT_EQ(other.get("/v1/me").status, 401U);
  EXPECT_EQ(other.sign_in("wang", password).status, 201U);
}

/// Where approvers cannot do without.
class CarefulAccount : public OwnAccount {
 protected:
  CarefulAccount() : OwnAccount({access::Role::approver}) {}
};

TEST_F(CarefulAccount, OpensNothingButItselfBeforeItsSecondFactorIsConfirmed) {
  EXPECT_EQ(text_in(browser_.get("/v1/session"), "standing"), "second-factor-needed");
  for (const char* const target : {"/v1/me", "/v1/people", "/v1/me/tokens"}) {
    EXPECT_EQ(problem_of(browser_.get(target)), "second-factor-needed") << target;
  }
  (void)enroll();
  EXPECT_EQ(text_in(browser_.get("/v1/session"), "standing"), "settled");
  EXPECT_EQ(browser_.get("/v1/people").status, 200U);
  Browser clerk(sample_);
  clerk.move_in("li", access::Role::clerk);
  EXPECT_EQ(clerk.get("/v1/people").status, 200U);
}

TEST_F(CarefulAccount, KeepsItsSecondFactor) {
  const auto [secret, codes] = enroll();
  wait_for_the_next_code();
  EXPECT_EQ(problem_of(browser_.del("/v1/me/totp", code_body(code_of(secret)))),
            "second-factor-kept");
}

// A dump of the database opens nothing, and neither does the log.
TEST_F(OwnAccount, LeavesNoSecretInTheDataDirectory) {
  const auto [secret, codes] = enroll();
  const auto token = browser_.post("/v1/me/tokens", R"({"label":"l","scope":"read","days":1})");
  const std::string cookie = browser_.cookie;
  sample_.close();
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(sample_.data())) {
    if (entry.is_regular_file()) all += read_file(entry.path());
  }
  for (const std::string& canary :
       {password, secret, cookie, text_in(token, "secret"), std::string(codes.at(0).as_string()),
        std::string(as_text(base32::decode(secret).value()))}) {
    EXPECT_EQ(all.find(canary), std::string::npos);
  }
}

}  // namespace
}  // namespace servicecard::test
