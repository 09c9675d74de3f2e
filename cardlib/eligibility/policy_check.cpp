#include "cardlib/eligibility/policy_check.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <variant>

#include "cardlib/credential/sector.h"
#include "cardlib/eligibility/evaluator.h"
#include "cardlib/eligibility/quota.h"
#include "cardlib/eligibility/rule_cases.h"

namespace servicecard {
namespace {

// A rule of the tree and the answers that it gave so far.
struct Watched {
  std::string path;
  bool was_yes = false;
  bool was_no = false;
};

void watch(const Rule& rule, const std::string& path, std::vector<Watched>& out);

void watch_all(const std::vector<Rule>& rules, const std::string& path, std::vector<Watched>& out) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    watch(rules[i], path + '/' + std::to_string(i), out);
  }
}

// In the order in which a trace lists the rules: a rule before its parts.
void watch(const Rule& rule, const std::string& path, std::vector<Watched>& out) {
  out.push_back({.path = path});
  if (const auto* const all = std::get_if<AllOf>(&rule.node)) {
    watch_all(all->rules, path + "/all", out);
  } else if (const auto* const any = std::get_if<AnyOf>(&rule.node)) {
    watch_all(any->rules, path + "/any", out);
  } else if (const auto* const inverse = std::get_if<Not>(&rule.node)) {
    watch(*inverse->rule, path + "/not", out);
  }
}

void note(const Trace& trace, std::vector<Watched>::iterator& at) {
  at->was_yes = at->was_yes || trace.truth == Truth::yes;
  at->was_no = at->was_no || trace.truth == Truth::no;
  ++at;
  for (const Trace& part : trace.parts) note(part, at);
}

std::optional<PolicyDoubt> doubt_of(const Watched& rule) {
  if (rule.path == "/eligible") {
    if (!rule.was_yes) return PolicyDoubt::nobody_eligible;
    if (!rule.was_no) return PolicyDoubt::everybody_eligible;
    return std::nullopt;
  }
  // A quota for whatever enterprise there is makes sense.
  if (!rule.was_no && rule.path.ends_with("/ground")) return std::nullopt;
  if (!rule.was_yes) return PolicyDoubt::rule_never_holds;
  if (!rule.was_no) return PolicyDoubt::rule_always_holds;
  return std::nullopt;
}

// What is said of a rule is not said again of the rules within it.
void report(const std::vector<Watched>& rules, std::vector<PolicyFinding>& findings) {
  std::string within;
  for (const Watched& rule : rules) {
    if (!within.empty() && rule.path.starts_with(within)) continue;
    const auto doubt = doubt_of(rule);
    if (!doubt) continue;
    findings.push_back({.doubt = *doubt, .path = rule.path});
    within = rule.path + '/';
  }
}

void check_rules(const Policy& policy, std::vector<PolicyFinding>& findings) {
  const PolicyTerms& terms = policy.terms();
  std::vector<Watched> rules;
  watch(terms.eligible, "/eligible", rules);
  for (std::size_t i = 0; i < terms.quota.size(); ++i) {
    watch(terms.quota[i].ground, "/quota/" + std::to_string(i) + "/ground", rules);
  }
  bool without_quota = false;
  const bool tried = for_each_rule_case(policy, [&](const EnterpriseFacts& facts, CivilDate day) {
    auto at = rules.begin();
    const Trace eligible = evaluate(terms.eligible, facts, day);
    note(eligible, at);
    for (const QuotaGround& ground : terms.quota) note(evaluate(ground.ground, facts, day), at);
    without_quota = without_quota ||
                    (eligible.truth == Truth::yes && card_quota(policy, facts, day).certain == 0);
  });
  if (!tried) {
    findings.push_back({.doubt = PolicyDoubt::too_many_cases, .path = "/eligible"});
    return;
  }
  report(rules, findings);
  if (without_quota) {
    findings.push_back({.doubt = PolicyDoubt::eligible_without_quota, .path = "/quota"});
  }
}

void check_tiers(const PolicyTerms& terms, std::vector<PolicyFinding>& findings) {
  for (std::size_t i = 0; i < terms.quota.size(); ++i) {
    const auto& tiers = terms.quota[i].tiers;
    if (!std::ranges::is_sorted(tiers, {}, &QuotaTier::cards)) {
      findings.push_back({.doubt = PolicyDoubt::fewer_cards_for_more_tax,
                          .path = "/quota/" + std::to_string(i) + "/tiers"});
    }
  }
}

void check_validity(const PolicyTerms& terms, std::vector<PolicyFinding>& findings) {
  const MonthDay& end = terms.validity.last_day;
  const bool whole_year = end.month == 12 && end.day == 31;
  if (terms.validity.years_after == 0 && !whole_year) {
    findings.push_back({.doubt = PolicyDoubt::cards_without_days, .path = "/validity"});
  }
}

void check_services(const PolicyTerms& terms, std::vector<PolicyFinding>& findings) {
  for (const Sector sector : all_sectors) {
    if (std::ranges::find(terms.services, sector, &Service::sector) == terms.services.end()) {
      findings.push_back({.doubt = PolicyDoubt::empty_sector, .path = "/services"});
    }
  }
}

}  // namespace

std::string_view to_string(PolicyDoubt doubt) {
  switch (doubt) {
    case PolicyDoubt::nobody_eligible:
      return "nobody_eligible";
    case PolicyDoubt::everybody_eligible:
      return "everybody_eligible";
    case PolicyDoubt::rule_never_holds:
      return "rule_never_holds";
    case PolicyDoubt::rule_always_holds:
      return "rule_always_holds";
    case PolicyDoubt::eligible_without_quota:
      return "eligible_without_quota";
    case PolicyDoubt::fewer_cards_for_more_tax:
      return "fewer_cards_for_more_tax";
    case PolicyDoubt::cards_without_days:
      return "cards_without_days";
    case PolicyDoubt::empty_sector:
      return "empty_sector";
    case PolicyDoubt::too_many_cases:
      return "too_many_cases";
  }
  return {};
}

Bilingual text_of(PolicyDoubt doubt) {
  switch (doubt) {
    case PolicyDoubt::nobody_eligible:
      return {"没有企业能符合条件", "no enterprise can be eligible"};
    case PolicyDoubt::everybody_eligible:
      return {"所有企业都符合条件", "every enterprise is eligible"};
    case PolicyDoubt::rule_never_holds:
      return {"此规则永不成立", "this rule never holds"};
    case PolicyDoubt::rule_always_holds:
      return {"此规则总是成立", "this rule always holds"};
    case PolicyDoubt::eligible_without_quota:
      return {"有符合条件的企业没有名额", "an eligible enterprise may have a quota of no cards"};
    case PolicyDoubt::fewer_cards_for_more_tax:
      return {"纳税越多名额反而减少", "a higher tax gives fewer cards"};
    case PolicyDoubt::cards_without_days:
      return {"部分日期发的卡当日即过期", "cards of some days would end before they begin"};
    case PolicyDoubt::empty_sector:
      return {"有行业没有任何服务项目", "a sector has no service"};
    case PolicyDoubt::too_many_cases:
      return {"规则组合过多，无法逐一核对", "the rules have too many cases to try them all"};
  }
  return {};
}

std::vector<PolicyFinding> check(const Policy& policy) {
  std::vector<PolicyFinding> findings;
  check_rules(policy, findings);
  check_tiers(policy.terms(), findings);
  check_validity(policy.terms(), findings);
  check_services(policy.terms(), findings);
  return findings;
}

}  // namespace servicecard
