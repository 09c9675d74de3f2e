#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/credential/sd_jwt.h"
#include "tests/support/jose.h"
#include "tests/support/test_signer.h"

namespace servicecard::sd_jwt {
namespace {

/// A payload and the disclosures that are presented with it, all as JSON. `$0` stands for the
/// digest of the first disclosure, and so on; a disclosure can name those before it.
struct Row {
  const char* name;
  std::string payload;
  std::vector<std::string> disclosures;
};

std::string with_digests(std::string text, const std::vector<std::string>& encoded) {
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    const std::string mark = "$" + std::to_string(i);
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
      text.replace(at, mark.size(), digest_of(encoded[i]));
    }
  }
  return text;
}

std::expected<json::object, Error> process(const Row& row) {
  static const test::TestSigner signer;
  std::vector<std::string> encoded;
  for (const std::string& disclosure : row.disclosures) {
    encoded.push_back(test::raw_disclosure(with_digests(disclosure, encoded)));
  }
  const std::string payload = with_digests(row.payload, encoded);
  const std::string jwt = test::raw_jws(R"({"alg":"ES256"})", payload, signer);
  return process(parse(join(jwt, encoded)).value());
}

struct Accepted : Row {
  std::string result;
};

class SdJwtProcessing : public testing::TestWithParam<Accepted> {};

TEST_P(SdJwtProcessing, GivesTheDisclosedPayload) {
  const auto payload = process(GetParam());
  ASSERT_TRUE(payload.has_value()) << static_cast<int>(payload.error());
  EXPECT_EQ(json::value(*payload), json::parse(GetParam().result).value());
}

INSTANTIATE_TEST_SUITE_P(
    SdJwt, SdJwtProcessing,
    testing::Values(
        Accepted{{"NothingToDisclose", R"({"a":1})", {}}, R"({"a":1})"},
        Accepted{{"AlgorithmByDefault", R"({"_sd":["$0"]})", {R"(["s","a",1])"}}, R"({"a":1})"},
        Accepted{{"AlgorithmLeavesThePayload", R"({"_sd_alg":"sha-256","a":1})", {}}, R"({"a":1})"},
        Accepted{{"DecoyIsIgnored", R"({"_sd":["decoy","$0"]})", {R"(["s","a",1])"}}, R"({"a":1})"},
        Accepted{{"EmptyObjectStays", R"({"a":{"_sd":["x"]}})", {}}, R"({"a":{}})"},
        Accepted{{"ElementsOfAnArray",
                  R"({"a":[{"...":"$0"},2,{"...":"decoy"},{"...":"$1"}]})",
                  {R"(["s",1])", R"(["s",{"b":3}])"}},
                 R"({"a":[1,2,{"b":3}]})"},
        Accepted{{"InsideAnArrayOfArrays", R"({"a":[[{"...":"$0"}]]})", {R"(["s",1])"}},
                 R"({"a":[[1]]})"},
        Accepted{{"InsideADisclosedObject",
                  R"({"_sd":["$1"]})",
                  {R"(["s","b",1])", R"(["s","a",{"_sd":["$0"]}])"}},
                 R"({"a":{"b":1}})"},
        Accepted{{"InsideADisclosedElement",
                  R"({"a":[{"...":"$1"}]})",
                  {R"(["s","b",1])", R"(["s",{"_sd":["$0"]}])"}},
                 R"({"a":[{"b":1}]})"},
        Accepted{{"InsideAnObjectOfAnArray", R"({"a":[{"_sd":["$0"]}]})", {R"(["s","b",1])"}},
                 R"({"a":[{"b":1}]})"},
        Accepted{{"SameNameOnTwoLevels",
                  R"({"_sd":["$0"],"b":{"_sd":["$1"]}})",
                  {R"(["s","a",1])", R"(["t","a",2])"}},
                 R"({"a":1,"b":{"a":2}})"}),
    [](const auto& row) { return row.param.name; });

struct Refused : Row {
  Error error;
};

class SdJwtProcessingRefusal : public testing::TestWithParam<Refused> {};

TEST_P(SdJwtProcessingRefusal, IsNamed) {
  const auto payload = process(GetParam());
  ASSERT_FALSE(payload.has_value());
  EXPECT_EQ(payload.error(), GetParam().error);
}

/// So many arrays around a value.
std::string nested(std::size_t arrays, const std::string& value) {
  return std::string(arrays, '[') + value + std::string(arrays, ']');
}

