#pragma once

#include <compare>
#include <expected>
#include <string>
#include <string_view>

namespace servicecard {

enum class PersonNameError {
  bad_encoding,       ///< not UTF-8
  empty,              ///< no character
  too_long,           ///< more than 40 code points
  control_character,  ///< a character that has no shape of its own (`utf8::is_control`)
  outer_space,        ///< begins or ends with white space
};

/// A person's name as the person writes it: 1 to 40 code points of UTF-8, unchanged and not
/// normalised. `·` and characters outside GBK are as good as any other.
class PersonName {
 public:
  static constexpr std::size_t max_code_points = 40;

  [[nodiscard]] static std::expected<PersonName, PersonNameError> parse(std::string_view text);

  [[nodiscard]] const std::string& str() const { return text_; }

  /// `张*`, `张*三`, `欧**娜`.
  [[nodiscard]] std::string masked() const;

  auto operator<=>(const PersonName&) const = default;

 private:
  explicit PersonName(std::string_view text) : text_(text) {}
  std::string text_;
};

}  // namespace servicecard
