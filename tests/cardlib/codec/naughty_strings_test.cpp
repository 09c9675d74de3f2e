#include <iostream>
#include <string>

#include <gtest/gtest.h>

#include "cardlib/codec/base32.h"
#include "cardlib/codec/base64url.h"
#include "cardlib/codec/cbor.h"
#include "cardlib/codec/json.h"
#include "tests/support/vectors.h"

namespace servicecard {
namespace {

TEST(NaughtyStrings, PassThroughEveryCodecUnchanged) {
  SERVICECARD_NEEDS_VECTORS();
  const auto strings = test::read_json_vector("strings/blns.json");
  for (const auto& each : strings.as_array()) {
    const std::string text(each.as_string());
    SCOPED_TRACE(text);
    const auto json = json::parse(json::serialize(json::object{{text, text}}));
    ASSERT_TRUE(json);
    EXPECT_EQ(json::text_member(json->as_object(), text), text);
    const auto cbor = cbor::decode(cbor::encode(text), cbor::Strictness::deterministic);
    ASSERT_TRUE(cbor);
    EXPECT_EQ(*cbor->as_text(), text);
    EXPECT_EQ(as_text(base32::decode(base32::encode(as_bytes(text))).value()), text);
    EXPECT_EQ(as_text(base64url::decode(base64url::encode(as_bytes(text))).value()), text);
  }
  EXPECT_EQ(strings.as_array().size(), 515U);
  std::cout << "conformance strings/blns: " << strings.as_array().size()
            << " cases through JSON, CBOR, Base32 and base64url unchanged\n";
}

// They are no encodings of anything, most of them; what is accepted is canonical.
TEST(NaughtyStrings, AreRefusedAsEncodingsOrAreCanonical) {
  SERVICECARD_NEEDS_VECTORS();
  const auto strings = test::read_json_vector("strings/blns.json");
  for (const auto& each : strings.as_array()) {
    const std::string text(each.as_string());
    SCOPED_TRACE(text);
    if (const auto octets = base32::decode(text)) {
      EXPECT_EQ(base32::encode(*octets), text);
    }
    if (const auto octets = base64url::decode(text)) {
      EXPECT_EQ(base64url::encode(*octets), text);
    }
    if (const auto value = cbor::decode(as_bytes(text), cbor::Strictness::deterministic)) {
      EXPECT_EQ(as_text(cbor::encode(*value)), text);
    }
    if (const auto read = json::parse(text)) {
      EXPECT_EQ(json::parse(json::serialize(*read)), read);
    }
  }
}

}  // namespace
}  // namespace servicecard
