#pragma once

#include <compare>
#include <expected>
#include <string>
#include <string_view>

#include "cardlib/crypto/sensitive.h"

namespace servicecard {

enum class PhoneError {
  bad_character,  ///< something but ASCII digits and, in a landline number, one hyphen
  bad_form,       ///< neither a mobile nor a landline number
};

/// A telephone number of mainland China: mobile, 11 digits from 13… to 19…; or landline, the area
/// code (010, 02x, 0xxx), a hyphen and 7 or 8 digits. Personal data, so it has no printer.
class Phone {
 public:
  [[nodiscard]] static std::expected<Phone, PhoneError> parse(std::string_view text);

  [[nodiscard]] const std::string& reveal() const { return text_.reveal(); }

  /// First three, four stars, last four: `161****0001`.
  [[nodiscard]] std::string masked() const;

  [[nodiscard]] bool operator==(const Phone& other) const { return text_ == other.text_; }
  [[nodiscard]] std::strong_ordering operator<=>(const Phone& other) const {
    return reveal() <=> other.reveal();
  }

 private:
  explicit Phone(std::string_view text) : text_(std::string(text)) {}
  Sensitive<std::string> text_;
};

}  // namespace servicecard
