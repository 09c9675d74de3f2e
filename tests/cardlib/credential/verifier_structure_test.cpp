#include <functional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/credential/jws.h"
#include "cardlib/credential/sc1_text.h"
#include "tests/cardlib/credential/verifier_fixture.h"

namespace servicecard {
namespace {

struct TextRow {
  std::string_view name;
  std::string_view refusal;
  std::string text;
};

TEST_F(VerifierTest, NamesWhatIsWrongWithAText) {
  const std::string big(max_token_size, 'A');
  const std::string card = wallet();
  const std::string print = printed();
  const std::string tagged = [&] {
    Bytes octets = sc1::decode(print).value();
    octets[0] = 0xd1;  // tag 17, COSE_Mac0
    return sc1::encode(octets);
  }();
  const TextRow rows[] = {
      {"empty", "bad_text", ""},
      {"neither form", "bad_text", "YC26-00017-2"},
      {"a JWS without a tilde", "bad_text", card.substr(0, card.find('~'))},
      {"half a prefix", "bad_text", "SC"},
      {"a full token size", "bad_text", big},
      {"one more", "too_large", big + "A"},
      {"one more, as a wallet token", "too_large", "~" + big},
      {"a long SC1 text", "too_large", "SC1" + std::string(sc1::max_length - 2, 'A')},
      {"a digit outside the alphabet", "bad_text", "SC1" + std::string(8, '1')},
      {"a length that no octets have", "bad_text", "SC1A"},
      {"white space in front", "bad_text", " " + print},
      {"white space behind", "bad_text", print + "\n"},
      {"nothing behind the prefix", "malformed", "SC1"},
      {"no CBOR", "malformed", "SC1AAAAAAAA"},
      {"another tag", "wrong_tag", tagged},
      {"tildes alone", "malformed", "~~~"},
      {"white space behind a wallet token", "malformed", card + " "},
      {"the first disclosure left out", "valid",
       [&] {
         std::string less = card;
         const std::size_t at = less.find('~');
         return less.erase(at, less.find('~', at + 1) - at);
       }()},
      {"a disclosure twice", "malformed",
       card + card.substr(card.find('~') + 1, card.find('~', card.find('~') + 1) - card.find('~'))},
  };
  for (const TextRow& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(name_of(check(row.text)), row.refusal);
  }
}

struct WalletRow {
  std::string_view name;
  std::string_view refusal;
  std::function<void(json::object&)> spoil;
};

const WalletRow wallet_rows[] = {
    {"untouched", "valid", [](json::object&) {}},
    {"no exp", "missing_claim", [](json::object& claims) { claims.erase("exp"); }},
    {"a claim too many", "unknown_claim", [](json::object& claims) { claims["sub"] = "me"; }},
    {"iss is a number", "bad_claim", [](json::object& claims) { claims["iss"] = 1; }},
    {"exp a second later", "bad_time",
     [](json::object& claims) { claims["exp"] = claims["exp"].as_int64() + 1; }},
    {"status without idx", "bad_status",
     [](json::object& claims) {
       claims["status"].as_object()["status_list"].as_object().erase("idx");
     }},
    {"cnf without a key", "bad_holder_key",
     [](json::object& claims) { claims["cnf"] = json::object{{"jwk", json::object()}}; }},
    {"another digest algorithm", "malformed",
     [](json::object& claims) { claims["_sd_alg"] = "sha-512"; }},
    {"another issuer", "wrong_issuer",
     [](json::object& claims) { claims["iss"] = "https://card.other.example"; }},
    {"an issuer with a slash", "wrong_issuer",
     [](json::object& claims) { claims["iss"] = "https://card.yichuan.example/"; }},
    {"another type of credential", "wrong_credential_type",
     [](json::object& claims) { claims["vct"] = "https://card.yichuan.example/vct/pass"; }},
    {"a status list elsewhere", "wrong_status_uri",
     [](json::object& claims) {
       claims["status"].as_object()["status_list"].as_object()["uri"] =
           "https://card.other.example/status-lists/1";
     }},
};

TEST_F(VerifierTest, NamesWhatIsWrongWithTheClaimsOfAWalletToken) {
  for (const WalletRow& row : wallet_rows) {
    SCOPED_TRACE(row.name);
    json::object payload = test::visible_claims(claims_);
    row.spoil(payload);
    EXPECT_EQ(name_of(check(test::forge_wallet(payload, card_key()))), row.refusal);
  }
}

TEST_F(VerifierTest, NamesWhatIsWrongWithTheHeaderOfAWalletToken) {
  const json::object payload = test::visible_claims(claims_);
  for (const std::string_view type : {"kb+jwt", "statuslist+jwt", "trust-list+jwt", "card-pack+jwt",
                                      "vc+sd-jwt", "JWT", "DC+SD-JWT", ""}) {
    SCOPED_TRACE(type);
    EXPECT_EQ(name_of(check(test::forge_wallet(payload, card_key(), type))), "wrong_type");
  }
  const auto hinted = [&](KeyHint hint) {
    return sign_jwt(wallet_token_type, payload, card_key(), hint) + "~";
  };
  EXPECT_EQ(name_of(check(hinted(KeyHint::none))), "bad_header");
  EXPECT_EQ(name_of(check(hinted(KeyHint::jwk))), "malformed");
  const auto with_header = [&](const json::object& header) {
    const std::string text = base64url::encode(as_bytes(json::serialize(header))) + "." +
                             base64url::encode(as_bytes(json::serialize(payload)));
    return text + "." + base64url::encode(card_key().sign(as_bytes(text))) + "~";
  };
  const json::object header{
      {"alg", "ES256"}, {"typ", wallet_token_type}, {"kid", card_key().public_key().kid()}};
  EXPECT_EQ(name_of(check(with_header(header))), "valid");
  for (const auto& [name, value] : {std::pair<std::string_view, json::value>{"alg", "none"},
                                    {"alg", "HS256"},
                                    {"alg", "ES384"},
                                    {"crit", json::array{"exp"}},
                                    {"b64", false},
                                    {"jwk", card_key().public_key().to_jwk()},
                                    {"jku", "https://card.yichuan.example/jwks.json"},
                                    {"x5u", "https://card.yichuan.example/cert"},
                                    {"x5c", json::array{"AAAA"}}}) {
    SCOPED_TRACE(name);
    json::object spoilt = header;
    spoilt[name] = value;
    EXPECT_EQ(name_of(check(with_header(spoilt))), "malformed");
  }
}

struct PrintedRow {
  std::string_view name;
  std::string_view refusal;
  std::function<void(cbor::Map&)> spoil;
};

constexpr int card_claim = -65537;

cbor::Value changed_card(const cbor::Map& claims, int key, cbor::Value value) {
  cbor::Map card = *cbor::Value(claims).find(card_claim)->as_map();
  test::member(card, key) = std::move(value);
  return card;
}

const PrintedRow printed_rows[] = {
    {"untouched", "valid", [](cbor::Map&) {}},
    {"no exp", "bad_claim",
     [](cbor::Map& claims) { std::erase_if(claims, [](const auto& c) { return c.first == 4; }); }},
    {"exp is a text", "bad_claim", [](cbor::Map& claims) { test::member(claims, 4) = "1"; }},
    {"a claim too many", "unknown_claim",
     [](cbor::Map& claims) { claims.emplace_back(1, "https://card.yichuan.example"); }},
    {"a sector that is none", "unknown_sector",
     [](cbor::Map& claims) { test::member(claims, card_claim) = changed_card(claims, 5, 8); }},
    {"a category that is none", "bad_claim",
     [](cbor::Map& claims) { test::member(claims, card_claim) = changed_card(claims, 4, 3); }},
    {"a card number with a wrong check character", "bad_claim",
     [](cbor::Map& claims) {
       test::member(claims, card_claim) = changed_card(claims, 1, "YC26-00017-3");
     }},
    {"a status list elsewhere", "wrong_status_uri",
     [](cbor::Map& claims) {
       const cbor::Map list{{"idx", 1}, {"uri", "https://card.other.example/status-lists/1"}};
       test::member(claims, 65535) = cbor::Map{{"status_list", list}};
     }},
};

TEST_F(VerifierTest, NamesWhatIsWrongWithTheClaimsOfAPrintedToken) {
  for (const PrintedRow& row : printed_rows) {
    SCOPED_TRACE(row.name);
    cbor::Map payload = test::printed_payload(claims_, card_key());
    row.spoil(payload);
    EXPECT_EQ(name_of(check(test::forge_printed(payload, card_key()))), row.refusal);
  }
}

TEST_F(VerifierTest, RefusesAPrintedTokenWithAnotherHeader) {
  const cbor::Map payload = test::printed_payload(claims_, card_key());
  const cbor::Map typed{{16, "application/statuslist+cwt"}};
  EXPECT_EQ(name_of(check(test::forge_printed(payload, card_key(), typed))), "bad_header");
}

TEST_F(VerifierTest, ShowsNothingOfATokenThatIsNotAuthentic) {
  const test::TestSigner stranger;
  for (const std::string& text : {std::string("~"), test::wallet_token(claims_, stranger),
                                  test::printed_token(claims_, stranger)}) {
    EXPECT_EQ(check(text).card, nullptr);
  }
}

}  // namespace
}  // namespace servicecard
