#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/eligibility/policy.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/fen.h"

namespace servicecard {

/// A place in a policy document. Whoever reads what is not there, or not as it must be, gets a
/// placeholder, and the fault goes into one list: so one reading finds all faults. A place that is
/// absent reads as a placeholder without a second fault.
class Element {
 public:
  Element(const json::value& root, std::vector<PolicyFault>& faults)
      : value_(&root), faults_(&faults) {}

  /// Whether something stands here.
  [[nodiscard]] bool present() const { return value_ != nullptr; }

  /// The member of that name; one that is absent is a fault.
  [[nodiscard]] Element member(std::string_view name) const;
  /// As `member`, and may be absent.
  [[nodiscard]] Element optional_member(std::string_view name) const;
  /// Any other member is a fault.
  void refuse_members_but(std::initializer_list<std::string_view> names) const;
  /// Which of the names the object has; none, several, or others besides are a fault.
  [[nodiscard]] std::optional<std::string_view> only_member(
      std::initializer_list<std::string_view> names) const;

  [[nodiscard]] std::vector<Element> items(std::size_t least, std::size_t most) const;
  [[nodiscard]] std::int64_t integer(std::int64_t least, std::int64_t most) const;
  [[nodiscard]] std::string string() const;
  /// Text for people: 1 to `most` code points, without control characters or outer white space.
  [[nodiscard]] std::string prose(std::size_t most) const;
  /// An amount as `3000000.00`: no groups, both decimals.
  [[nodiscard]] Fen yuan() const;
  [[nodiscard]] CivilDate day() const;

  /// Says what is wrong here. The first fault of a place stands; where nothing is, nothing is
  /// wrong but that it is missing.
  void fault(PolicyError error, std::string advice) const;

 private:
  Element(const json::value* value, std::string path, std::vector<PolicyFault>* faults)
      : value_(value), path_(std::move(path)), faults_(faults) {}
  [[nodiscard]] const json::object* object() const;
  void report(PolicyError error, std::string advice) const;

  const json::value* value_;  // null where nothing stands
  std::string path_;
  std::vector<PolicyFault>* faults_;
};

}  // namespace servicecard
