#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "cardlib/eligibility/decision.h"
#include "cardlib/identity/bilingual.h"

namespace servicecard {

/// What an annual review, 年审, finds of an enterprise's cards.
enum class ReviewOutcome : std::uint8_t {
  keep,     ///< a ground holds
  lapse,    ///< none holds
  pending,  ///< a record is missing or not confirmed
  edge,     ///< the tax was rounded, and the threshold lies within
};

inline constexpr std::array all_review_outcomes = {ReviewOutcome::keep, ReviewOutcome::lapse,
                                                   ReviewOutcome::pending, ReviewOutcome::edge};

[[nodiscard]] std::string_view to_string(ReviewOutcome outcome);
[[nodiscard]] std::optional<ReviewOutcome> parse_review_outcome(std::string_view name);
[[nodiscard]] Bilingual text_of(ReviewOutcome outcome);

/// What the policy's answer means for the cards.
[[nodiscard]] ReviewOutcome review_outcome(Outcome decided);

enum class ReviewState : std::uint8_t {
  judging,    ///< being drawn up
  draft,      ///< to be looked at; nothing follows from it yet
  confirmed,  ///< by a second person: the grace runs, or is over
  finished,   ///< cards without a ground have lapsed; final
  cancelled,  ///< nothing came of it; final
};

inline constexpr std::array all_review_states = {ReviewState::judging, ReviewState::draft,
                                                 ReviewState::confirmed, ReviewState::finished,
                                                 ReviewState::cancelled};

[[nodiscard]] std::string_view to_string(ReviewState state);
[[nodiscard]] std::optional<ReviewState> parse_review_state(std::string_view name);
[[nodiscard]] Bilingual text_of(ReviewState state);

}  // namespace servicecard
