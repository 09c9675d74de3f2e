#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cardlib/codec/json.h"
#include "tests/server/app/sample_app.h"

namespace servicecard::test {

/// A desk with its people and one high-growth enterprise, everything done by requests as they do
/// it: two clerks, an approver, an auditor.
class SampleOffice {
 public:
  explicit SampleOffice(desk::DailyCaps caps = {});

  [[nodiscard]] SampleApp& sample() { return sample_; }
  [[nodiscard]] const std::string& clerk() const { return clerk_; }
  [[nodiscard]] const std::string& second_clerk() const { return second_clerk_; }
  [[nodiscard]] const std::string& approver() const { return approver_; }
  [[nodiscard]] const std::string& auditor() const { return auditor_; }
  [[nodiscard]] const std::string& enterprise() const { return enterprise_; }

  /// Sends, and checks that the status is the one expected; gives the object in the answer.
  json::object post(const std::string& token, const std::string& target, unsigned status,
                    const std::string& body = {});
  json::object get(const std::string& token, const std::string& target, unsigned status = 200);
  /// The last part of the type of the problem that is the answer; empty where it is none.
  std::string problem_of(const std::string& token, const std::string& target,
                         const std::string& body = {});

  /// A new person; `n` tells people apart (1 to 99).
  std::int64_t person(int n);
  /// An application of that person in the state that these steps lead to.
  std::int64_t drafted(int n);
  std::int64_t submitted(int n);
  std::int64_t checked(int n);
  std::int64_t approved(int n);
  /// A card: its number.
  std::string issued(int n);
  /// Issues these; the results as they came.
  json::array issue(const std::vector<std::int64_t>& applications);

 private:
  SampleApp sample_;
  std::string clerk_;
  std::string second_clerk_;
  std::string approver_;
  std::string auditor_;
  std::string enterprise_ = "91410329FAKE000136";
};

}  // namespace servicecard::test
