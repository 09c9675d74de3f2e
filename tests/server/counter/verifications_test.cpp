#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/sc1_text.h"
#include "server/store/partners.h"
#include "tests/server/counter/county.h"
#include "tests/support/test_signer.h"

/// Verification through the routes, as a partner's program sees it.
namespace servicecard::counter {
namespace {

using std::chrono::days;
using test::County;
using test::CountyCard;

std::string text_at(const json::object& object, std::string_view name) {
  return std::string(object.at(name).as_string());
}

// The answer without what is different every time.
std::string comparable(json::object answer) {
  answer.stable_erase("id");
  return json::serialize(answer);
}

/// A verdict and how one comes to it.
struct VerdictRow {
  const char* verdict;
  const char* reason;  ///< empty: null
  std::function<json::object(County&)> ask;
};

json::object ask_printed(County& county, CardState state) {
  const CountyCard card = county.issue();
  if (state != CardState::active) county.move(card, state);
  return county.verify("hospital", card.printed);
}

// A token with a good signature that nobody recorded.
json::object ask_unrecorded(County& county) {
  const CountyCard card = county.issue();
  const auto signer = county.ring->signer(KeyPurpose::card, card.claims.expires, test::test_time());
  CardClaims claims = card.claims;
  claims.enterprise_name = "另一家（虚构）";
  const auto forged = UnsignedPrintedToken::make(claims, (*signer)->public_key());
  return county.verify("hospital", sc1::encode(forged->sign(**signer)));
}

const VerdictRow verdict_rows[] = {
    {"valid", "", [](County& county) { return ask_printed(county, CardState::active); }},
    {"valid", "", [](County& county) { return county.verify("hospital", county.issue().wallet); }},
    {"valid", "",
     [](County& county) {
       return county.verify("hospital", " " + county.issue().printed + "\r\n");
     }},
    {"not_yet_valid", "not_yet_valid",
     [](County& county) {
       const Time start = start_of(day_of(test::test_time()).plus_days(1));
       const CountyCard card =
           county.issue({.validity = {.not_before = start, .expires = start + days(300)}});
       return county.verify("hospital", card.printed);
     }},
    {"expired", "expired",
     [](County& county) {
       const CountyCard card = county.issue();
       county.clock.set(card.claims.expires);
       return county.verify("hospital", card.printed);
     }},
    {"lost", "lost", [](County& county) { return ask_printed(county, CardState::lost); }},
    {"suspended", "suspended",
     [](County& county) { return ask_printed(county, CardState::suspended); }},
    {"revoked", "revoked", [](County& county) { return ask_printed(county, CardState::revoked); }},
    {"superseded", "superseded",
     [](County& county) { return ask_printed(county, CardState::superseded); }},
    {"bad_signature", "unknown_key",
     [](County& county) {
       const test::TestSigner stranger;
       const auto forged = UnsignedPrintedToken::make(county.claims({}, 1), stranger.public_key());
       return county.verify("hospital", sc1::encode(forged->sign(stranger)));
     }},
    {"unknown_card", "other_token", ask_unrecorded},
    {"not_entitled", "service_not_included",
     [](County& county) {
       return county.verify("hospital", {{"presentation", county.issue().printed},
                                         {"service", "health.expert_visit"}});
     }},
    {"not_entitled", "sector_not_included",
     [](County& county) {
       const CountyCard card =
           county.issue({.services = {{Sector::finance, {"finance.fee_waiver"}}}});
       return county.verify("hospital",
                            {{"presentation", card.printed}, {"service", "health.checkup"}});
     }},
    {"partner_not_contracted", "partner_not_contracted",
     [](County& county) {
       county.add_partner("clinic", Sector::health, std::nullopt);
       return county.verify("clinic", county.issue().printed);
     }},
    {"partner_not_contracted", "partner_not_contracted",
     [](County& county) {
       county.add_partner("clinic", Sector::health, day_of(test::test_time()).plus_days(1));
       return county.verify("clinic",
                            {{"card_number", test::number(1).str()}, {"holder_id_last4", "0000"}});
     }},
    {"bad_signature", "bearer_refused",
     [](County& county) {
       county.add_partner("clinic", Sector::health, day_of(test::test_time()),
                          store::Bearers::refused);
       return county.verify("clinic", county.issue().printed);
     }},
    {"stale_status", "trust_list_expired",
     [](County& county) {
       const CountyCard card = county.issue(
           {.validity = {.not_before = start_of(day_of(test::test_time())),
                         .expires = start_of(day_of(test::test_time()).plus_days(400))}});
       county.clock.set(county.ring->trust_list()->expires());
       return county.verify("hospital", card.printed);
     }},
    {"unreadable", "bad_text", [](County& county) { return county.verify("hospital", "hello"); }},
};

TEST(Verifications, GiveEveryVerdictOfAServer) {
  for (const VerdictRow& row : verdict_rows) {
    SCOPED_TRACE(std::string(row.verdict) + " " + row.reason);
    County county;
    const json::object answer = row.ask(county);
    EXPECT_EQ(text_at(answer, "verdict"), row.verdict) << json::serialize(answer);
    EXPECT_EQ(answer.at("reason"),
              *row.reason == '\0' ? json::value(nullptr) : json::value(row.reason));
    const auto verdict = parse_verdict(row.verdict).value();
    EXPECT_EQ(text_at(answer, "colour"), to_string(colour_of(verdict)));
    EXPECT_EQ(text_at(answer.at("text").as_object(), "zh"), word_of(verdict).zh);
    EXPECT_EQ(text_at(answer.at("next_step").as_object(), "en"), next_step_of(verdict).en);
    county.database.store().read([&](store::Snapshot& snapshot) {
      EXPECT_EQ(test::count_rows(snapshot, "verification"), 1);
      const auto logged = snapshot.one("SELECT verdict FROM verification", {},
                                       [](const auto& found) { return found.text("verdict"); });
      EXPECT_EQ(logged, row.verdict);
    });
  }
}

TEST(Verifications, ShowNothingOfATokenThatIsNotOnRecord) {
  County county;
  const json::object answer = ask_unrecorded(county);
  EXPECT_TRUE(answer.at("card").is_null());
  EXPECT_TRUE(answer.at("services").as_array().empty());
}

void change_partner(County& county, const std::string& id,
                    const std::function<void(store::Partner&)>& change) {
  test::with_leaf(county.database.store(), [&](store::Transaction& transaction) {
    store::Partner partner = store::partners::find(transaction, id).value();
    change(partner);
    store::partners::update(transaction, partner);
    return 0;
  });
}

TEST(Verifications, ShowAPartnerOnlyWhatIsAgreedWithIt) {
  County county;
  const CountyCard card = county.issue();
  change_partner(county, "school", [](store::Partner& school) {
    school.shows = {store::CardField::holder_name, store::CardField::valid_until};
  });
  const json::object scanned = county.verify("school", card.printed);
  EXPECT_EQ(json::serialize(scanned.at("card")),
            R"({"number":null,"holder_name":"欧*娜","holder_id_last4":null,)"
            R"("enterprise_name":null,"category":null,"valid_until":"2027-04-29"})");
  EXPECT_EQ(scanned.at("services").as_array().size(), 4U);
  change_partner(county, "school", [](store::Partner& school) { school.shows.clear(); });
  const json::object typed = county.verify(
      "school", {{"card_number", card.number.str()}, {"holder_id_last4", County::last4(1)}});
  EXPECT_EQ(text_at(typed, "verdict"), "valid");
  for (const auto& [name, value] : typed.at("card").as_object()) EXPECT_TRUE(value.is_null());
  EXPECT_FALSE(county.verify("bank", card.printed).at("card").as_object().at("number").is_null());
}

void open_site(County& county, const std::string& partner, const std::string& code) {
  test::with_leaf(county.database.store(), [&](store::Transaction& transaction) {
    return store::partners::add_site(
        transaction, partner, {.code = code, .name = "东院区", .created_at = test::test_time()});
  });
}

TEST(Verifications, TakeOnlyAnOpenSiteOfAPartnerThatHasSites) {
  County county;
  const CountyCard card = county.issue();
  const auto status_from = [&](const char* partner, const char* site) {
    return county
        .post("/v1/verifications", county.token(partner),
              {{"presentation", card.printed}, {"site", site}})
        .status;
  };
  EXPECT_EQ(status_from("hospital", "anywhere"), 200U);
  open_site(county, "hospital", "east");
  open_site(county, "bank", "main");
  EXPECT_EQ(status_from("hospital", "east"), 200U);
  EXPECT_EQ(status_from("hospital", "anywhere"), 422U);
  EXPECT_EQ(status_from("hospital", "main"), 422U);
  EXPECT_EQ(text_at(county.verify("hospital", card.printed), "verdict"), "valid");
  test::with_leaf(county.database.store(), [](store::Transaction& transaction) {
    return store::partners::close_site(transaction, "hospital", "east", test::test_time());
  });
  EXPECT_EQ(status_from("hospital", "east"), 422U);
}

TEST(Verifications, RefuseToSayAnythingOfAnotherSectorsService) {
  County county;
  const std::string printed = county.issue().printed;
  const auto ask = [&](const char* service) {
    return county.post("/v1/verifications", county.token("hospital"),
                       {{"presentation", printed}, {"service", service}});
  };
  const http::Response foreign = ask("finance.loan_discount");
  EXPECT_EQ(foreign.status, 422U);
  EXPECT_EQ(foreign.body.view(), ask("health.no_such_thing").body.view());
}

TEST(Verifications, DoNotTellWhyACardIsCancelled) {
  County county;
  const CountyCard card = county.issue();
  county.move(card, CardState::revoked);
  const json::object answer = county.verify("bank", card.printed);
  EXPECT_FALSE(json::serialize(answer).contains("delisted"));
  EXPECT_TRUE(answer.at("services").as_array().empty());
}

TEST(Verifications, ByNumberTellTheNameMaskedAndNoMore) {
  County county;
  const CountyCard card = county.issue();
  const json::object answer = county.verify(
      "school", {{"card_number", card.number.str()}, {"holder_id_last4", County::last4(1)}});
  EXPECT_EQ(text_at(answer, "verdict"), "valid");
  EXPECT_EQ(json::serialize(answer.at("card")),
            R"({"number":")" + card.number.str() +
                R"(","holder_name":"欧*娜","holder_id_last4":null,"enterprise_name":null,)"
                R"("category":null,"valid_until":"2027-04-29"})");
  EXPECT_EQ(answer.at("services").as_array().size(), 4U);
}

