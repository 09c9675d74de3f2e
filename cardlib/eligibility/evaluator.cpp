#include "cardlib/eligibility/evaluator.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace servicecard {
namespace {

bool holds(Comparison comparison, Fen tax, Fen amount) {
  switch (comparison) {
    case Comparison::more_than:
      return tax > amount;
    case Comparison::at_least:
      return tax >= amount;
    case Comparison::less_than:
      return tax < amount;
    case Comparison::at_most:
      return tax <= amount;
  }
  return false;
}

std::string_view sign_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::more_than:
      return ">";
    case Comparison::at_least:
      return "≥";
    case Comparison::less_than:
      return "<";
    case Comparison::at_most:
      return "≤";
  }
  return {};
}

std::vector<const TaxRecord*> standing_records(const EnterpriseFacts& facts, int year) {
  std::vector<const TaxRecord*> out;
  for (const TaxRecord& record : facts.taxes) {
    if (record.year == year && record.standing != TaxStanding::superseded) out.push_back(&record);
  }
  return out;
}

Truth negated(Truth truth) {
  switch (truth) {
    case Truth::no:
      return Truth::yes;
    case Truth::yes:
      return Truth::no;
    case Truth::pending:
    case Truth::needs_exact_amount:
      break;
  }
  return truth;
}

// `deciding` decides alone; without it a pending part outweighs one that needs an exact amount.
Truth joined(const std::vector<Trace>& parts, Truth deciding) {
  const auto any_is = [&](Truth truth) {
    return std::ranges::find(parts, truth, &Trace::truth) != parts.end();
  };
  for (const Truth truth : {deciding, Truth::pending, Truth::needs_exact_amount}) {
    if (any_is(truth)) return truth;
  }
  return negated(deciding);
}

BilingualText days_text(const DayRange& days) {
  const std::string from = days.from ? days.from->str() : "…";
  const std::string to = days.to ? days.to->str() : "…";
  return {.zh = from + " 至 " + to, .en = from + " to " + to};
}

BilingualText amount_text(const FenRange& amount) {
  const std::string least = amount.least().str();
  const std::string most = amount.most().str();
  if (amount.is_exact()) return {.zh = least + " 元", .en = least + " yuan"};
  return {.zh = least + " 至 " + most + " 元", .en = least + " to " + most + " yuan"};
}

// What stands on record for a year, as it is put into the trace.
BilingualText tax_text(const EnterpriseFacts& facts, int year) {
  const auto records = standing_records(facts, year);
  if (records.empty()) return {.zh = "（无记录）", .en = "(no record)"};
  if (records.size() > 1) return {.zh = "（记录不唯一）", .en = "(more than one record)"};
  BilingualText out = amount_text(records.front()->amount);
  out.zh = " " + out.zh;
  out.en = "= " + out.en;
  if (records.front()->standing == TaxStanding::unconfirmed) {
    out.zh += "（未确认）";
    out.en += " (unconfirmed)";
  }
  return out;
}

class Evaluation {
 public:
  Evaluation(const EnterpriseFacts& facts, CivilDate day) : facts_(facts), day_(day) {}

  Trace operator()(const AllOf& all) const {
    Trace out = group({.zh = "全部满足", .en = "all of"}, all.rules);
    out.truth = joined(out.parts, Truth::no);
    return out;
  }

  Trace operator()(const AnyOf& any) const {
    Trace out = group({.zh = "满足其一", .en = "any of"}, any.rules);
    out.truth = joined(out.parts, Truth::yes);
    return out;
  }

  Trace operator()(const Not& inverse) const {
    Trace part = evaluate(*inverse.rule, facts_, day_);
    Trace out{
        .truth = negated(part.truth), .statement = {.zh = "不满足", .en = "not"}, .parts = {}};
    out.parts.push_back(std::move(part));
    return out;
  }

