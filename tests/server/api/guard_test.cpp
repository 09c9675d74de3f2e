#include "server/api/guard.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "server/access/bearer_token.h"
#include "tests/support/fixed_random.h"

namespace servicecard::api {
namespace {

/// A router of one route behind the guard, with one actor of each role and one partner.
class Guard : public testing::Test {
 protected:
  Guard() {
    for (const access::Role role : access::all_roles) {
      tokens_[role] = access::make_token(access::TokenKind::actor, random_);
      holders_[access::token_hash(tokens_[role])] = {
          .actor = {.id = 1, .name = std::string(to_string(role)), .role = role},
          .scope = access::TokenScope::write};
    }
  }

  // The status of the answer to a request with that Authorization on a route with that access.
  unsigned answer(const std::string& access, const std::string& authorization) {
    http::Router router;
    router.guard_with(
        guard({.token = [this](const Sha256& hash) { return find(hash); },
               .session = [this](std::string_view secret) { return find(secret); },
               .partner = [this](const Sha256& hash) { return find_partner(hash); }}));
    router.add({.method = method_,
                .pattern = "/",
                .operation = "op",
                .access = access,
                .handler = http::plain([this](const http::Request& request) {
                  if (const auto* caller = std::any_cast<counter::Caller>(&request.caller)) {
                    caller_ = *caller;
                  }
                  return http::empty_response(request.caller.has_value() ? 204 : 500);
                })});
    http::Request request{.method = method_};
    request.target = http::parse_target("/").value();
    if (!authorization.empty()) request.headers.add("Authorization", authorization);
    for (const auto& [name, value] : fields_) request.headers.add(name, value);
    unsigned status = 0;
    router.dispatch(request, http::Respond(
                                 [this, &status](const http::Response& response) {
                                   status = response.status;
                                   body_ = response.body.view();
                                   challenge_ =
                                       response.headers.find("WWW-Authenticate").has_value();
                                 },
                                 "id"));
    return status;
  }

  std::optional<desk::TokenHolder> find(const Sha256& hash) {
    const auto found = holders_.find(hash);
    return found == holders_.end() ? std::nullopt : std::optional(found->second);
  }
  std::optional<counter::AdmittedCaller> find_partner(const Sha256& hash) const {
    if (hash != access::token_hash(partner_token_)) return std::nullopt;
    return counter::AdmittedCaller{.caller = {.partner = "hospital-1",
                                              .kind = counter::CallerKind::api_key,
                                              .id = 7,
                                              .name = "the ward's"},
                                   .scopes = scopes_};
  }
  // The clerk has signed in, with the secret `secret`; or somebody at the hospital's counter.
  std::optional<desk::SessionHolder> find(std::string_view secret) {
    if (secret != "secret") return std::nullopt;
    desk::SessionHolder holder{.actor = {.id = 1, .name = "clerk", .role = access::Role::clerk},
                               .session = {},
                               .standing = standing_};
    if (!at_the_counter_) return holder;
    holder.actor = {.id = 2, .name = "window", .role = access::Role::counter};
    holder.seat = {.partner = "hospital-1", .site = "east"};
    return holder;
  }

