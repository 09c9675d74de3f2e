#include "server/access/bearer_token.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/support/fixed_random.h"

namespace servicecard::access {
namespace {

TEST(BearerToken, SaysItsKindByItsPrefix) {
  test::FixedRandom random(1);
  EXPECT_EQ(token_kind(make_token(TokenKind::actor, random)), TokenKind::actor);
  EXPECT_EQ(token_kind(make_token(TokenKind::partner, random)), TokenKind::partner);
  EXPECT_EQ(token_kind(make_token(TokenKind::client, random)), TokenKind::client);
}

TEST(BearerToken, IsNeverTheSameTwice) {
  test::FixedRandom random(1);
  EXPECT_NE(make_token(TokenKind::actor, random), make_token(TokenKind::actor, random));
}

TEST(BearerToken, HasNoOtherForm) {
  test::FixedRandom random(1);
  const std::string good = make_token(TokenKind::actor, random);
  const std::pair<const char*, std::string> rows[] = {
      {"empty", ""},
      {"prefix alone", "sca_"},
      {"unknown prefix", "scx_" + good.substr(4)},
      {"one character short", good.substr(0, good.size() - 1)},
      {"one character more", good + "A"},
      {"a space before", " " + good},
      {"outside the alphabet", good.substr(0, good.size() - 1) + "="},
  };
  for (const auto& [name, text] : rows) {
    SCOPED_TRACE(name);
    EXPECT_FALSE(token_kind(text).has_value());
  }
}

TEST(BearerOf, TakesTheTokenOfTheSchemeInAnyCase) {
  EXPECT_EQ(bearer_of("Bearer abc"), "abc");
  EXPECT_EQ(bearer_of("bEARER abc"), "abc");
}

TEST(BearerOf, FindsNothingInOtherSchemes) {
  EXPECT_FALSE(bearer_of("Basic abc").has_value());
  EXPECT_FALSE(bearer_of("Bearer").has_value());
  EXPECT_FALSE(bearer_of("Bearer ").has_value());
  EXPECT_FALSE(bearer_of("").has_value());
}

}  // namespace
}  // namespace servicecard::access
