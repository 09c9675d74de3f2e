#pragma once

#include <compare>
#include <expected>
#include <string>
#include <string_view>

namespace servicecard {

enum class UsccError {
  bad_length,     ///< not 18 characters
  bad_character,  ///< outside the alphabet, or a letter among the region digits (positions 3–8)
  bad_check,      ///< the check character (position 18) does not fit
};

/// 统一社会信用代码, the unified social credit code of an organisation (GB 32100-2015): 18
/// characters of `0123456789ABCDEFGHJKLMNPQRTUWXY`, the last a check character modulo 31.
class Uscc {
 public:
  /// Reads upper case only; what it accepts, `str` gives back unchanged.
  [[nodiscard]] static std::expected<Uscc, UsccError> parse(std::string_view text);

  /// Adds both check characters to the first 16: the inner one of GB 11714 and the outer one. For
  /// demonstration data; real codes come from the registration authority.
  [[nodiscard]] static std::expected<Uscc, UsccError> with_check(std::string_view first_16);

  [[nodiscard]] const std::string& str() const { return text_; }

  /// Whether position 17 is the check character of positions 9–16 (GB 11714). Real codes exist in
  /// which it is not, so a mismatch is worth a warning and never a refusal.
  [[nodiscard]] bool inner_check_fits() const;

  /// Whether this is one of the demonstration's codes (`91410329FAKE…`), which a production
  /// configuration refuses.
  [[nodiscard]] bool is_fake() const;

  auto operator<=>(const Uscc&) const = default;

 private:
  explicit Uscc(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace servicecard
