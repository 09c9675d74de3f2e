#pragma once

#include <cstddef>
#include <functional>

#include "cli/demo/calendar.h"
#include "cli/demo/county.h"
#include "cli/demo/staff.h"

/// What is entered before there are cards: enterprises and their grounds, partners.
namespace servicecard::cli::demo {

/// Told how many of how many are done.
using Told = std::function<void(std::size_t done, std::size_t all)>;

/// Enterprises with their designations since the year before `year`.
void enter_enterprises(Staff& staff, const County& county, int year, const Told& told);

enum class TaxSeason : std::uint8_t {
  first,  ///< with the odd records of `EarlierTax`
  usual,
};

/// The tax of a year: one clerk enters, the other confirms.
void enter_taxes(Staff& staff, const County& county, int year, TaxSeason season, const Told& told);

/// What stands on the county's cards.
void enter_imprint(Staff& staff);

/// Hospitals, banks and schools with contracts from that day.
void enter_partners(Staff& staff, const County& county, const std::string& contract_from);

}  // namespace servicecard::cli::demo
