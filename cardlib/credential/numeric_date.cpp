#include "cardlib/credential/numeric_date.h"

#include <chrono>
#include <cmath>

namespace servicecard {
namespace {

constexpr std::int64_t first_second = -62'135'596'800;  // 0001-01-01T00:00:00Z
constexpr std::int64_t last_second = 253'402'300'799;   // 9999-12-31T23:59:59Z

}  // namespace

std::optional<Time> numeric_date(std::int64_t seconds) {
  if (seconds < first_second || seconds > last_second) return std::nullopt;
  return Time(std::chrono::seconds(seconds));
}

std::optional<Time> numeric_date(double seconds) {
  const double rounded = std::ceil(seconds);
  // Also false for NaN. Within these bounds the conversion is exact.
  const bool in_range =
      rounded >= static_cast<double>(first_second) && rounded <= static_cast<double>(last_second);
  if (!in_range) return std::nullopt;
  return numeric_date(static_cast<std::int64_t>(rounded));
}

}  // namespace servicecard
