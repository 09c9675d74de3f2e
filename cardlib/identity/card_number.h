#pragma once

#include <compare>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace servicecard {

enum class CardNumberError {
  bad_form,   ///< not two letters, two digits, a serial of 5 to 7 digits and a check character
  bad_check,  ///< the check character does not fit
};

enum class CardNumberMakeError {
  bad_county,      ///< not two capital letters
  bad_year,        ///< outside 2000 to 2099
  bad_serial,      ///< outside 1 to 9,999,999
  skipped_serial,  ///< its check character would be I or O; take the next serial
};

/// The number on a card: county, year of issue, serial and a check character, ISO 7064 MOD 37,36
/// over all of it: `YC26-00017-2`. Typed by hand at counters; not a secret.
///
/// The serial has five digits, more only where it needs them. No number ends in I or O, which are
/// read as 1 and 0.
class CardNumber {
 public:
  /// Reads the canonical form, the form without its two hyphens, and both in lower case.
  [[nodiscard]] static std::expected<CardNumber, CardNumberError> parse(std::string_view text);

  /// `year` is the full year, 2026.
  [[nodiscard]] static std::expected<CardNumber, CardNumberMakeError> make(std::string_view county,
                                                                           int year,
                                                                           std::int64_t serial);

  /// Canonical: capitals, with hyphens.
  [[nodiscard]] const std::string& str() const { return text_; }

  auto operator<=>(const CardNumber&) const = default;

 private:
  explicit CardNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace servicecard
