#include "server/api/guard.h"

#include <map>
#include <string>

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
      actors_[access::token_hash(tokens_[role])] = {
          .id = 1, .name = std::string(to_string(role)), .role = role};
    }
  }

  // The status of the answer to a request with that Authorization on a route with that access.
  unsigned answer(const std::string& access, const std::string& authorization) {
    http::Router router;
    router.guard_with(guard({.actor = [this](const Sha256& hash) { return find(hash); },
                             .partner = [this](const Sha256& hash) -> std::optional<PartnerCaller> {
                               if (hash != access::token_hash(partner_token_)) return std::nullopt;
                               return PartnerCaller{.partner = "hospital-1", .key = 7};
                             }}));
    router.add({.pattern = "/",
                .operation = "op",
                .access = access,
                .handler = http::plain([](const http::Request& request) {
                  return http::empty_response(request.caller.has_value() ? 204 : 500);
                })});
    http::Request request;
    request.target = http::parse_target("/").value();
    if (!authorization.empty()) request.headers.add("Authorization", authorization);
    unsigned status = 0;
    router.dispatch(request, http::Respond(
                                 [this, &status](const http::Response& response) {
                                   status = response.status;
                                   challenge_ =
                                       response.headers.find("WWW-Authenticate").has_value();
                                 },
                                 "id"));
    return status;
  }

  std::optional<access::Actor> find(const Sha256& hash) {
    const auto found = actors_.find(hash);
    return found == actors_.end() ? std::nullopt : std::optional(found->second);
  }

  test::FixedRandom random_{1};
  std::map<access::Role, std::string> tokens_;
  std::map<Sha256, access::Actor> actors_;
  std::string partner_token_ = access::make_token(access::TokenKind::partner, random_);
  bool challenge_ = false;
};

TEST_F(Guard, LetsTheNamedRolesPassAndNoOther) {
  for (const access::Role role : access::all_roles) {
    SCOPED_TRACE(to_string(role));
    const bool named = role == access::Role::clerk || role == access::Role::approver;
    EXPECT_EQ(answer("clerk approver", "Bearer " + tokens_[role]), named ? 204U : 403U);
  }
}

TEST_F(Guard, LetsEveryRolePassWhereAnyActorMay) {
  for (const access::Role role : access::all_roles) {
    EXPECT_EQ(answer(any_actor, "Bearer " + tokens_[role]), 204U);
  }
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

}  // namespace
}  // namespace servicecard::api