  Trace operator()(const HoldsDesignation& rule) const {
    const Bilingual name = text_of(rule.designation);
    BilingualText record;
    bool held = false;
    for (const HeldDesignation& fact : facts_.designations) {
      if (fact.designation != rule.designation) continue;
      held = held || fact.days.contains(day_);
      const BilingualText days = days_text(fact.days);
      record.zh += (record.zh.empty() ? "" : "、") + days.zh;
      record.en += (record.en.empty() ? "" : ", ") + days.en;
    }
    if (record.zh.empty()) record = {.zh = "无记录", .en = "no record"};
    return leaf(held ? Truth::yes : Truth::no,
                {.zh = day_.str() + " 为" + std::string(name.zh) + "（" + record.zh + "）",
                 .en = std::string(to_string(rule.designation)) + " on " + day_.str() + " (" +
                       record.en + ")"});
  }

  Trace operator()(const TaxCompares& rule) const {
    const int year = day_.year() + rule.year_offset;
    const BilingualText tax = tax_text(facts_, year);
    const std::string sign = " " + std::string(sign_of(rule.comparison)) + " ";
    const std::string amount = rule.amount.str();
    return leaf(compare_tax(facts_, year, rule.comparison, rule.amount),
                {.zh = std::to_string(year) + " 年纳税" + tax.zh + sign + amount + " 元",
                 .en = "tax " + std::to_string(year) + " " + tax.en + sign + amount});
  }

  Trace operator()(const CreditIs& rule) const {
    const Bilingual wanted = text_of(rule.status);
    const Bilingual found = text_of(facts_.credit);
    const bool known = facts_.credit != CreditStatus::unknown;
    const Truth answer = facts_.credit == rule.status ? Truth::yes : Truth::no;
    return leaf(
        known ? answer : Truth::pending,
        {.zh = "信用状况为" + std::string(wanted.zh) + "（登记：" + std::string(found.zh) + "）",
         .en =
             "credit is " + std::string(wanted.en) + " (recorded: " + std::string(found.en) + ")"});
  }

  Trace operator()(const DayWithin& rule) const {
    const BilingualText days = days_text(rule.days);
    return leaf(rule.days.contains(day_) ? Truth::yes : Truth::no,
                {.zh = day_.str() + " 在 " + days.zh + " 之内",
                 .en = day_.str() + " is within " + days.en});
  }

 private:
  static Trace leaf(Truth truth, BilingualText statement) {
    return {.truth = truth, .statement = std::move(statement), .parts = {}};
  }

  [[nodiscard]] Trace group(BilingualText statement, const std::vector<Rule>& rules) const {
    Trace out{.truth = Truth::pending, .statement = std::move(statement), .parts = {}};
    for (const Rule& rule : rules) out.parts.push_back(evaluate(rule, facts_, day_));
    return out;
  }

  const EnterpriseFacts& facts_;
  CivilDate day_;
};

Outcome outcome_of(Truth truth) {
  switch (truth) {
    case Truth::no:
      return Outcome::not_eligible;
    case Truth::yes:
      return Outcome::eligible;
    case Truth::pending:
      return Outcome::pending;
    case Truth::needs_exact_amount:
      return Outcome::needs_exact_amount;
  }
  return Outcome::not_eligible;
}

}  // namespace

Truth compare_tax(const EnterpriseFacts& facts, int year, Comparison comparison, Fen amount) {
  const auto records = standing_records(facts, year);
  if (records.size() != 1) return Truth::pending;
  const TaxRecord& record = *records.front();
  if (record.standing != TaxStanding::confirmed) return Truth::pending;
  const bool least_holds = holds(comparison, record.amount.least(), amount);
  const bool most_holds = holds(comparison, record.amount.most(), amount);
  if (least_holds != most_holds) return Truth::needs_exact_amount;
  return least_holds ? Truth::yes : Truth::no;
}

Trace evaluate(const Rule& rule, const EnterpriseFacts& facts, CivilDate day) {
  return std::visit(Evaluation(facts, day), rule.node);
}

Decision decide(const Policy& policy, const EnterpriseFacts& facts, CivilDate day) {
  Trace trace = evaluate(policy.terms().eligible, facts, day);
  const Outcome outcome = outcome_of(trace.truth);
  return {.policy_id = policy.terms().id,
          .policy_version = policy.terms().version,
          .day = day,
          .facts = facts,
          .outcome = outcome,
          .trace = std::move(trace)};
}

}  // namespace servicecard
