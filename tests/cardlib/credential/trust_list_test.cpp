#include "cardlib/credential/trust_list.h"

#include <functional>
#include <limits>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/codec/json.h"
#include "cardlib/credential/jws.h"
#include "cardlib/credential/trust_list_json.h"
#include "tests/support/test_trust.h"

namespace servicecard {
namespace {

using std::chrono::days;
using std::chrono::seconds;

class TrustListTest : public testing::Test {
 protected:
  [[nodiscard]] std::string signed_list() const {
    return TrustList::sign(trust_.content(), trust_.root()).value();
  }
  [[nodiscard]] auto read(std::string_view jws) const {
    return TrustList::read(jws, trust_.root().public_key());
  }

  const Time issued_at_{days(20'000)};
  const test::TestTrust trust_{issued_at_};
};

TEST_F(TrustListTest, ReadsBackWhatWasSigned) {
  TrustListContent content = trust_.content();
  content.sequence = 7;
  content.next_root = test::TestSigner().public_key();
  test::entry_for(content, KeyPurpose::card).state = KeyState::retired;

  const std::string jws = TrustList::sign(content, trust_.root()).value();
  const auto list = read(jws);
  ASSERT_TRUE(list.has_value()) << to_string(list.error());
  EXPECT_EQ(list->issuer(), content.issuer);
  EXPECT_EQ(list->sequence(), 7U);
  EXPECT_EQ(list->issued_at(), content.issued_at);
  EXPECT_EQ(list->expires(), content.expires);
  EXPECT_EQ(list->next_root(), content.next_root);
  EXPECT_EQ(list->jws(), jws);
  EXPECT_EQ(list->hash(), sha256(jws));
  ASSERT_EQ(list->keys().size(), content.keys.size());
  const TrustedKey& first = list->keys().front();
  EXPECT_EQ(first.key, trust_.signer(KeyPurpose::card).public_key());
  EXPECT_EQ(first.state, KeyState::retired);
  EXPECT_EQ(first.created, content.keys.front().created);
  EXPECT_EQ(first.since, content.keys.front().since);
  EXPECT_EQ(first.expires, content.keys.front().expires);
}

TEST_F(TrustListTest, FindsAKeyByEitherKidForItsPurposeAlone) {
  const TrustList list = trust_.list();
  for (const TrustedKey& key : list.keys()) {
    for (const KeyPurpose purpose : all_key_purposes) {
      SCOPED_TRACE(testing::Message() << to_string(key.purpose) << " as " << to_string(purpose));
      const auto by_full = list.find(key.key.kid(), purpose);
      const auto by_short = list.find(key.key.short_kid(), purpose);
      if (purpose == key.purpose) {
        EXPECT_EQ(by_full.value(), &key);
        EXPECT_EQ(by_short.value(), &key);
      } else {
        EXPECT_EQ(by_full.error(), KeyRefusal::wrong_purpose);
        EXPECT_EQ(by_short.error(), KeyRefusal::wrong_purpose);
      }
    }
  }
  const VerificationKey foreign = test::TestSigner().public_key();
  EXPECT_EQ(list.find(foreign.kid(), KeyPurpose::card).error(), KeyRefusal::unknown_key);
  EXPECT_EQ(list.find(foreign.short_kid(), KeyPurpose::card).error(), KeyRefusal::unknown_key);
  EXPECT_EQ(list.find("", KeyPurpose::card).error(), KeyRefusal::unknown_key);
}

TEST_F(TrustListTest, CountsSignaturesOfActiveAndRetiredKeysAlone) {
  TrustedKey key{.key = trust_.signer(KeyPurpose::card).public_key(),
                 .created = {},
                 .since = {},
                 .expires = {}};
  key.state = KeyState::pending;
  EXPECT_EQ(refusal_by_state(key), KeyRefusal::pending_key);
  key.state = KeyState::active;
  EXPECT_EQ(refusal_by_state(key), std::nullopt);
  key.state = KeyState::retired;
  EXPECT_EQ(refusal_by_state(key), std::nullopt);
  key.state = KeyState::revoked;
  EXPECT_EQ(refusal_by_state(key), KeyRefusal::revoked_key);
}

struct ContentRow {
  std::string_view name;
  TrustListError error;
  std::function<void(TrustListContent&)> spoil;
};

const ContentRow unsound[] = {
    {"ends when it begins", TrustListError::bad_dates,
     [](TrustListContent& list) { list.expires = list.issued_at; }},
    {"a key ends when it begins", TrustListError::bad_dates,
     [](TrustListContent& list) { list.keys[2].expires = list.keys[2].created; }},
    {"a state before the key", TrustListError::bad_dates,
     [](TrustListContent& list) { list.keys[2].since = list.keys[2].created - seconds(1); }},
    {"a key of purpose root", TrustListError::root_listed,
     [](TrustListContent& list) { list.keys[2].purpose = KeyPurpose::root; }},
    {"a key twice", TrustListError::duplicate_key,
     [](TrustListContent& list) { list.keys[1].key = list.keys[0].key; }},
    {"two active keys", TrustListError::two_active_keys,
     [](TrustListContent& list) { list.keys[1].purpose = list.keys[0].purpose; }},
    {"too many keys", TrustListError::too_large,
     [](TrustListContent& list) { list.keys.resize(1001, list.keys[0]); }},
    {"before 1970", TrustListError::bad_dates,
     [](TrustListContent& list) { list.issued_at = Time(seconds(-1)); }},
    {"after 9999", TrustListError::bad_dates,
     [](TrustListContent& list) { list.keys[0].expires = Time(seconds(253402300800)); }},
    {"sequence 0", TrustListError::malformed, [](TrustListContent& list) { list.sequence = 0; }},
    {"a sequence over 63 bits", TrustListError::malformed,
     [](TrustListContent& list) { list.sequence = std::numeric_limits<std::uint64_t>::max(); }},
};

TEST_F(TrustListTest, NeitherSignsNorReadsAnUnsoundList) {
  for (const ContentRow& row : unsound) {
    SCOPED_TRACE(row.name);
    TrustListContent content = trust_.content();
    row.spoil(content);
    EXPECT_EQ(to_string(TrustList::sign(content, trust_.root()).error()), to_string(row.error));
    const std::string forced = sign_jwt(TrustList::type, trust_list_json(content), trust_.root());
    EXPECT_EQ(to_string(read(forced).error()), to_string(row.error));
  }
}

TEST_F(TrustListTest, DoesNotListItsOwnRoot) {
  TrustListContent content = trust_.content();
  content.keys[0].key = trust_.root().public_key();
  EXPECT_EQ(TrustList::sign(content, trust_.root()).error(), TrustListError::root_listed);
  const std::string forced = sign_jwt(TrustList::type, trust_list_json(content), trust_.root());
  EXPECT_EQ(read(forced).error(), TrustListError::root_listed);
}

TEST_F(TrustListTest, AcceptsAPendingKeyBesideAnActiveOne) {
  TrustListContent content = trust_.content();
  content.keys.push_back(content.keys[0]);
  content.keys.back().key = test::TestSigner().public_key();
  content.keys.back().state = KeyState::pending;
  EXPECT_TRUE(TrustList::sign(content, trust_.root()).has_value());
}

struct PayloadRow {
  std::string_view name;
  TrustListError error;
  std::function<void(json::object&)> spoil;
};

json::object& first_key(json::object& payload) {
  return payload.at("keys").as_array().at(0).as_object();
}

const PayloadRow misshapen[] = {
    {"no iss", TrustListError::bad_issuer, [](json::object& list) { list.erase("iss"); }},
    {"iss with a slash", TrustListError::bad_issuer,
     [](json::object& list) { list["iss"] = "https://card.yichuan.example/"; }},
    {"no seq", TrustListError::malformed, [](json::object& list) { list.erase("seq"); }},
    {"seq is a text", TrustListError::malformed, [](json::object& list) { list["seq"] = "1"; }},
    {"no iat", TrustListError::bad_dates, [](json::object& list) { list.erase("iat"); }},
    {"exp is a double", TrustListError::bad_dates, [](json::object& list) { list["exp"] = 1.5; }},
    {"no keys", TrustListError::malformed, [](json::object& list) { list.erase("keys"); }},
    {"a key that is no object", TrustListError::malformed,
     [](json::object& list) { list.at("keys").as_array().at(0) = 1; }},
    {"a purpose that is none", TrustListError::malformed,
     [](json::object& list) { first_key(list)["purpose"] = "cards"; }},
    {"a state that is none", TrustListError::malformed,
     [](json::object& list) { first_key(list)["state"] = "live"; }},
    {"a key without jwk", TrustListError::malformed,
     [](json::object& list) { first_key(list).erase("jwk"); }},
    {"a key without created", TrustListError::bad_dates,
     [](json::object& list) { first_key(list).erase("created"); }},
    {"a key without since", TrustListError::bad_dates,
     [](json::object& list) { first_key(list).erase("since"); }},
    {"a key without exp", TrustListError::bad_dates,
     [](json::object& list) { first_key(list).erase("exp"); }},
    {"a key on another curve", TrustListError::bad_key,
     [](json::object& list) { first_key(list).at("jwk").as_object()["crv"] = "P-384"; }},
    {"a kid that is not the key's", TrustListError::malformed,
     [](json::object& list) { first_key(list).at("jwk").as_object()["kid"] = "other"; }},
    {"a member that we do not know", TrustListError::malformed,
     [](json::object& list) { list["more"] = 1; }},
    {"a next root that is no object", TrustListError::malformed,
     [](json::object& list) { list["next_root"] = nullptr; }},
    {"a next root that is no key", TrustListError::bad_key,
     [](json::object& list) { list["next_root"] = json::object{{"kty", "RSA"}}; }},
};

TEST_F(TrustListTest, RefusesAPayloadOfAnotherShape) {
  for (const PayloadRow& row : misshapen) {
    SCOPED_TRACE(row.name);
    json::object payload = trust_list_json(trust_.content());
    row.spoil(payload);
    const auto list = read(sign_jwt(TrustList::type, payload, trust_.root()));
    ASSERT_FALSE(list.has_value());
    EXPECT_EQ(to_string(list.error()), to_string(row.error));
  }
}

TEST_F(TrustListTest, RefusesAnyOtherSpellingOfThePayload) {
  const std::string payload = json::serialize(trust_list_json(trust_.content()));
  ASSERT_TRUE(read(sign_jws(TrustList::type, payload, trust_.root())).has_value());
  for (const std::string& other : {payload + " ", " " + payload, payload + "\n"}) {
    EXPECT_EQ(read(sign_jws(TrustList::type, other, trust_.root())).error(),
              TrustListError::malformed);
  }
}

TEST_F(TrustListTest, RefusesAnotherType) {
  const json::object payload = trust_list_json(trust_.content());
  for (const std::string_view type : {"card-pack+jwt", "dc+sd-jwt", "JWT", "Trust-List+jwt", ""}) {
    SCOPED_TRACE(type);
    EXPECT_EQ(read(sign_jwt(type, payload, trust_.root())).error(), TrustListError::wrong_type);
  }
}

TEST_F(TrustListTest, RefusesAListThatAnyOtherKeySigned) {
  const json::object payload = trust_list_json(trust_.content());
  for (const KeyPurpose purpose : all_key_purposes) {
    if (purpose == KeyPurpose::root) continue;
    SCOPED_TRACE(to_string(purpose));
    EXPECT_EQ(read(sign_jwt(TrustList::type, payload, trust_.signer(purpose))).error(),
              TrustListError::foreign_root);
  }
  const test::TestSigner stranger;
  EXPECT_EQ(read(sign_jwt(TrustList::type, payload, stranger)).error(),
            TrustListError::foreign_root);
  EXPECT_EQ(read(sign_jwt(TrustList::type, payload, trust_.root(), KeyHint::none)).error(),
            TrustListError::foreign_root);
}

TEST_F(TrustListTest, RefusesASignatureThatTheRootDidNotMake) {
  const std::string jws = signed_list();
  const std::string other = TrustList::sign(trust_.content(), trust_.root()).value();
  TrustListContent content = trust_.content();
  content.sequence = 2;
  const std::string newer = TrustList::sign(content, trust_.root()).value();
  EXPECT_TRUE(read(jws.substr(0, jws.rfind('.')) + other.substr(other.rfind('.'))).has_value());
  EXPECT_EQ(read(jws.substr(0, jws.rfind('.')) + newer.substr(newer.rfind('.'))).error(),
            TrustListError::bad_signature);
}

TEST_F(TrustListTest, RefusesAListOverItsSizeBeforeReadingIt) {
  EXPECT_EQ(read(std::string(TrustList::max_size + 1, 'A')).error(), TrustListError::too_large);
  EXPECT_EQ(read(std::string(TrustList::max_size, 'A')).error(), TrustListError::not_a_jws);
}

TEST_F(TrustListTest, RefusesEveryCutAndEveryFlippedBit) {
  const std::string jws = signed_list();
  for (std::size_t size = 0; size < jws.size(); ++size) {
    ASSERT_FALSE(read(std::string_view(jws).substr(0, size)).has_value()) << size;
  }
  for (std::size_t at = 0; at < jws.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string flipped = jws;
      flipped[at] = static_cast<char>(static_cast<unsigned char>(flipped[at]) ^ (1U << bit));
      ASSERT_FALSE(read(flipped).has_value()) << at << " bit " << bit;
    }
  }
}

TEST_F(TrustListTest, WarnsThirtyDaysBeforeAnEnd) {
  TrustListContent content = trust_.content();
  const Time list_ends = content.expires;
  const auto warnings_at = [&](Time now) {
    return expiry_warnings(trust_.list_of(content), now).size();
  };
  EXPECT_EQ(warnings_at(list_ends - days(30) - seconds(1)), 0U);
  EXPECT_EQ(warnings_at(list_ends - days(30)), 1U);

  content.keys.erase(content.keys.begin() + 1, content.keys.end());
  TrustedKey& key = content.keys.front();
  key.expires = issued_at_ + days(100);
  EXPECT_EQ(warnings_at(key.expires - days(30) - seconds(1)), 0U);
  EXPECT_EQ(warnings_at(key.expires - days(30)), 1U);
  EXPECT_EQ(warnings_at(key.expires + days(1)), 1U);
  key.state = KeyState::pending;
  EXPECT_EQ(warnings_at(key.expires + days(1)), 1U);
  key.state = KeyState::retired;
  EXPECT_EQ(warnings_at(key.expires - seconds(1)), 1U);
  EXPECT_EQ(warnings_at(key.expires), 0U);
  key.state = KeyState::revoked;
  EXPECT_EQ(warnings_at(key.expires - days(1)), 0U);
}

TEST_F(TrustListTest, NamesWhatEnds) {
  const TrustList list = trust_.list();
  const auto warnings = expiry_warnings(list, list.expires());
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].key, nullptr);
  EXPECT_EQ(warnings[0].expires, list.expires());
  EXPECT_EQ(expiry_warnings(list, list.keys()[0].expires).size(), 1 + list.keys().size());
}

}  // namespace
}  // namespace servicecard
