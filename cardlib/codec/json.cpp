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

/// Builds the value, and refuses what Boost.JSON's own parser would let pass: a name that stands
/// twice, and a number that is not held exactly or at all.
class Builder {
 public:
  // The size of the text bounds all of these; the names are Boost.JSON's.
  static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();

  [[nodiscard]] std::optional<Error> refusal() const { return refusal_; }
  value take() { return std::move(root_); }

  static bool on_document_begin(error_code&) { return true; }
  static bool on_document_end(error_code&) { return true; }

  bool on_array_begin(error_code&) { return open(array()); }
  bool on_array_end(std::size_t, error_code& code) { return close(code); }
  bool on_object_begin(error_code&) { return open(object()); }
  bool on_object_end(std::size_t, error_code& code) { return close(code); }

  bool on_key_part(string_view part, std::size_t, error_code&) { return gather(part); }
  bool on_key(string_view part, std::size_t, error_code&) {
    gather(part);
    levels_[depth_ - 1].name.swap(text_);
    text_.clear();
    return true;
  }

  bool on_string_part(string_view part, std::size_t, error_code&) { return gather(part); }
  bool on_string(string_view part, std::size_t, error_code& code) {
    gather(part);
    return add_scalar(boost::json::string(text_), code);
  }

  bool on_number_part(string_view part, error_code&) { return gather(part); }
  bool on_int64(std::int64_t number, string_view, error_code& code) {
    return add_scalar(number, code);
  }
  bool on_uint64(std::uint64_t number, string_view, error_code& code) {
    return add_scalar(number, code);
  }
  bool on_double(double, string_view part, error_code& code) {
    // Boost.JSON's double may be off by a unit in the last place, and hides an integer too large.
    gather(part);
    double number = 0;
    const char* const end = text_.data() + text_.size();
    const auto [stop, failure] = std::from_chars(text_.data(), end, number);
    const bool integer = text_.find_first_of(".eE") == std::string::npos;
    if (integer || failure != std::errc() || stop != end) return refuse(Error::bad_number, code);
    return add_scalar(number, code);
  }

  bool on_bool(bool truth, error_code& code) { return add(truth, code); }
  bool on_null(error_code& code) { return add(nullptr, code); }

  static bool on_comment_part(string_view, error_code&) { return true; }
  static bool on_comment(string_view, error_code&) { return true; }

 private:
  struct Level {
    value container;
    std::string name;  ///< that of the member whose value is being read
  };

  bool refuse(Error error, error_code& code) {
    refusal_ = error;
    code = boost::json::error::syntax;
    return false;
  }

  bool gather(string_view part) {
    text_.append(part.data(), part.size());
    return true;
  }

  bool add_scalar(value item, error_code& code) {
    text_.clear();
    return add(std::move(item), code);
  }

  bool add(value item, error_code& code) {
    if (depth_ == 0) {
      root_ = std::move(item);
      return true;
    }
    Level& level = levels_[depth_ - 1];
    if (array* const items = level.container.if_array()) {
      items->push_back(std::move(item));
      return true;
    }
    const bool fresh = level.container.get_object().emplace(level.name, std::move(item)).second;
    return fresh || refuse(Error::duplicate_name, code);
  }

  bool open(value container) {
    levels_[depth_++].container = std::move(container);
    return true;
  }

  bool close(error_code& code) { return add(std::move(levels_[--depth_].container), code); }

  std::array<Level, max_depth> levels_;
  std::size_t depth_ = 0;
  std::string text_;  ///< the parts of the name, string or number that is being read
  value root_;
  std::optional<Error> refusal_;
};

}  // namespace

std::expected<value, Error> parse(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<Builder> parser(options);
  error_code code;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), code);
  if (parser.handler().refusal()) return std::unexpected(*parser.handler().refusal());
  if (code == boost::json::error::too_deep) return std::unexpected(Error::too_deep);
  if (code == boost::json::error::exponent_overflow) return std::unexpected(Error::bad_number);
  if (code) return std::unexpected(Error::malformed);
  if (read < text.size()) return std::unexpected(Error::trailing_data);
  return parser.handler().take();
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