INSTANTIATE_TEST_SUITE_P(
    SdJwt, SdJwtProcessingRefusal,
    testing::Values(
        Refused{{"UnknownDigestAlgorithm", R"({"_sd_alg":"sha-512"})", {}},
                Error::unknown_digest_algorithm},
        Refused{{"DigestAlgorithmInCapitals", R"({"_sd_alg":"SHA-256"})", {}},
                Error::unknown_digest_algorithm},
        Refused{{"DigestAlgorithmNotText", R"({"_sd_alg":null})", {}},
                Error::unknown_digest_algorithm},
        Refused{{"NestedDigestAlgorithm", R"({"a":{"_sd_alg":"sha-256"}})", {}},
                Error::nested_digest_algorithm},
        Refused{{"DisclosedNestedDigestAlgorithm",
                 R"({"a":{"_sd":["$0"]}})",
                 {R"(["s","_sd_alg","sha-256"])"}},
                Error::nested_digest_algorithm},
        Refused{{"DigestListNotArray", R"({"_sd":"$0"})", {R"(["s","a",1])"}},
                Error::bad_digest_list},
        Refused{{"DigestListNull", R"({"_sd":null})", {}}, Error::bad_digest_list},
        Refused{{"DigestNotText", R"({"_sd":[1]})", {}}, Error::bad_digest_list},
        Refused{{"NestedDigestListNotArray", R"({"a":[{"_sd":{}}]})", {}}, Error::bad_digest_list},
        Refused{{"PlaceholderOutsideAnArray", R"({"...":"x"})", {}}, Error::bad_placeholder},
        Refused{{"PlaceholderInAMember", R"({"a":{"...":"x"}})", {}}, Error::bad_placeholder},
        Refused{{"PlaceholderWithCompany", R"({"a":[{"...":"$0","b":1}]})", {R"(["s",1])"}},
                Error::bad_placeholder},
        Refused{{"PlaceholderNotText", R"({"a":[{"...":1}]})", {}}, Error::bad_placeholder},
        Refused{{"RepeatedDigest", R"({"_sd":["$0","$0"]})", {R"(["s","a",1])"}},
                Error::repeated_digest},
        Refused{{"RepeatedDigestOnTwoLevels",
                 R"({"_sd":["$0"],"b":{"_sd":["$0"]}})",
                 {R"(["s","a",1])"}},
                Error::repeated_digest},
        Refused{{"RepeatedDigestInAnArray", R"({"a":[{"...":"$0"},{"...":"$0"}]})", {R"(["s",1])"}},
                Error::repeated_digest},
        Refused{{"RepeatedDecoy", R"({"_sd":["x"],"a":[{"...":"x"}]})", {}},
                Error::repeated_digest},
        Refused{{"RepeatedDigestInADisclosure",
                 R"({"_sd":["$0","$1"]})",
                 {R"(["s","a",1])", R"(["s","b",{"_sd":["$0"]}])"}},
                Error::repeated_digest},
        Refused{{"RepeatedDisclosure", R"({"_sd":["$0"]})", {R"(["s","a",1])", R"(["s","a",1])"}},
                Error::repeated_disclosure},
        Refused{{"MemberWithoutName", R"({"_sd":["$0"]})", {R"(["s",1])"}},
                Error::member_without_name},
        Refused{{"ElementWithName", R"({"a":[{"...":"$0"}]})", {R"(["s","a",1])"}},
                Error::element_with_name},
        Refused{{"ExistingName", R"({"a":1,"_sd":["$0"]})", {R"(["s","a",2])"}},
                Error::existing_name},
        Refused{{"ExistingNameBelow", R"({"b":{"a":1,"_sd":["$0"]}})", {R"(["s","a",2])"}},
                Error::existing_name},
        Refused{
            {"NameDisclosedTwice", R"({"_sd":["$0","$1"]})", {R"(["s","a",1])", R"(["t","a",2])"}},
            Error::existing_name},
        Refused{{"ExistingDigestAlgorithm",
                 R"({"_sd_alg":"sha-256","_sd":["$0"]})",
                 {R"(["s","_sd_alg","sha-512"])"}},
                Error::existing_name},
        Refused{{"UnreferencedDisclosure", R"({"a":1})", {R"(["s","b",1])"}},
                Error::unreferenced_disclosure},
        Refused{
            {"UnreferencedBecauseItsParentIsMissing", R"({"_sd":["absent"]})", {R"(["s","b",1])"}},
            Error::unreferenced_disclosure},
        Refused{{"DigestAsPlainText", R"({"a":"$0"})", {R"(["s","b",1])"}},
                Error::unreferenced_disclosure},
        Refused{{"TooDeepTogether",
                 R"({"a":)" + nested(12, R"({"...":"$0"})") + "}",
                 {R"(["s",)" + nested(12, "1") + "]"}},
                Error::too_deep}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace servicecard::sd_jwt
