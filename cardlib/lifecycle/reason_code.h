#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "cardlib/identity/bilingual.h"

namespace servicecard {

/// Why a card is taken away. Every act that does so names one; it stands in the journal with who
/// and when. Partners never learn it.
enum class ReasonCode : std::uint8_t {
  tax_below_threshold,
  delisted,
  left_enterprise,
  dishonest_enterprise,
  lent_or_misused,
  false_material,
  deceased,
  issued_in_error,
  replaced,
  key_compromise,
};

inline constexpr std::array all_reason_codes = {ReasonCode::tax_below_threshold,
                                                ReasonCode::delisted,
                                                ReasonCode::left_enterprise,
                                                ReasonCode::dishonest_enterprise,
                                                ReasonCode::lent_or_misused,
                                                ReasonCode::false_material,
                                                ReasonCode::deceased,
                                                ReasonCode::issued_in_error,
                                                ReasonCode::replaced,
                                                ReasonCode::key_compromise};

/// The name in the database, the API, commands and the journal.
[[nodiscard]] std::string_view to_string(ReasonCode reason);
[[nodiscard]] std::optional<ReasonCode> parse_reason_code(std::string_view name);
/// What a clerk reads.
[[nodiscard]] Bilingual text_of(ReasonCode reason);

}  // namespace servicecard
