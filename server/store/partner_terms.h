#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

#include "cardlib/codec/names.h"

/// What a partner is shown, and what its programs may do.
namespace servicecard::store {

/// One fact of a card in the answer to a verification.
enum class CardField : std::uint8_t {
  number,
  holder_name,  ///< masked, as always
  holder_id_last4,
  enterprise_name,
  category,
  valid_until,
};

inline constexpr std::array all_card_fields = {
    CardField::number,          CardField::holder_name, CardField::holder_id_last4,
    CardField::enterprise_name, CardField::category,    CardField::valid_until};

using CardFields = std::set<CardField>;

/// The name in the API and the database: that of the answer's member.
[[nodiscard]] constexpr std::string_view to_string(CardField field) {
  switch (field) {
    case CardField::number:
      return "number";
    case CardField::holder_name:
      return "holder_name";
    case CardField::holder_id_last4:
      return "holder_id_last4";
    case CardField::enterprise_name:
      return "enterprise_name";
    case CardField::category:
      return "category";
    case CardField::valid_until:
      return "valid_until";
  }
  return {};
}

[[nodiscard]] constexpr std::optional<CardField> parse_card_field(std::string_view name) {
  return find_by_name(all_card_fields, name);
}

[[nodiscard]] inline CardFields every_card_field() {
  return {all_card_fields.begin(), all_card_fields.end()};
}

/// What a key is good for.
enum class PartnerScope : std::uint8_t {
  verify,   ///< asks about cards
  use,      ///< records uses and refusals
  changes,  ///< follows what becomes of cards
};

inline constexpr std::array all_partner_scopes = {PartnerScope::verify, PartnerScope::use,
                                                  PartnerScope::changes};

using PartnerScopes = std::set<PartnerScope>;

/// The name in the API and the database.
[[nodiscard]] constexpr std::string_view to_string(PartnerScope scope) {
  switch (scope) {
    case PartnerScope::verify:
      return "verify";
    case PartnerScope::use:
      return "use";
    case PartnerScope::changes:
      return "changes";
  }
  return {};
}

[[nodiscard]] constexpr std::optional<PartnerScope> parse_partner_scope(std::string_view name) {
  return find_by_name(all_partner_scopes, name);
}

[[nodiscard]] inline PartnerScopes every_partner_scope() {
  return {all_partner_scopes.begin(), all_partner_scopes.end()};
}

}  // namespace servicecard::store
