#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/credential/sector.h"
#include "cardlib/identity/bilingual.h"

namespace servicecard {

/// For whom a service may be used. No identity of a relative is stored.
enum class Beneficiary : std::uint8_t { self, spouse, child, parent };

inline constexpr std::array all_beneficiaries = {Beneficiary::self, Beneficiary::spouse,
                                                 Beneficiary::child, Beneficiary::parent};

[[nodiscard]] std::string_view to_string(Beneficiary beneficiary);
[[nodiscard]] std::optional<Beneficiary> parse_beneficiary(std::string_view name);
[[nodiscard]] Bilingual text_of(Beneficiary beneficiary);

/// Over what a quota of uses counts.
enum class UsePeriod : std::uint8_t {
  calendar_year,  ///< 1 January to 31 December
  policy_year,    ///< from the day after the policy's last day of validity to the next
};

inline constexpr std::array all_use_periods = {UsePeriod::calendar_year, UsePeriod::policy_year};

[[nodiscard]] std::string_view to_string(UsePeriod period);
[[nodiscard]] std::optional<UsePeriod> parse_use_period(std::string_view name);

/// How often one holder may use a service, across all partners and all of the holder's cards.
struct UseQuota {
  int uses;
  UsePeriod period;

  bool operator==(const UseQuota&) const = default;
};

/// 服务项目: an entry of a policy's catalogue.
struct Service {
  std::string code;  ///< `<sector>.<name>`, unique in the catalogue: `health.checkup`
  Sector sector;
  BilingualText name;
  std::vector<Beneficiary> beneficiaries;  ///< at least one, none twice
  std::optional<UseQuota> quota;           ///< without one, as often as needed
  std::string contract;                    ///< the agreement under which partners give it

  bool operator==(const Service&) const = default;

  [[nodiscard]] bool is_for(Beneficiary beneficiary) const;
};

}  // namespace servicecard