  test::FixedRandom random_{1};
  std::map<access::Role, std::string> tokens_;
  std::map<Sha256, desk::TokenHolder> holders_;
  http::Method method_ = http::Method::get;
  std::vector<std::pair<std::string, std::string>> fields_;
  access::Standing standing_ = access::Standing::settled;
  store::PartnerScopes scopes_ = store::every_partner_scope();
  bool at_the_counter_ = false;
  counter::Caller caller_;  ///< that a partner's route saw last
  std::string partner_token_ = access::make_token(access::TokenKind::partner, random_);
  bool challenge_ = false;
  std::string body_;
};

TEST_F(Guard, LetsTheNamedRolesPassAndNoOther) {
  for (const access::Role role : access::all_roles) {
    SCOPED_TRACE(to_string(role));
    const bool named = role == access::Role::clerk || role == access::Role::approver;
    EXPECT_EQ(answer("clerk approver", "Bearer " + tokens_[role]), named ? 204U : 403U);
  }
}

TEST_F(Guard, LetsEveryRolePassWhereAnyActorMay) {
  for (const access::Role role : access::desk_roles) {
    EXPECT_EQ(answer(any_actor, "Bearer " + tokens_[role]), 204U);
  }
}

TEST_F(Guard, LetsNobodyOfACounterPassWhereAnyActorMay) {
  EXPECT_EQ(answer(any_actor, "Bearer " + tokens_[access::Role::counter]), 403U);
  at_the_counter_ = true;
  fields_ = {{"Cookie", "__Host-servicecard=secret"}};
  for (const char* const access : {any_actor, settled_session, "clerk", "administrator auditor"}) {
    EXPECT_EQ(answer(access, ""), 403U) << access;
  }
  EXPECT_EQ(answer(own_session, ""), 204U);
  EXPECT_EQ(answer("actor counter", ""), 204U);
}

TEST_F(Guard, LetsACounterVerifyAndRecordUsesForItsPartner) {
  at_the_counter_ = true;
  fields_ = {{"Cookie", "__Host-servicecard=secret"}};
  for (const char* const access : {a_partner, may_verify, may_use}) {
    EXPECT_EQ(answer(access, ""), 204U) << access;
  }
  EXPECT_EQ(answer(may_follow, ""), 403U);
  EXPECT_EQ(caller_.partner, "hospital-1");
  EXPECT_EQ(caller_.kind, counter::CallerKind::account);
  EXPECT_EQ(caller_.id, 2);
  EXPECT_EQ(caller_.name, "window");
  EXPECT_EQ(caller_.site, "east");
}

TEST_F(Guard, WantsACounterToBeSettledAndToSendTheCsrfToken) {
  at_the_counter_ = true;
  fields_ = {{"Cookie", "__Host-servicecard=secret"}};
  standing_ = access::Standing::password_change_needed;
  EXPECT_EQ(answer(may_verify, ""), 403U);
  EXPECT_NE(body_.find("/problems/password-change-needed"), std::string::npos);
  standing_ = access::Standing::settled;
  method_ = http::Method::post;
  EXPECT_EQ(answer(may_verify, ""), 403U);
  EXPECT_NE(body_.find("/problems/csrf"), std::string::npos);
  fields_.emplace_back("X-CSRF-Token", access::csrf_token("secret"));
  EXPECT_EQ(answer(may_verify, ""), 204U);
}

TEST_F(Guard, LetsAKeyDoWhatItsScopesName) {
  const std::string key = "Bearer " + partner_token_;
  scopes_ = {store::PartnerScope::verify};
  EXPECT_EQ(answer(a_partner, key), 204U);
  EXPECT_EQ(answer(may_verify, key), 204U);
  for (const char* const access : {may_use, may_follow}) {
    EXPECT_EQ(answer(access, key), 403U);
    EXPECT_NE(body_.find("/problems/insufficient-scope"), std::string::npos);
  }
  EXPECT_EQ(caller_.kind, counter::CallerKind::api_key);
  EXPECT_EQ(caller_.id, 7);
}

TEST_F(Guard, ChallengesWhoHasNoGoodToken) {
  const std::string unknown = access::make_token(access::TokenKind::actor, random_);
  for (const std::string& authorization :
       {std::string(), std::string("Bearer"), "Bearer " + unknown, "Basic " + unknown,
        "Bearer " + partner_token_}) {
    SCOPED_TRACE(authorization);
    EXPECT_EQ(answer(any_actor, authorization), 401U);
    EXPECT_TRUE(challenge_);
  }
}

TEST_F(Guard, KeepsPartnersAndActorsApart) {
  EXPECT_EQ(answer(a_partner, "Bearer " + partner_token_), 204U);
  EXPECT_EQ(answer(a_partner, "Bearer " + tokens_[access::Role::administrator]), 401U);
}

TEST_F(Guard, DoesNotTakeAPartOfARoleForTheRole) {
  EXPECT_EQ(answer("clerks", "Bearer " + tokens_[access::Role::clerk]), 403U);
}

TEST_F(Guard, LetsASessionInByItsCookie) {
  fields_ = {{"Cookie", "a=b; __Host-servicecard=secret; c=d"}};
  EXPECT_EQ(answer(any_actor, ""), 204U);
  EXPECT_EQ(answer("clerk", ""), 204U);
  EXPECT_EQ(answer("approver", ""), 403U);
  EXPECT_EQ(answer(own_session, ""), 204U);
  EXPECT_EQ(answer(settled_session, ""), 204U);
  EXPECT_EQ(answer(a_partner, ""), 403U);
  for (const char* const cookie : {"servicecard=secret", "__Host-servicecard=other",
                                   "x__Host-servicecard=secret", "__Host-servicecard", ""}) {
    fields_ = {{"Cookie", cookie}};
    EXPECT_EQ(answer(any_actor, ""), 401U) << cookie;
  }
}

TEST_F(Guard, TakesATokenBeforeACookie) {
  fields_ = {{"Cookie", "__Host-servicecard=secret"}};
  EXPECT_EQ(answer(any_actor, "Bearer nonsense"), 401U);
  EXPECT_EQ(answer("auditor", "Bearer " + tokens_[access::Role::auditor]), 204U);
}

TEST_F(Guard, WantsTheCsrfTokenWithEveryChangeOfASession) {
  fields_ = {{"Cookie", "__Host-servicecard=secret"}};
  for (const http::Method method :
       {http::Method::post, http::Method::put, http::Method::patch, http::Method::del}) {
    method_ = method;
    EXPECT_EQ(answer(any_actor, ""), 403U);
    EXPECT_NE(body_.find("/problems/csrf"), std::string::npos);
  }
  fields_.emplace_back("X-CSRF-Token", access::csrf_token("secret"));
  EXPECT_EQ(answer(any_actor, ""), 204U);
}

TEST_F(Guard, LetsAnUnsettledSessionDoNothingButSettle) {
  fields_ = {{"Cookie", "__Host-servicecard=secret"}};
  for (const auto& [standing, name] :
       {std::pair{access::Standing::password_change_needed, "/problems/password-change-needed"},
        std::pair{access::Standing::second_factor_needed, "/problems/second-factor-needed"}}) {
    standing_ = standing;
    EXPECT_EQ(answer(own_session, ""), 204U);
    for (const char* const access : {any_actor, settled_session, "clerk", "approver"}) {
      EXPECT_EQ(answer(access, ""), 403U);
      EXPECT_NE(body_.find(name), std::string::npos) << body_;
    }
  }
}

TEST_F(Guard, LetsATokenThatReadsChangeNothing) {
  const std::string token = access::make_token(access::TokenKind::actor, random_);
  holders_[access::token_hash(token)] = {
      .actor = {.id = 1, .name = "clerk", .role = access::Role::clerk},
      .scope = access::TokenScope::read};
  EXPECT_EQ(answer("clerk", "Bearer " + token), 204U);
  method_ = http::Method::post;
  EXPECT_EQ(answer("clerk", "Bearer " + token), 403U);
  EXPECT_NE(body_.find("/problems/token-reads-only"), std::string::npos);
}

TEST_F(Guard, WantsASessionAndNoTokenForWhatOpensAnAccount) {
  for (const char* const access : {own_session, settled_session}) {
    EXPECT_EQ(answer(access, "Bearer " + tokens_[access::Role::clerk]), 403U);
    EXPECT_NE(body_.find("/problems/session-needed"), std::string::npos);
  }
}

}  // namespace
}  // namespace servicecard::api
