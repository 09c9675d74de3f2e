#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/codec/names.h"
#include "cardlib/credential/sector.h"
#include "cardlib/identity/bilingual.h"
#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/person_name.h"
#include "cardlib/identity/uscc.h"

namespace servicecard {

/// Why a person may hold a card: `principal` 企业负责人, `talent` 高层次人才.
enum class Category : std::uint8_t { principal = 1, talent = 2 };

/// `"principal"`, `"talent"`: the name in wallet tokens, the API and the database.
[[nodiscard]] constexpr std::string_view to_string(Category category) {
  switch (category) {
    case Category::principal:
      return "principal";
    case Category::talent:
      return "talent";
  }
  return {};
}

/// What people read.
[[nodiscard]] constexpr Bilingual text_of(Category category) {
  return category == Category::principal ? Bilingual{"企业负责人", "Principal"}
                                         : Bilingual{"高层次人才", "High-level talent"};
}

[[nodiscard]] constexpr std::optional<Category> parse_category(std::string_view name) {
  return find_by_name(std::array{Category::principal, Category::talent}, name);
}

/// Where the status of one credential stands (draft-ietf-oauth-status-list §6.1).
struct StatusReference {
  std::string uri;          ///< of the list, `<issuer>/status-lists/<n>`
  std::uint64_t index = 0;  ///< of the credential in that list

  bool operator==(const StatusReference&) const = default;
};

/// What the issuer says with one credential of one card; unsigned. Both credentials of a card say
/// the same but for `status`: the wallet token all of it, the printed token what its format holds.
struct CardClaims {
  std::string issuer;  ///< https origin without path, at most 32 characters
  CardNumber card_number;
  PersonName holder_name;
  std::string holder_id_last4;  ///< last four characters of the resident ID
  std::string enterprise_name;
  Uscc enterprise_uscc;
  Category category = Category::principal;
  std::map<Sector, std::vector<std::string>> services;  ///< service codes of the catalogue
  Time issued_at;                                       ///< rounded down to the civil day
  Time not_before;                                      ///< rounded down to the civil day
  Time expires;  ///< 00:00 of the day after the last valid day
  StatusReference status;
};

}  // namespace servicecard
