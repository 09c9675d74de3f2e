#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace servicecard::http {

/// Header fields in the order in which they were given. Names compare without regard to ASCII case.
/// All octets stand in one buffer, so that a request with twenty fields costs two allocations.
class Headers {
 public:
  struct Field {
    std::string_view name;
    std::string_view value;
  };

  /// Appends. Throws std::invalid_argument where name or value would break the message apart: a
  /// name that is no token, a control character in a value (RFC 9110 §5.5).
  void add(std::string_view name, std::string_view value);

  /// Takes the place of all fields of that name.
  void set(std::string_view name, std::string_view value);

  /// The value of the first field of that name. Valid until the headers change.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const;

  [[nodiscard]] std::size_t size() const { return spans_.size(); }
  [[nodiscard]] Field operator[](std::size_t index) const;

 private:
  struct Span {
    std::uint32_t start;
    std::uint32_t name_size;
    std::uint32_t value_size;
  };

  std::string text_;
  std::vector<Span> spans_;
};

/// Equal but for ASCII case.
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);

/// A token of RFC 9110 §5.6.2: what a method or a field name is made of.
[[nodiscard]] bool is_token(std::string_view text);

}  // namespace servicecard::http
