#include "tests/support/test_pack.h"

#include <chrono>

namespace servicecard::test {

TestPack::TestPack(const TestTrust& of, Time issued_at)
    : trust(of),
      trust_list(of.content()),
      list_issued_at(issued_at),
      content{.sequence = 1,
              .issued_at = issued_at,
              .expires = issued_at + std::chrono::days(7),
              .status_lists = {},
              .catalogue = R"({"services":[]})"} {}

PackedList TestPack::list() const {
  const std::string uri = trust_list.issuer.status_list_uri(1);
  return {.uri = uri,
          .token = make_status_list_jwt(uri, statuses.pack(zlib::Effort::fast), list_issued_at,
                                        trust.signer(KeyPurpose::status))};
}

std::string TestPack::file() const {
  PackContent whole = content;
  whole.status_lists.push_back(list());
  return OfflinePack::make(whole, trust.list_of(trust_list), trust.signer(KeyPurpose::pack))
      .value();
}

OfflinePack TestPack::open() const {
  return OfflinePack::open(file(), trust.root().public_key()).value();
}

}  // namespace servicecard::test