TEST(Verifications, ByNumberAnswerUnknownForeignAndMismatchedAlike) {
  County county;
  const CountyCard card = county.issue();
  const auto ask = [&](const std::string& number, const std::string& last4) {
    return comparable(
        county.verify("hospital", {{"card_number", number}, {"holder_id_last4", last4}}));
  };
  const std::string mismatched = ask(card.number.str(), "9999");
  EXPECT_EQ(json::parse_object(mismatched)->at("verdict"), "unknown_card");
  EXPECT_EQ(ask(test::number(77).str(), "9999"), mismatched);
  EXPECT_EQ(ask(CardNumber::make("ZZ", 2026, 10)->str(), "9999"), mismatched);
}

TEST(Verifications, ByNumberGiveTheVerdictOfTheCardsStateAndTime) {
  County county;
  const Time start = start_of(day_of(test::test_time()).plus_days(10));
  const CountyCard card =
      county.issue({.validity = {.not_before = start, .expires = start + days(100)}});
  const auto ask = [&](json::object more = {}) {
    more["card_number"] = card.number.str();
    more["holder_id_last4"] = County::last4(1);
    return text_at(county.verify("hospital", more), "verdict");
  };
  EXPECT_EQ(ask(), "not_yet_valid");
  county.clock.set(start);
  EXPECT_EQ(ask({{"service", "health.checkup"}}), "valid");
  EXPECT_EQ(ask({{"service", "health.family_doctor"}}), "not_entitled");
  county.move(card, CardState::lost);
  EXPECT_EQ(ask(), "lost");
  county.clock.set(start + days(100));
  EXPECT_EQ(ask(), "expired");
}

