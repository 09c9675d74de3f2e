// Every kind of token in every place: each is taken where it belongs and nowhere else, whether the
// key of its own kind signed it or the key of the place.
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/credential/jws.h"
#include "cardlib/credential/key_binding.h"
#include "cardlib/credential/offline_source.h"
#include "cardlib/credential/sc1_text.h"
#include "tests/cardlib/credential/verifier_fixture.h"
#include "tests/support/test_pack.h"

namespace servicecard {
namespace {

struct Token {
  std::string_view kind;
  std::string text;
};

struct Place {
  std::string_view kind;  ///< of the tokens that belong here
  KeyPurpose purpose;
  std::function<bool(const std::string&)> takes;
};

class TokenKindsTest : public VerifierTest {
 protected:
  [[nodiscard]] std::vector<Token> tokens() const {
    const PackContainer parts = read_pack_container(file_).value();
    const HolderChallenge challenge{.audience = "a", .nonce = "n", .now = now_};
    const std::string bound = bind_presentation(
        test::wallet_token(claims_, card_key(), holder_.public_key()), challenge, holder_);
    return {{"wallet", wallet()},
            {"printed", printed()},
            {"trust list", parts.trust_list},
            {"manifest", parts.manifest},
            {"status list", parts.status_lists[0]},
            {"status list as CWT", sc1::encode(status_cwt())},
            {"key binding", bound.substr(bound.rfind('~') + 1)},
            {"holder's proof", make_holder_proof(challenge, holder_)}};
  }

  [[nodiscard]] std::vector<Place> places() const {
    return {
        {"wallet", KeyPurpose::card, [this](const auto& text) { return is_card(text); }},
        {"printed", KeyPurpose::card, [this](const auto& text) { return is_card(text); }},
        {"trust list", KeyPurpose::root,
         [this](const auto& text) {
           return TrustList::read(text, trust_.root().public_key()).has_value();
         }},
        {"trust list", KeyPurpose::root,
         [this](const auto& text) {
           return opens([&](PackContainer& parts) { parts.trust_list = text; });
         }},
        {"manifest", KeyPurpose::pack,
         [this](const auto& text) {
           return opens([&](PackContainer& parts) { parts.manifest = text; });
         }},
        {"status list", KeyPurpose::status, [this](const auto& text) { return is_list(text); }},
        {"status list as CWT", KeyPurpose::status,
         [this](const auto& text) { return is_cwt_list(text); }},
    };
  }

 private:
  [[nodiscard]] Bytes status_cwt() const {
    return make_status_list_cwt(uri_, pack_.statuses.pack(zlib::Effort::fast), now_,
                                trust_.signer(KeyPurpose::status));
  }
  [[nodiscard]] bool is_card(const std::string& text) const {
    return !check(text).refusal || !check(text + "~").refusal;
  }
  [[nodiscard]] bool opens(const std::function<void(PackContainer&)>& change) const {
    PackContainer parts = read_pack_container(file_).value();
    change(parts);
    return OfflinePack::open(write_pack_container(parts), trust_.root().public_key()).has_value();
  }
  [[nodiscard]] bool is_list(const std::string& text) const {
    const auto token = StatusListToken::parse_jwt(text);
    return token && token->verify(trust_.signer(KeyPurpose::status).public_key(), uri_);
  }
  [[nodiscard]] bool is_cwt_list(const std::string& text) const {
    const auto octets = sc1::decode(text);
    if (!octets) return false;
    const auto token = StatusListToken::parse_cwt(*octets);
    return token && token->verify(trust_.signer(KeyPurpose::status).public_key(), uri_);
  }

 protected:
  const test::TestSigner holder_;
  const std::string uri_ = test::TestTrust::issuer().status_list_uri(1);
  test::TestPack pack_ = [this] {
    test::TestPack pack(trust_, now_);
    pack.statuses = StatusList::all_valid(4);
    return pack;
  }();
  const std::string file_ = pack_.file();
};

/// Where a kind belongs: both forms of a card are taken at the counter.
bool belongs(std::string_view kind, std::string_view place) {
  const bool card = kind == "wallet" || kind == "printed";
  const bool counter = place == "wallet" || place == "printed";
  return kind == place || (card && counter);
}

TEST_F(TokenKindsTest, AreTakenWhereTheyBelongAndNowhereElse) {
  for (const Token& token : tokens()) {
    for (const Place& place : places()) {
      SCOPED_TRACE(testing::Message() << token.kind << " as " << place.kind);
      EXPECT_EQ(place.takes(token.text), belongs(token.kind, place.kind));
    }
  }
}

TEST_F(TokenKindsTest, AreNotTakenElsewhereEvenFromTheKeyOfThatPlace) {
  for (const Token& token : tokens()) {
    const auto jwt = parse_jwt(token.text.substr(0, token.text.find('~')), TrustList::max_size,
                               EmbeddedJwk::proof_of_possession);
    if (!jwt) continue;  // CBOR
    for (const Place& place : places()) {
      if (belongs(token.kind, place.kind)) continue;
      SCOPED_TRACE(testing::Message() << token.kind << " as " << place.kind);
      EXPECT_FALSE(place.takes(sign_jws(*jwt->typ, jwt->payload, trust_.signer(place.purpose))));
    }
  }
}

}  // namespace
}  // namespace servicecard
