#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/sc1_text.h"
#include "tests/server/counter/county.h"
#include "tests/support/test_signer.h"

/// What a partner of each sector learns with each verdict: the whole answers, octet by octet, as
/// sector_answers.txt has them. With SERVICECARD_WRITE_ANSWERS=1 the file is written anew, to be
/// read before it is committed.
namespace servicecard::counter {
namespace {

using std::chrono::days;
using test::County;
using test::CountyCard;

constexpr const char* answers_file =
    SERVICECARD_SOURCE_DIR "/tests/server/counter/sector_answers.txt";

struct SectorRow {
  const char* partner;
  const char* codes;  ///< how its services begin
  const char* service;
  const char* missing;  ///< a service that the card does not have
  bool has_quota;       ///< of the first
};

constexpr SectorRow sectors[] = {
    {"hospital", "health.", "health.checkup", "health.expert_visit", true},
    {"bank", "finance.", "finance.loan_discount", "finance.fee_waiver", false},
    {"school", "education.", "education.enrolment", "education.training", true}};

struct VerdictRow {
  const char* verdict;
  std::function<json::object(County&, const SectorRow&)> ask;
};

json::object ask_in(County& county, const SectorRow& sector, CardState state) {
  const CountyCard card = county.issue();
  if (state != CardState::active) county.move(card, state);
  return county.verify(sector.partner, card.printed);
}

json::object ask_from(County& county, const SectorRow& sector, Time not_before) {
  const CountyCard card =
      county.issue({.validity = {.not_before = not_before, .expires = not_before + days(300)}});
  return county.verify(sector.partner, card.printed);
}

std::string forged(const County& county, const Signer& signer) {
  CardClaims claims = county.claims({}, 1);
  claims.enterprise_name = "另一家（虚构）";
  return sc1::encode(UnsignedPrintedToken::make(claims, signer.public_key())->sign(signer));
}

const VerdictRow verdicts[] = {
    {"valid", [](County& county,
                 const SectorRow& sector) { return ask_in(county, sector, CardState::active); }},
    {"not_yet_valid",
     [](County& county, const SectorRow& sector) {
       return ask_from(county, sector, start_of(day_of(test::test_time()).plus_days(1)));
     }},
    {"expired",
     [](County& county, const SectorRow& sector) {
       const CountyCard card = county.issue();
       county.clock.set(card.claims.expires);
       return county.verify(sector.partner, card.printed);
     }},
    {"lost", [](County& county,
                const SectorRow& sector) { return ask_in(county, sector, CardState::lost); }},
    {"suspended",
     [](County& county, const SectorRow& sector) {
       return ask_in(county, sector, CardState::suspended);
     }},
    {"revoked", [](County& county,
                   const SectorRow& sector) { return ask_in(county, sector, CardState::revoked); }},
    {"superseded",
     [](County& county, const SectorRow& sector) {
       return ask_in(county, sector, CardState::superseded);
     }},
    {"bad_signature",
     [](County& county, const SectorRow& sector) {
       return county.verify(sector.partner, forged(county, test::TestSigner()));
     }},
    {"unknown_card",
     [](County& county, const SectorRow& sector) {
       const CountyCard card = county.issue();
       const auto signer =
           county.ring->signer(KeyPurpose::card, card.claims.expires, test::test_time());
       return county.verify(sector.partner, forged(county, **signer));
     }},
    {"not_entitled",
     [](County& county, const SectorRow& sector) {
       return county.verify(
           sector.partner, {{"presentation", county.issue().printed}, {"service", sector.missing}});
     }},
    {"quota_used",
     [](County& county, const SectorRow& sector) {
       const CountyCard card = county.issue();
       const auto check = county.verify(sector.partner, card.printed);
       const char* const whom = std::string(sector.partner) == "school" ? "child" : "self";
       EXPECT_LE(county
                     .post_once("/v1/redemptions", county.token(sector.partner), "k",
                                {{"verification_id", check.at("id")},
                                 {"service", sector.service},
                                 {"for", whom}})
                     .status,
                 201U);
       return county.verify(sector.partner,
                            {{"presentation", card.printed}, {"service", sector.service}});
     }},
    {"partner_not_contracted",
     [](County& county, const SectorRow& sector) {
       const CountyCard card = county.issue();
       EXPECT_EQ(county
                     .post("/v1/partners/" + std::string(sector.partner) + "/suspend",
                           county.token("administrator"), {{"reason", "到期"}})
                     .status,
                 200U);
       return county.verify(sector.partner, card.printed);
     }},
    {"unreadable", [](County& county, const SectorRow& sector) {
       return county.verify(sector.partner, "hello");
     }}};

// What the file should say; `id` counts up with whatever else was asked.
std::string all_answers() {
  std::ostringstream out;
  for (const SectorRow& sector : sectors) {
    for (const VerdictRow& row : verdicts) {
      if (std::string(row.verdict) == "quota_used" && !sector.has_quota) continue;
      County county;
      json::object answer = row.ask(county, sector);
      EXPECT_EQ(answer.at("verdict"), row.verdict) << sector.partner;
      answer.stable_erase("id");
      out << sector.partner << ' ' << row.verdict << ' ' << json::serialize(answer) << '\n';
    }
  }
  return out.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(Sectors, LearnWithEachVerdictWhatIsWrittenAndNothingElse) {
  const std::string answers = all_answers();
  if (std::getenv("SERVICECARD_WRITE_ANSWERS") != nullptr) std::ofstream(answers_file) << answers;
  std::ifstream in(answers_file);
  std::ostringstream written;
  written << in.rdbuf();
  EXPECT_EQ(lines_of(answers), lines_of(written.str()));
}

/// What one partner has, and how another could ask for it.
struct ResourceRow {
  const char* name;
  std::function<http::Response(const County&, const std::string& token, const json::object& own)>
      ask;
};

std::string id_in(const json::object& own, const char* member) {
  const json::value& id = own.at(member);
  return id.is_string() ? std::string(id.as_string())
                        : std::to_string(id.to_number<std::int64_t>());
}

const ResourceRow resources[] = {
    {"a use",
     [](const County& county, const std::string& token, const json::object& own) {
       return county.get("/v1/redemptions/" + id_in(own, "use"), token);
     }},
    {"the voiding of a use",
     [](const County& county, const std::string& token, const json::object& own) {
       return county.post("/v1/redemptions/" + id_in(own, "use") + "/void", token,
                          {{"reason", "试试"}});
     }},
    {"a verification, to use it",
     [](const County& county, const std::string& token, const json::object& own) {
       return county.post_once("/v1/redemptions", token, "stolen",
                               {{"verification_id", id_in(own, "verification")},
                                {"service", "health.green_lane"},
                                {"for", "self"}});
     }},
    {"a verification, to refuse it",
     [](const County& county, const std::string& token, const json::object& own) {
       return county.post_once(
           "/v1/refusals", token, "stolen",
           {{"verification_id", id_in(own, "verification")}, {"reason", "no_capacity"}});
     }},
    {"the outcome of a verification",
     [](const County& county, const std::string& token, const json::object& own) {
       return county.post("/v1/verifications/" + id_in(own, "verification") + "/outcome", token,
                          {{"outcome", "left"}});
     }}};

TEST(Sectors, GetOfEachOthersResourcesTheOctetsOfWhatIsNotThere) {
  County county;
  county.add_partner("clinic", Sector::health);
  const CountyCard card = county.issue();
  const auto verification = county.verify("hospital", card.printed).at("id");
  const auto use = county.post_once(
      "/v1/redemptions", county.token("hospital"), "k",
      {{"verification_id", verification}, {"service", "health.green_lane"}, {"for", "self"}});
  const json::object own{{"verification", verification}, {"use", test::object_in(use).at("id")}};
  const json::object missing{{"verification", "999999"}, {"use", 999999}};
  for (const ResourceRow& row : resources) {
    for (const char* const other : {"clinic", "bank", "school"}) {
      SCOPED_TRACE(std::string(row.name) + " as " + other);
      const auto foreign = row.ask(county, county.token(other), own);
      EXPECT_EQ(foreign.status, 404U);
      EXPECT_EQ(foreign.body.view(), row.ask(county, county.token(other), missing).body.view());
    }
    EXPECT_LT(row.ask(county, county.token("hospital"), own).status, 300U) << row.name;
  }
}

TEST(Sectors, HearNothingOfTheServicesOfOthers) {
  for (const std::string& line : lines_of(all_answers())) {
    for (const SectorRow& sector : sectors) {
      if (line.starts_with(sector.partner)) continue;
      EXPECT_EQ(line.find(sector.codes), std::string::npos) << line;
    }
  }
}

}  // namespace
}  // namespace servicecard::counter
