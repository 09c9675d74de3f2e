#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/eligibility/day_range.h"
#include "cardlib/identity/bilingual.h"
#include "cardlib/identity/fen.h"

namespace servicecard {

/// 认定: a dated title that an enterprise holds.
enum class Designation : std::uint8_t {
  key,          ///< 重点
  high_growth,  ///< 高成长性
  listed,       ///< 挂牌
  high_tech,    ///< 高新技术
  tech_sme,     ///< 科技型中小
  srdi,         ///< 专精特新
};

inline constexpr std::array all_designations = {Designation::key,      Designation::high_growth,
                                                Designation::listed,   Designation::high_tech,
                                                Designation::tech_sme, Designation::srdi};

[[nodiscard]] std::string_view to_string(Designation designation);
[[nodiscard]] std::optional<Designation> parse_designation(std::string_view name);
[[nodiscard]] Bilingual text_of(Designation designation);

struct HeldDesignation {
  Designation designation = Designation::key;
  DayRange days;

  bool operator==(const HeldDesignation&) const = default;
};

/// What one tax record is worth. A correction is a new record; the old one stays, superseded.
enum class TaxStanding : std::uint8_t { confirmed, unconfirmed, superseded };

inline constexpr std::array all_tax_standings = {TaxStanding::confirmed, TaxStanding::unconfirmed,
                                                 TaxStanding::superseded};

[[nodiscard]] std::string_view to_string(TaxStanding standing);
[[nodiscard]] std::optional<TaxStanding> parse_tax_standing(std::string_view name);

/// 纳税记录: the tax of one year. Where the source was rounded, the amount is a range.
struct TaxRecord {
  int year;
  FenRange amount;
  TaxStanding standing;

  bool operator==(const TaxRecord&) const = default;
};

enum class CreditStatus : std::uint8_t {
  unknown,    ///< nobody looked it up yet
  good,       ///< 良好
  dishonest,  ///< 失信
};

inline constexpr std::array all_credit_statuses = {CreditStatus::unknown, CreditStatus::good,
                                                   CreditStatus::dishonest};

[[nodiscard]] std::string_view to_string(CreditStatus status);
[[nodiscard]] std::optional<CreditStatus> parse_credit_status(std::string_view name);
[[nodiscard]] Bilingual text_of(CreditStatus status);

/// Everything that a policy may ask of an enterprise.
struct EnterpriseFacts {
  std::vector<HeldDesignation> designations;
  std::vector<TaxRecord> taxes;
  CreditStatus credit = CreditStatus::unknown;

  bool operator==(const EnterpriseFacts&) const = default;
};

/// The facts as they are stored beside a decision. Amounts are in fen.
[[nodiscard]] json::object to_json(const EnterpriseFacts& facts);

}  // namespace servicecard
