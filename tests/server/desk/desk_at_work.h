#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cardlib/identity/fen.h"
#include "server/desk/applications.h"
#include "server/desk/grounds.h"
#include "tests/server/desk/test_desk.h"

namespace servicecard::test {

/// A desk under the default policy with one high-growth enterprise, and what its people do all day:
/// chen writes, li checks, wang approves.
class DeskAtWork {
 public:
  DeskAtWork();

  [[nodiscard]] const desk::Desk& desk() const { return desk_.desk(); }
  [[nodiscard]] access::Act by(const std::string& name) { return desk_.by(name); }

  void enterprise(int n, Designation kind, const std::string& name = "甲公司（虚构）");
  void tax(int n, FenRange amount, const std::string& confirmed_by);
  std::int64_t person(int n, int enterprise = 1, const std::string& name = "张三");

  // Applications of that person, in the state that these steps lead to.
  std::int64_t drafted(std::int64_t person_id);
  std::int64_t submitted(std::int64_t person_id);
  std::int64_t checked(std::int64_t person_id);
  std::int64_t approved(std::int64_t person_id);
  /// The same for the n-th person; every three of them have a high-growth enterprise of their own.
  std::int64_t nth_checked(int n);
  std::int64_t nth_approved(int n);

  static std::optional<desk::ApplicationError> error_of(const desk::ApplicationResult& result) {
    return result ? std::nullopt : std::optional(result.error());
  }
  static std::string words(const std::optional<desk::ApplicationError>& error) {
    return error ? std::string(to_string(*error)) : "done";
  }

 protected:
  TestDesk desk_;

 private:
  std::int64_t nth_person(int n);

  int enterprises_ = 1;
};

}  // namespace servicecard::test
