#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "cardlib/identity/bilingual.h"

namespace servicecard {

/// What a partner's counter is told of a card. One question, one verdict.
enum class Verdict : std::uint8_t {
  valid,
  not_yet_valid,
  expired,
  lost,
  suspended,
  revoked,
  superseded,
  bad_signature,
  unknown_card,
  not_entitled,
  partner_not_contracted,
  quota_used,
  stale_status,
  offline,
  unreadable,
};

inline constexpr std::array all_verdicts = {Verdict::valid,
                                            Verdict::not_yet_valid,
                                            Verdict::expired,
                                            Verdict::lost,
                                            Verdict::suspended,
                                            Verdict::revoked,
                                            Verdict::superseded,
                                            Verdict::bad_signature,
                                            Verdict::unknown_card,
                                            Verdict::not_entitled,
                                            Verdict::partner_not_contracted,
                                            Verdict::quota_used,
                                            Verdict::stale_status,
                                            Verdict::offline,
                                            Verdict::unreadable};

/// Green: serve. Red: do not. Amber: cannot tell, an error of ours or of the network, never the
/// card's.
enum class Colour : std::uint8_t { green, red, amber };

/// The name in JSON, logs and commands.
[[nodiscard]] std::string_view to_string(Verdict verdict);
[[nodiscard]] std::optional<Verdict> parse_verdict(std::string_view name);

[[nodiscard]] Colour colour_of(Verdict verdict);
[[nodiscard]] std::string_view to_string(Colour colour);

/// The word on the screen: 有效, valid.
[[nodiscard]] Bilingual word_of(Verdict verdict);

/// The one thing that the person at the counter does next.
[[nodiscard]] Bilingual next_step_of(Verdict verdict);

}  // namespace servicecard
