#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/credential/claims.h"
#include "cardlib/eligibility/facts.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/fen.h"
#include "cardlib/identity/person_name.h"
#include "cardlib/identity/phone.h"
#include "cardlib/identity/resident_id.h"
#include "cardlib/identity/uscc.h"
#include "server/desk/grounds.h"
#include "server/desk/roster_error.h"

/// What one cell of a roster says. Each function takes a trimmed cell that is not empty, reads full
/// width like ASCII, and says what is wrong where it cannot.
namespace servicecard::desk::roster_cells {

template <class Value>
using Read = std::expected<Value, RosterRowError>;

enum class MoneyUnit { yuan, wan };

[[nodiscard]] Read<Uscc> code(std::string_view cell);
[[nodiscard]] Read<ResidentId> resident_id(std::string_view cell);
[[nodiscard]] Read<Phone> phone(std::string_view cell);
[[nodiscard]] Read<PersonName> person_name(std::string_view cell);
[[nodiscard]] Read<std::string> enterprise_name(std::string_view cell);

/// `2021-07-05`, `2021/7/5`, `2021.7.5`, `2021年7月5日`, `20210705`, or the serial that Excel
/// counts from 1900; midnight may follow.
[[nodiscard]] Read<CivilDate> date(std::string_view cell);
/// `2025`, `2025年`, `2025年度`.
[[nodiscard]] Read<int> year(std::string_view cell);
/// What was rounded to 万元 is a range; none reaches below zero.
[[nodiscard]] Read<FenRange> amount(std::string_view cell, MoneyUnit unit);

/// One or several, parted by `、`, `,`, `;` or `/`.
[[nodiscard]] Read<std::vector<Designation>> designations(std::string_view cell);
[[nodiscard]] Read<CreditStatus> credit_status(std::string_view cell);
[[nodiscard]] Read<TaxBasis> basis(std::string_view cell);
[[nodiscard]] Read<Category> role(std::string_view cell);

}  // namespace servicecard::desk::roster_cells
