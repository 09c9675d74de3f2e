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
