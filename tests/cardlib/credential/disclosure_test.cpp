#include "cardlib/credential/disclosure.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/bytes.h"
#include "tests/support/fixed_random.h"
#include "tests/support/jose.h"

namespace servicecard::sd_jwt {
namespace {

TEST(Disclosure, HasTheDigestOfThePublishedExample) {
  const auto disclosure =
      parse_disclosure("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0");
  ASSERT_TRUE(disclosure.has_value());
  EXPECT_EQ(disclosure->digest, "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
  EXPECT_EQ(disclosure->name, "family_name");
  EXPECT_EQ(disclosure->value, "Möbius");
}

TEST(Disclosure, OfAnElementHasNoName) {
  const auto disclosure = parse_disclosure(test::raw_disclosure(R"(["salt", {"a": [1]}])"));
  ASSERT_TRUE(disclosure.has_value());
  EXPECT_EQ(disclosure->name, std::nullopt);
  EXPECT_EQ(disclosure->value, json::value({{"a", {1}}}));
}

struct Refusal {
  const char* name;
  std::string encoded;
  Error error;
};

class DisclosureRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(DisclosureRefusal, IsNamed) {
  const auto disclosure = parse_disclosure(GetParam().encoded);
  ASSERT_FALSE(disclosure.has_value());
  EXPECT_EQ(disclosure.error(), GetParam().error);
}

std::string raw(std::string_view json) { return test::raw_disclosure(json); }

INSTANTIATE_TEST_SUITE_P(
    Disclosure, DisclosureRefusal,
    testing::Values(
        Refusal{"Empty", "", Error::bad_disclosure_encoding},
        Refusal{"Padded", raw(R"(["s","n",12])") + "=", Error::bad_disclosure_encoding},
        Refusal{"NotBase64url", "WyJ*", Error::bad_disclosure_encoding},
        Refusal{"TailBits", "WyJzIiwxXR", Error::bad_disclosure_encoding},
        Refusal{"NotJson", raw("salt"), Error::bad_disclosure},
        Refusal{"TrailingData", raw(R"(["s","n",1]])"), Error::bad_disclosure},
        Refusal{"NotUtf8", raw("[\"s\",\"n\",\"\xff\"]"), Error::bad_disclosure},
        Refusal{"RepeatedNameInside", raw(R"(["s","n",{"a":1,"a":2}])"), Error::bad_disclosure},
        Refusal{"Object", raw(R"({"s":1})"), Error::bad_disclosure},
        Refusal{"NoElement", raw("[]"), Error::wrong_disclosure_length},
        Refusal{"OneElement", raw(R"(["s"])"), Error::wrong_disclosure_length},
        Refusal{"FourElements", raw(R"(["s","n",1,2])"), Error::wrong_disclosure_length},
        Refusal{"SaltNotText", raw(R"([1,"n",1])"), Error::salt_not_text},
        Refusal{"SaltOfElementNotText", raw("[null,1]"), Error::salt_not_text},
        Refusal{"NameNotText", raw(R"(["s",1,1])"), Error::name_not_text},
        Refusal{"NamedSd", raw(R"(["s","_sd",[]])"), Error::reserved_name},
        Refusal{"NamedDots", raw(R"(["s","...","d"])"), Error::reserved_name},
        Refusal{"NamedSdByEscape", raw(R"(["s","\u005fsd",[]])"), Error::reserved_name}),
    [](const auto& row) { return row.param.name; });

TEST(Conceal, MovesAMemberIntoItsDisclosure) {
  test::FixedRandom random(1);
  json::object level{{"seen", 1}, {"hidden", {{"a", "b"}}}};
  const std::string encoded = conceal(level, "hidden", random);
  EXPECT_EQ(level, (json::object{{"seen", 1}, {"_sd", {digest_of(encoded)}}}));
  const auto disclosure = parse_disclosure(encoded);
  ASSERT_TRUE(disclosure.has_value());
  EXPECT_EQ(disclosure->name, "hidden");
  EXPECT_EQ(disclosure->value, json::value({{"a", "b"}}));
}

TEST(Conceal, SaltsWith128BitsThatNeverRepeat) {
  test::FixedRandom random(2);
  std::set<std::string> salts;
  for (int i = 0; i < 100; ++i) {
    json::object level{{"a", 1}};
    const auto text = base64url::decode(conceal(level, "a", random)).value();
    const json::value disclosure = json::parse(as_text(text)).value();
    const std::string_view salt = disclosure.at(0).as_string();
    EXPECT_EQ(base64url::decode(salt)->size(), 16U);
    salts.emplace(salt);
  }
  EXPECT_EQ(salts.size(), 100U);
}

TEST(Conceal, SortsDigestsSoThatTheirOrderTellsNothing) {
  test::FixedRandom random(3);
  json::object level;
  const std::vector<std::string> names = {"a", "b", "c", "d", "e", "f", "g", "h"};
  for (const std::string& name : names) level[name] = name;
  for (const std::string& name : names) std::ignore = conceal(level, name, random);
  const json::array& digests = level.at("_sd").as_array();
  EXPECT_EQ(digests.size(), names.size());
  EXPECT_TRUE(std::ranges::is_sorted(
      digests, [](const auto& a, const auto& b) { return a.as_string() < b.as_string(); }));
}

TEST(Conceal, RefusesWhatIsNotThereOrReserved) {
  test::FixedRandom random(4);
  json::object level{{"a", 1}, {"_sd", json::array()}};
  EXPECT_THROW(std::ignore = conceal(level, "b", random), std::logic_error);
  EXPECT_THROW(std::ignore = conceal(level, "_sd", random), std::logic_error);
}

}  // namespace
}  // namespace servicecard::sd_jwt
