#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cardlib/credential/sector.h"

/// The synthetic county, as a plan: who is there, and what happens to whom. Codes and numbers have
/// right check characters and can belong to nobody; nothing in it depends on the day.
namespace servicecard::cli::demo {

/// What happens to the cards of one person.
enum class Fate : std::uint8_t {
  current,    ///< one card, good
  expired,    ///< one card, run out
  again,      ///< one card run out, and a good one, applied for again
  revoked,    ///< one card, taken away
  suspended,  ///< one card, suspended
  lost,       ///< one card, reported lost
  replaced,   ///< one card superseded, and the one that replaced it
  renewed,    ///< one card about to run out, and the one that begins then
};

/// How many cards that is.
[[nodiscard]] int cards_of(Fate fate);

/// What stands in the records of two years before.
enum class EarlierTax : std::uint8_t {
  usual,
  corrected,  ///< a wrong amount, superseded by the right one
  missing,    ///< no record of that year
  rounded,    ///< 300.00 万元, which needs the exact amount
};

struct PersonPlan {
  std::string name;
  std::string resident_id;
  std::string phone;
  std::string role;
  Fate fate = Fate::current;
};

struct ContactPlan {
  std::string name;
  std::string duty;
  std::string phone;
};

struct EnterprisePlan {
  std::string uscc;
  std::string name;
  std::string designation;  ///< `key` or `high_growth`
  std::int64_t tax_fen = 0;
  EarlierTax earlier = EarlierTax::usual;
  ContactPlan contact;
  std::vector<PersonPlan> people;
};

/// How far an application has come that waits on the real day.
enum class Stage : std::uint8_t { draft, submitted, returned, checked, approved };

/// Somebody for whose card an enterprise has a free place.
struct ApplicantPlan {
  std::size_t enterprise = 0;  ///< its place in `County::enterprises`
  PersonPlan person;
  Stage stage = Stage::draft;
};

struct PartnerPlan {
  std::string id;
  std::string uscc;
  std::string name;
  Sector sector = Sector::health;
  enum class Standing : std::uint8_t {
    contracted,
    without_contract,
    suspended
  } standing = Standing::contracted;
};

struct County {
  std::vector<EnterprisePlan> enterprises;
  std::vector<PartnerPlan> partners;
  std::vector<ApplicantPlan> applicants;
};

/// 40 enterprises with the people of 135 cards, and 19 partners. Always the same.
[[nodiscard]] County plan_county();

}  // namespace servicecard::cli::demo
