#include "cardlib/eligibility/rule_cases.h"

#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <variant>
#include <vector>

namespace servicecard {
namespace {

// What the rules mention, and with it the values worth trying.
class Mentions {
 public:
  explicit Mentions(const PolicyTerms& terms) : effective_(terms.effective) {
    add_day(*effective_.from);
    if (effective_.to) add_day(*effective_.to);
    add(terms.eligible);
    for (const QuotaGround& ground : terms.quota) {
      add(ground.ground);
      for (const QuotaTier& tier : ground.tiers) {
        if (tier.above) add_amount(terms.reference_year_offset, *tier.above);
      }
    }
  }

  void operator()(const AllOf& all) {
    for (const Rule& rule : all.rules) add(rule);
  }
  void operator()(const AnyOf& any) {
    for (const Rule& rule : any.rules) add(rule);
  }
  void operator()(const Not& inverse) { add(*inverse.rule); }
  void operator()(const HoldsDesignation& rule) { designations.insert(rule.designation); }
  void operator()(const TaxCompares& rule) { add_amount(rule.year_offset, rule.amount); }
  void operator()(const CreditIs&) { credits = {CreditStatus::good, CreditStatus::dishonest}; }
  void operator()(const DayWithin& rule) {
    if (rule.days.from) add_around(*rule.days.from);
    if (rule.days.to) add_around(*rule.days.to);
  }

  std::set<Designation> designations;
  std::map<int, std::set<std::int64_t>> amounts;  // by year offset
  std::set<CreditStatus> credits{CreditStatus::good};
  std::set<CivilDate> days;

 private:
  void add(const Rule& rule) { std::visit(*this, rule.node); }

  void add_amount(int year_offset, Fen amount) {
    amounts[year_offset].insert({0, amount.count() - 1, amount.count(), amount.count() + 1});
  }

  void add_day(CivilDate day) {
    if (effective_.contains(day)) days.insert(day);
  }

  void add_around(CivilDate day) {
    add_day(day);
    if (day.year() > 1) add_day(day.plus_days(-1));
    if (day.year() < 9999) add_day(day.plus_days(1));
  }

  DayRange effective_;
};

// One case at a time, read off a number as off an odometer.
class Odometer {
 public:
  explicit Odometer(std::size_t number) : number_(number) {}

  template <class Set>
  typename Set::value_type pick(const Set& values) {
    auto at = values.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(number_ % values.size()));
    number_ /= values.size();
    return *at;
  }

 private:
  std::size_t number_;
};

std::size_t count_of(const Mentions& mentions) {
  std::size_t count = mentions.credits.size() * mentions.days.size();
  const auto times = [&count](std::size_t factor) {
    if (count <= most_rule_cases) count *= factor;
  };
  for (std::size_t i = 0; i < mentions.designations.size(); ++i) times(2);
  for (const auto& [offset, amounts] : mentions.amounts) times(amounts.size());
  return count;
}

std::pair<EnterpriseFacts, CivilDate> case_of(const Mentions& mentions, std::size_t number) {
  static const std::vector<bool> held_or_not{false, true};
  Odometer odometer(number);
  const CivilDate day = odometer.pick(mentions.days);
  EnterpriseFacts facts;
  facts.credit = odometer.pick(mentions.credits);
  for (const Designation designation : mentions.designations) {
    if (odometer.pick(held_or_not)) facts.designations.push_back({designation, {}});
  }
  for (const auto& [offset, amounts] : mentions.amounts) {
    facts.taxes.push_back({.year = day.year() + offset,
                           .amount = FenRange(Fen(odometer.pick(amounts))),
                           .standing = TaxStanding::confirmed});
  }
  return {std::move(facts), day};
}

}  // namespace

bool for_each_rule_case(const Policy& policy,
                        const std::function<void(const EnterpriseFacts&, CivilDate)>& visit) {
  const Mentions mentions(policy.terms());
  const std::size_t count = count_of(mentions);
  if (count > most_rule_cases) return false;
  for (std::size_t number = 0; number < count; ++number) {
    const auto [facts, day] = case_of(mentions, number);
    visit(facts, day);
  }
  return true;
}

}  // namespace servicecard
