#include "cardlib/eligibility/decision.h"

#include <utility>

#include "cardlib/codec/names.h"

namespace servicecard {
namespace {

Bilingual text_of(Truth truth) {
  switch (truth) {
    case Truth::no:
      return {"否", "no"};
    case Truth::yes:
      return {"是", "yes"};
    case Truth::pending:
      return {"待定", "pending"};
    case Truth::needs_exact_amount:
      return {"需精确金额", "needs the exact amount"};
  }
  return {};
}

void append_lines(const Trace& trace, std::string& indent, BilingualText& out) {
  const Bilingual answer = text_of(trace.truth);
  out.zh.append(indent).append(trace.statement.zh).append("：").append(answer.zh).append("\n");
  out.en.append(indent).append(trace.statement.en).append(": ").append(answer.en).append("\n");
  indent.append("  ");
  for (const Trace& part : trace.parts) append_lines(part, indent, out);
  indent.resize(indent.size() - 2);
}

json::object to_json(const Trace& trace) {
  json::object out{
      {"result", to_string(trace.truth)}, {"zh", trace.statement.zh}, {"en", trace.statement.en}};
  if (trace.parts.empty()) return out;
  json::array parts;
  for (const Trace& part : trace.parts) parts.push_back(to_json(part));
  out["parts"] = std::move(parts);
  return out;
}

}  // namespace

std::string_view to_string(Truth truth) {
  switch (truth) {
    case Truth::no:
      return "no";
    case Truth::yes:
      return "yes";
    case Truth::pending:
      return "pending";
    case Truth::needs_exact_amount:
      return "needs_exact_amount";
  }
  return {};
}

BilingualText readable(const Trace& trace) {
  BilingualText out;
  std::string indent;
  append_lines(trace, indent, out);
  return out;
}

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::eligible:
      return "eligible";
    case Outcome::not_eligible:
      return "not_eligible";
    case Outcome::pending:
      return "pending";
    case Outcome::needs_exact_amount:
      return "needs_exact_amount";
  }
  return {};
}

std::optional<Outcome> parse_outcome(std::string_view name) {
  return find_by_name(all_outcomes, name);
}

Bilingual text_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::eligible:
      return {"符合条件", "eligible"};
    case Outcome::not_eligible:
      return {"不符合条件", "not eligible"};
    case Outcome::pending:
      return {"待定：纳税记录缺失或未确认", "pending: a record is missing or not confirmed"};
    case Outcome::needs_exact_amount:
      return {"需精确金额", "needs the exact amount of tax"};
  }
  return {};
}

json::object to_json(const Decision& decision) {
  return {{"policy", {{"id", decision.policy_id}, {"version", decision.policy_version}}},
          {"day", decision.day.str()},
          {"outcome", to_string(decision.outcome)},
          {"facts", to_json(decision.facts)},
          {"trace", to_json(decision.trace)}};
}

}  // namespace servicecard