TEST(Verifications, ByNumberStopAfterFiveMissesEvenForWhoeverKnowsTheRest) {
  County county;
  const CountyCard card = county.issue();
  const auto ask = [&](const char* partner, const std::string& last4) {
    return county.post("/v1/verifications", county.token(partner),
                       {{"card_number", card.number.str()}, {"holder_id_last4", last4}});
  };
  for (int miss = 0; miss < 5; ++miss) EXPECT_EQ(ask("hospital", "9999").status, 200U);
  const http::Response refused = ask("bank", County::last4(1));
  EXPECT_EQ(refused.status, 429U);
  EXPECT_EQ(refused.headers.find("Retry-After"), "3600");
  // What is scanned needs no guess.
  EXPECT_EQ(text_at(county.verify("hospital", card.printed), "verdict"), "valid");
  county.clock.set(test::test_time() + std::chrono::hours(1));
  EXPECT_EQ(ask("bank", County::last4(1)).status, 200U);
}

TEST(Verifications, SeeARevocationFromTheNextQuestionOn) {
  County county;
  const CountyCard card = county.issue();
  const auto expect = [&](const char* verdict) {
    EXPECT_EQ(text_at(county.verify("hospital", card.printed), "verdict"), verdict);
    EXPECT_EQ(text_at(county.verify("hospital", card.wallet), "verdict"), verdict);
  };
  expect("valid");
  county.move(card, CardState::lost);
  expect("lost");
  county.move(card, CardState::active);
  expect("valid");
  county.move(card, CardState::revoked);
  expect("revoked");
}

