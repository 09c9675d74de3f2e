#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/eligibility/facts.h"
#include "cardlib/identity/bilingual.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard {

/// What is known of a rule.
enum class Truth : std::uint8_t {
  no,
  yes,
  pending,             ///< a record is missing or not confirmed
  needs_exact_amount,  ///< the record was rounded, and the threshold lies within what it stands for
};

[[nodiscard]] std::string_view to_string(Truth truth);

/// One rule and what became of it.
struct Trace {
  Truth truth;
  BilingualText statement;   ///< `tax 2025 = 3,000,000.00 yuan > 3,000,000.00`
  std::vector<Trace> parts;  ///< the rules within, every one of them, in the policy's order
};

/// A line a rule, indented by depth, each with its answer:
/// `tax 2025 = 3,000,000.00 yuan > 3,000,000.00: no`.
[[nodiscard]] BilingualText readable(const Trace& trace);

enum class Outcome : std::uint8_t { eligible, not_eligible, pending, needs_exact_amount };

inline constexpr std::array all_outcomes = {Outcome::eligible, Outcome::not_eligible,
                                            Outcome::pending, Outcome::needs_exact_amount};

[[nodiscard]] std::string_view to_string(Outcome outcome);
[[nodiscard]] std::optional<Outcome> parse_outcome(std::string_view name);
[[nodiscard]] Bilingual text_of(Outcome outcome);

/// 资格认定: what a policy says of an enterprise on a day, and why.
struct Decision {
  std::string policy_id;
  int policy_version;
  CivilDate day;
  EnterpriseFacts facts;
  Outcome outcome;
  Trace trace;
};

/// All of it, as it is stored with a card.
[[nodiscard]] json::object to_json(const Decision& decision);

}  // namespace servicecard
