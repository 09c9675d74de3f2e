#include "cardlib/eligibility/document.h"

#include <algorithm>
#include <utility>

#include "cardlib/codec/utf8.h"

namespace servicecard {
namespace {

std::string list_of(std::initializer_list<std::string_view> names) {
  std::string out;
  for (const std::string_view name : names) {
    if (!out.empty()) out += ", ";
    out.append(1, '"').append(name).append(1, '"');
  }
  return out;
}

// RFC 6901 §3.
std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

bool is_prose(std::string_view text, std::size_t most) {
  const auto code_points = utf8::decode(text);
  return code_points && !code_points->empty() && code_points->size() <= most &&
         std::ranges::none_of(*code_points, utf8::is_control) &&
         !utf8::is_space(code_points->front()) && !utf8::is_space(code_points->back());
}

// At most 10 trillion yuan, so that no sum of such amounts overflows.
bool is_plain_amount(std::string_view text) {
  const std::size_t point = text.find('.');
  return point != std::string_view::npos && point >= 1 && point <= 13 && text.size() == point + 3 &&
         text.find(',') == std::string_view::npos && (text.front() != '0' || point == 1) &&
         text.front() != '-';
}

}  // namespace

void Element::fault(PolicyError error, std::string advice) const {
  if (value_ != nullptr) report(error, std::move(advice));
}

void Element::report(PolicyError error, std::string advice) const {
  if (std::ranges::find(*faults_, path_, &PolicyFault::path) != faults_->end()) return;
  faults_->push_back({.error = error, .path = path_, .advice = std::move(advice)});
}

const json::object* Element::object() const {
  if (value_ == nullptr) return nullptr;
  if (!value_->is_object()) fault(PolicyError::wrong_type, "write an object here");
  return value_->if_object();
}

Element Element::optional_member(std::string_view name) const {
  const json::object* const members = value_ != nullptr ? value_->if_object() : nullptr;
  const json::value* const found = members != nullptr ? members->if_contains(name) : nullptr;
  return {found, path_ + '/' + escaped(name), faults_};
}

Element Element::member(std::string_view name) const {
  Element found = optional_member(name);
  if (!found.present() && object() != nullptr) {
    found.report(PolicyError::missing, "add the member " + list_of({name}));
  }
  return found;
}

void Element::refuse_members_but(std::initializer_list<std::string_view> names) const {
  const json::object* const members = value_ != nullptr ? value_->if_object() : nullptr;
  if (members == nullptr) return;
  for (const auto& entry : *members) {
    const std::string_view name = entry.key();
    if (std::ranges::find(names, name) == names.end()) {
      optional_member(name).fault(PolicyError::unknown_member,
                                  "remove it; here can stand " + list_of(names));
    }
  }
}

std::optional<std::string_view> Element::only_member(
    std::initializer_list<std::string_view> names) const {
  const json::object* const members = object();
  if (members == nullptr) return std::nullopt;
  if (members->size() == 1) {
    const auto* const name = std::ranges::find(names, std::string_view(members->begin()->key()));
    if (name != names.end()) return *name;
  }
  fault(members->empty() ? PolicyError::missing : PolicyError::unknown_member,
        "write exactly one of " + list_of(names));
  return std::nullopt;
}

std::vector<Element> Element::items(std::size_t least, std::size_t most) const {
  if (value_ == nullptr) return {};
  const json::array* const array = value_->if_array();
  if (array == nullptr) {
    fault(PolicyError::wrong_type, "write an array here");
    return {};
  }
  if (array->size() < least || array->size() > most) {
    fault(PolicyError::out_of_range,
          "write " + std::to_string(least) + " to " + std::to_string(most) + " items");
    return {};
  }
  std::vector<Element> out;
  out.reserve(array->size());
  for (std::size_t i = 0; i < array->size(); ++i) {
    out.push_back(Element(&(*array)[i], path_ + '/' + std::to_string(i), faults_));
  }
  return out;
}

std::int64_t Element::integer(std::int64_t least, std::int64_t most) const {
  if (value_ == nullptr) return least;
  const std::string wanted =
      "write a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  if (!value_->is_number()) {
    fault(PolicyError::wrong_type, wanted);
    return least;
  }
  const std::int64_t* const number = value_->if_int64();
  if (number == nullptr || *number < least || *number > most) {
    fault(PolicyError::out_of_range, wanted);
    return least;
  }
  return *number;
}

std::string Element::string() const {
  if (value_ == nullptr) return {};
  if (!value_->is_string()) {
    fault(PolicyError::wrong_type, "write a text here");
    return {};
  }
  return std::string(value_->get_string());
}

std::string Element::prose(std::size_t most) const {
  std::string text = string();
  if (!is_prose(text, most)) {
    fault(PolicyError::bad_format, "write 1 to " + std::to_string(most) +
                                       " characters, no control characters, no space around");
  }
  return text;
}

Fen Element::yuan() const {
  const std::string text = string();
  const auto amount = Fen::parse(text);
  if (amount && is_plain_amount(text)) return *amount;
  fault(PolicyError::bad_format, "write yuan with both decimals, as \"3000000.00\"");
  return Fen(0);
}

CivilDate Element::day() const {
  const auto day = CivilDate::parse(string());
  if (day) return *day;
  fault(PolicyError::bad_format, "write a day that exists, as \"2026-04-30\"");
  return CivilDate::of(1, 1, 1).value();
}

}  // namespace servicecard
