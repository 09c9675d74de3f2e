#include "cardlib/identity/fen.h"

#include <algorithm>
#include <cstddef>

namespace servicecard {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A decimal as written: digits without separators, and how many of them are decimals.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::size_t decimals = 0;
};

// `1,234,567` or `1234567`, at least one digit; the commas dropped.
std::expected<std::string, FenError> read_whole(std::string_view text) {
  const std::size_t first_comma = text.find(',');
  const bool grouped = first_comma != std::string_view::npos;
  if (grouped && first_comma > 3) return std::unexpected(FenError::malformed);
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool comma_place = grouped && i > 0 && (text.size() - i) % 4 == 0;
    if (comma_place ? text[i] != ',' : !is_digit(text[i])) {
      return std::unexpected(FenError::malformed);
    }
    if (!comma_place) digits += text[i];
  }
  if (digits.empty()) return std::unexpected(FenError::malformed);
  return digits;
}

std::expected<Decimal, FenError> read_decimal(std::string_view text) {
  Decimal out;
  out.negative = text.starts_with('-');
  if (out.negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view fraction =
      point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  auto whole = read_whole(text.substr(0, point));
  if (!whole) return std::unexpected(whole.error());
  const bool bare_point = point != std::string_view::npos && fraction.empty();
  if (bare_point || !std::ranges::all_of(fraction, is_digit)) {
    return std::unexpected(FenError::malformed);
  }
  out.digits = *std::move(whole);
  out.digits += fraction;
  out.decimals = fraction.size();
  return out;
}

// The decimal times ten to the power `scale`, which must leave no decimals.
std::expected<std::int64_t, FenError> scaled(const Decimal& decimal, std::size_t scale) {
  if (decimal.decimals > scale) return std::unexpected(FenError::too_many_decimals);
  std::string digits = decimal.digits;
  digits.append(scale - decimal.decimals, '0');
  std::int64_t value = 0;
  for (const char digit : digits) {
    // Built up on the side of the sign, so that the smallest amount can be read, too.
    const std::int64_t step = decimal.negative ? '0' - digit : digit - '0';
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, step, &value)) {
      return std::unexpected(FenError::overflow);
    }
  }
  return value;
}

}  // namespace

std::expected<Fen, FenError> Fen::parse(std::string_view yuan) {
  const auto decimal = read_decimal(yuan);
  if (!decimal) return std::unexpected(decimal.error());
  const auto count = scaled(*decimal, 2);
  if (!count) return std::unexpected(count.error());
  return Fen(*count);
}

std::string Fen::str() const {
  // Through unsigned, since the smallest amount has no positive counterpart.
  const auto magnitude =
      count_ < 0 ? 0 - static_cast<std::uint64_t>(count_) : static_cast<std::uint64_t>(count_);
  std::string yuan = std::to_string(magnitude / 100);
  for (std::size_t at = yuan.size(); at > 3; at -= 3) yuan.insert(at - 3, 1, ',');
  const std::string fen = std::to_string(magnitude % 100);
  return (count_ < 0 ? "-" : "") + yuan + (fen.size() < 2 ? ".0" : ".") + fen;
}

std::expected<FenRange, FenError> FenRange::parse_wan(std::string_view wan) {
  constexpr std::size_t exact_decimals = 6;
  const auto decimal = read_decimal(wan);
  if (!decimal) return std::unexpected(decimal.error());
  const auto middle = scaled(*decimal, exact_decimals);
  if (!middle) return std::unexpected(middle.error());
  std::int64_t unit = 1;
  for (std::size_t i = decimal->decimals; i < exact_decimals; ++i) unit *= 10;
  const std::int64_t half = unit / 2;  // 0 where the text is exact
  std::int64_t least = 0;
  std::int64_t most = 0;
  if (__builtin_sub_overflow(*middle, half, &least) ||
      __builtin_add_overflow(*middle, half, &most)) {
    return std::unexpected(FenError::overflow);
  }
  return FenRange(Fen(least), Fen(most));
}

}  // namespace servicecard
