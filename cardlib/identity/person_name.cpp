#include "cardlib/identity/person_name.h"

#include <algorithm>

#include "cardlib/codec/utf8.h"
#include "cardlib/identity/masking.h"

namespace servicecard {

std::expected<PersonName, PersonNameError> PersonName::parse(std::string_view text) {
  const auto code_points = utf8::decode(text);
  if (!code_points) return std::unexpected(PersonNameError::bad_encoding);
  if (code_points->empty()) return std::unexpected(PersonNameError::empty);
  if (code_points->size() > max_code_points) return std::unexpected(PersonNameError::too_long);
  if (std::ranges::any_of(*code_points, utf8::is_control)) {
    return std::unexpected(PersonNameError::control_character);
  }
  if (utf8::is_space(code_points->front()) || utf8::is_space(code_points->back())) {
    return std::unexpected(PersonNameError::outer_space);
  }
  return PersonName(text);
}

std::string PersonName::masked() const { return mask_name(text_); }

}  // namespace servicecard