TEST(Verifications, GiveNoVerdictThatTheLogDoesNotHave) {
  County county;
  const CountyCard card = county.issue();
  county.database.store().close();
  const http::Response response =
      county.post("/v1/verifications", county.token("hospital"), {{"presentation", card.printed}});
  EXPECT_EQ(response.status, 503U);
  EXPECT_EQ(test::object_in(response).at("type"), "/problems/verification-not-logged");
  EXPECT_FALSE(test::object_in(response).contains("verdict"));
}

TEST(Verifications, NameEveryMistakeInAQuestion) {
  County county;
  const auto status = [&](const json::object& body) {
    return county.post("/v1/verifications", county.token("hospital"), body).status;
  };
  EXPECT_EQ(status({}), 400U);
  EXPECT_EQ(status({{"presentation", "x"}, {"card_number", "YC26-00001"}}), 400U);
  EXPECT_EQ(status({{"card_number", test::number(1).str()}}), 400U);
  EXPECT_EQ(status({{"card_number", "YC26-00017-X"}, {"holder_id_last4", "1001"}}), 400U);
  EXPECT_EQ(status({{"card_number", test::number(1).str()}, {"holder_id_last4", "12A4"}}), 400U);
  EXPECT_EQ(status({{"presentation", "x"}, {"verdict", "valid"}}), 400U);
  EXPECT_EQ(status({{"presentation", "x"}, {"site", std::string(101, 'a')}}), 400U);
  EXPECT_EQ(county.post("/v1/verifications", county.token("clerk"), {}).status, 401U);
  EXPECT_EQ(county.post("/v1/verifications", {}, {}).status, 401U);
}

}  // namespace
}  // namespace servicecard::counter
