#pragma once

#include <compare>
#include <expected>
#include <string>
#include <string_view>

#include "cardlib/crypto/sensitive.h"
#include "cardlib/identity/civil_date.h"

namespace servicecard {

enum class ResidentIdError {
  bad_length,     ///< not 18 characters
  bad_character,  ///< not 17 digits and a digit or capital X
  no_such_day,    ///< the date of birth (positions 7–14) is in no calendar
  bad_check,      ///< the check character (position 18) does not fit
};

/// 居民身份证号, the number of a resident identity card (GB 11643-1999). Personal data: held so
/// that no log or test message prints it; whoever must have the number calls `reveal`.
class ResidentId {
 public:
  /// Reads 18 characters, the last a digit or `X`. Area codes are not judged: districts are
  /// abolished, numbers stay.
  [[nodiscard]] static std::expected<ResidentId, ResidentIdError> parse(std::string_view text);

  [[nodiscard]] const std::string& reveal() const { return text_.reveal(); }
  [[nodiscard]] CivilDate birth_date() const { return birth_date_; }

  /// The last four characters, which the holder tells at a counter.
  [[nodiscard]] std::string last4() const { return reveal().substr(14); }

  /// First four, ten stars, last four: `4103**********0013`.
  [[nodiscard]] std::string masked() const;

  [[nodiscard]] bool operator==(const ResidentId& other) const { return text_ == other.text_; }
  [[nodiscard]] std::strong_ordering operator<=>(const ResidentId& other) const {
    return reveal() <=> other.reveal();
  }

 private:
  ResidentId(std::string_view text, CivilDate birth_date)
      : text_(std::string(text)), birth_date_(birth_date) {}
  Sensitive<std::string> text_;
  CivilDate birth_date_;
};

}  // namespace servicecard
