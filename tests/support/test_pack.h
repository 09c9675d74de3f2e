#pragma once

#include <string>

#include "cardlib/credential/offline_pack.h"
#include "cardlib/credential/status_list.h"
#include "tests/support/test_trust.h"

namespace servicecard::test {

/// An offline pack with one status list, parts of which the test can change before it is made.
class TestPack {
 public:
  /// Everything is issued at that moment; the pack counts for a week, the list for a day.
  TestPack(const TestTrust& trust, Time issued_at);

  /// The status list token, signed with the status key.
  [[nodiscard]] PackedList list() const;
  /// The file, whose parts are signed with their own keys.
  [[nodiscard]] std::string file() const;
  [[nodiscard]] OfflinePack open() const;

  const TestTrust& trust;
  TrustListContent trust_list;
  StatusList statuses = StatusList::all_valid(std::size_t{1} << 17);
  Time list_issued_at;
  PackContent content;  ///< `file` adds the list to those that stand in it
};

}  // namespace servicecard::test
