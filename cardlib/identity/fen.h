#pragma once

#include <compare>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace servicecard {

enum class FenError {
  malformed,          ///< not an amount: digits, with or without groups of three, and decimals
  too_many_decimals,  ///< finer than one fen
  overflow,           ///< beyond what 64 bits hold in fen
};

/// An amount of money in fen, 分, the hundredth of a yuan. Exact; never a floating-point number.
class Fen {
 public:
  explicit constexpr Fen(std::int64_t count) : count_(count) {}

  /// Reads yuan: `3,000,000.01`, `3000000.01`, `-0.5`. Commas, where there are any, stand at every
  /// third digit.
  [[nodiscard]] static std::expected<Fen, FenError> parse(std::string_view yuan);

  [[nodiscard]] constexpr std::int64_t count() const { return count_; }

  /// In yuan: `3,000,000.01`.
  [[nodiscard]] std::string str() const;

  auto operator<=>(const Fen&) const = default;

 private:
  std::int64_t count_;
};

/// An amount that is known no better than this: both ends are possible.
class FenRange {
 public:
  /// Exactly that amount.
  explicit constexpr FenRange(Fen exact) : least_(exact), most_(exact) {}

  /// From an amount in 万元 (10,000 yuan) that was rounded to the decimals it is written with:
  /// `300.00` stands for 2,999,950.00 to 3,000,050.00 yuan. Six decimals are exact.
  [[nodiscard]] static std::expected<FenRange, FenError> parse_wan(std::string_view wan);

  /// From both ends, in either order.
  [[nodiscard]] static constexpr FenRange between(Fen a, Fen b) {
    return a <= b ? FenRange(a, b) : FenRange(b, a);
  }

  [[nodiscard]] constexpr Fen least() const { return least_; }
  [[nodiscard]] constexpr Fen most() const { return most_; }
  [[nodiscard]] constexpr bool is_exact() const { return least_ == most_; }

  bool operator==(const FenRange&) const = default;

 private:
  constexpr FenRange(Fen least, Fen most) : least_(least), most_(most) {}
  Fen least_;
  Fen most_;
};

}  // namespace servicecard
