#include "server/http/headers.h"

#include <algorithm>
#include <stdexcept>

namespace servicecard::http {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_token_character(char c) {
  const bool letter = lower(c) >= 'a' && lower(c) <= 'z';
  const bool digit = c >= '0' && c <= '9';
  return letter || digit || std::string_view("!#$%&'*+-.^_`|~").contains(c);
}

bool is_control(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return (octet < 0x20 && c != '\t') || octet == 0x7f;
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_token_character);
}

void Headers::add(std::string_view name, std::string_view value) {
  if (!is_token(name)) throw std::invalid_argument("a header name is not a token");
  if (std::ranges::any_of(value, is_control)) {
    throw std::invalid_argument("a header value holds a control character");
  }
  spans_.push_back({.start = static_cast<std::uint32_t>(text_.size()),
                    .name_size = static_cast<std::uint32_t>(name.size()),
                    .value_size = static_cast<std::uint32_t>(value.size())});
  text_.append(name).append(value);
}

void Headers::set(std::string_view name, std::string_view value) {
  std::erase_if(spans_, [&](const Span& span) {
    const auto present = std::string_view(text_).substr(span.start, span.name_size);
    return equal_ignoring_case(present, name);
  });
  add(name, value);
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (std::size_t i = 0; i < size(); ++i) {
    const Field field = (*this)[i];
    if (equal_ignoring_case(field.name, name)) return field.value;
  }
  return std::nullopt;
}

std::size_t Headers::count(std::string_view name) const {
  std::size_t found = 0;
  for (std::size_t i = 0; i < size(); ++i) {
    if (equal_ignoring_case((*this)[i].name, name)) ++found;
  }
  return found;
}

Headers::Field Headers::operator[](std::size_t index) const {
  const Span& span = spans_[index];
  const auto text = std::string_view(text_).substr(span.start, span.name_size + span.value_size);
  return {.name = text.substr(0, span.name_size), .value = text.substr(span.name_size)};
}

}  // namespace servicecard::http
