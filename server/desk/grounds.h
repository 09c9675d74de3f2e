#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>

#include "cardlib/codec/names.h"
#include "cardlib/eligibility/facts.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/fen.h"
#include "cardlib/identity/uscc.h"
#include "server/access/actor.h"
#include "server/desk/desk.h"
#include "server/desk/record_error.h"
#include "server/store/enterprises.h"
#include "server/store/tax_records.h"

/// What makes an enterprise eligible: its designations, and the tax it paid.
namespace servicecard::desk {

/// Where a tax amount comes from: 入库, what the treasury received, or 申报, what was declared.
enum class TaxBasis : std::uint8_t { paid, declared };

[[nodiscard]] constexpr std::string_view to_string(TaxBasis basis) {
  return basis == TaxBasis::paid ? "paid" : "declared";
}

[[nodiscard]] constexpr std::optional<TaxBasis> parse_tax_basis(std::string_view name) {
  return find_by_name(std::array{TaxBasis::paid, TaxBasis::declared}, name);
}

struct NewDesignation {
  Designation kind = Designation::key;
  CivilDate from;
  std::optional<CivilDate> until;  ///< the last day
  std::string source;
};

/// What an amount says of a tax: one that was rounded to nearly nothing begins at zero. Nothing for
/// a negative one.
[[nodiscard]] constexpr std::optional<FenRange> tax_amount(FenRange amount) {
  if (amount.most() < Fen(0)) return std::nullopt;
  return FenRange::between(std::max(amount.least(), Fen(0)), amount.most());
}

struct NewTax {
  int year = 0;
  FenRange amount;
  TaxBasis basis = TaxBasis::paid;
  std::string source;
};

[[nodiscard]] std::expected<store::DesignationRow, RecordError> add_designation(
    const Desk& desk, const access::Act& act, const Uscc& uscc, const NewDesignation& designation);
[[nodiscard]] std::expected<store::DesignationRow, RecordError> end_designation(
    const Desk& desk, const access::Act& act, const Uscc& uscc, std::int64_t id, CivilDate until);

/// A further record of a year supersedes the one before it, and waits for its own confirmation.
[[nodiscard]] std::expected<store::TaxRecordRow, RecordError> add_tax_record(const Desk& desk,
                                                                             const access::Act& act,
                                                                             const Uscc& uscc,
                                                                             const NewTax& tax);
/// By another person than the one who entered it.
[[nodiscard]] std::expected<store::TaxRecordRow, RecordError> confirm_tax_record(
    const Desk& desk, const access::Act& act, const Uscc& uscc, std::int64_t id);

// The same as a part of a larger change.
[[nodiscard]] std::expected<store::DesignationRow, RecordError> add_designation(
    store::Transaction& transaction, const access::Act& act, const Uscc& uscc,
    const NewDesignation& designation);
[[nodiscard]] std::expected<store::DesignationRow, RecordError> end_designation(
    store::Transaction& transaction, const access::Act& act, const Uscc& uscc, std::int64_t id,
    CivilDate until);
[[nodiscard]] std::expected<store::TaxRecordRow, RecordError> add_tax_record(
    store::Transaction& transaction, const access::Act& act, const Uscc& uscc, const NewTax& tax);

}  // namespace servicecard::desk
