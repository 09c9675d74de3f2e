#include "cardlib/codec/json.h"

#include <array>
#include <charconv>
#include <limits>
#include <string>
#include <utility>

#include <boost/json/basic_parser_impl.hpp>

namespace servicecard::json {
namespace {

using boost::json::error_code;
using boost::json::string_view;

/// Builds the value as Boost.JSON's own parser does, but counts the members that it reads, and
/// refuses a number that is not held.
class Builder {
 public:
  // The size of the text bounds all of these; the names are Boost.JSON's.
  static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();

  Builder() { stack_.reset(); }

  [[nodiscard]] bool refused_number() const { return refused_number_; }
  /// How many members stand in the text, in all objects.
  [[nodiscard]] std::size_t members() const { return members_; }
  value release() { return stack_.release(); }

  static bool on_document_begin(error_code&) { return true; }
  static bool on_document_end(error_code&) { return true; }

  static bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t size, error_code&) {
    stack_.push_array(size);
    return true;
  }

  static bool on_object_begin(error_code&) { return true; }
  bool on_object_end(std::size_t size, error_code&) {
    members_ += size;
    stack_.push_object(size);
    return true;
  }

  bool on_key_part(string_view part, std::size_t, error_code&) {
    stack_.push_chars(part);
    return true;
  }
  bool on_key(string_view part, std::size_t, error_code&) {
    stack_.push_key(part);
    return true;
  }

  bool on_string_part(string_view part, std::size_t, error_code&) {
    stack_.push_chars(part);
    return true;
  }
  bool on_string(string_view part, std::size_t, error_code&) {
    stack_.push_string(part);
    return true;
  }

  bool on_number_part(string_view part, error_code&) {
    number_.append(part.data(), part.size());
    return true;
  }
  bool on_int64(std::int64_t number, string_view, error_code&) {
    number_.clear();
    stack_.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, string_view, error_code&) {
    number_.clear();
    stack_.push_uint64(number);
    return true;
  }
  bool on_double(double, string_view part, error_code& code) {
    // Boost.JSON's double may be off by a unit in the last place, and hides an integer too large.
    number_.append(part.data(), part.size());
    double number = 0;
    const char* const end = number_.data() + number_.size();
    const auto [stop, failure] = std::from_chars(number_.data(), end, number);
    const bool integer = number_.find_first_of(".eE") == std::string::npos;
    if (integer || failure != std::errc() || stop != end) {
      refused_number_ = true;
      code = boost::json::error::syntax;
      return false;
    }
    number_.clear();
    stack_.push_double(number);
    return true;
  }

  bool on_bool(bool truth, error_code&) {
    stack_.push_bool(truth);
    return true;
  }
  bool on_null(error_code&) {
    stack_.push_null();
    return true;
  }

  static bool on_comment_part(string_view, error_code&) { return true; }
  static bool on_comment(string_view, error_code&) { return true; }

 private:
  // Where values wait for their parent: a token's parts never need more.
  std::array<unsigned char, 2048> waiting_{};
  boost::json::value_stack stack_{{}, waiting_.data(), waiting_.size()};
  std::size_t members_ = 0;
  std::string number_;  ///< the parts of the number that is being read
  bool refused_number_ = false;
};

std::size_t count_members(const value& json) {
  std::size_t members = 0;
  if (const array* const items = json.if_array()) {
    for (const value& item : *items) members += count_members(item);
  } else if (const object* const pairs = json.if_object()) {
    members = pairs->size();
    for (const auto& pair : *pairs) members += count_members(pair.value());
  }
  return members;
}

}  // namespace

std::expected<value, Error> parse(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<Builder> parser(options);
  error_code code;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), code);
  const bool number =
      parser.handler().refused_number() || code == boost::json::error::exponent_overflow;
  if (number) return std::unexpected(Error::bad_number);
  if (code == boost::json::error::too_deep) return std::unexpected(Error::too_deep);
  if (code) return std::unexpected(Error::malformed);
  if (read < text.size()) return std::unexpected(Error::trailing_data);
  value whole = parser.handler().release();
  // Boost.JSON keeps one member of each name, so that a name that stands twice is missing once.
  if (count_members(whole) != parser.handler().members()) {
    return std::unexpected(Error::duplicate_name);
  }
  return whole;
}

std::expected<object, Error> parse_object(std::string_view text) {
  auto parsed = parse(text);
  if (!parsed) return std::unexpected(parsed.error());
  object* const members = parsed->if_object();
  if (members == nullptr) return std::unexpected(Error::malformed);
  return std::move(*members);
}

std::string serialize(const value& json) { return boost::json::serialize(json); }

std::optional<std::string_view> text_member(const object& from, std::string_view name) {
  const value* const found = from.if_contains(name);
  if (found == nullptr || !found->is_string()) return std::nullopt;
  return std::string_view(found->get_string().data(), found->get_string().size());
}

std::optional<std::int64_t> int_member(const object& from, std::string_view name) {
  const value* const found = from.if_contains(name);
  if (found == nullptr || !found->is_int64()) return std::nullopt;
  return found->get_int64();
}

const object* object_member(const object& from, std::string_view name) {
  const value* const found = from.if_contains(name);
  return found == nullptr ? nullptr : found->if_object();
}

const array* array_member(const object& from, std::string_view name) {
  const value* const found = from.if_contains(name);
  return found == nullptr ? nullptr : found->if_array();
}

}  // namespace servicecard::json
