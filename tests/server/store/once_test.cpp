#include "server/store/once.h"

#include <chrono>

#include <gtest/gtest.h>

#include "tests/server/store/sample_rows.h"
#include "tests/server/store/test_store.h"

namespace servicecard::store {
namespace {

using test::digest_of;
using test::test_time;

TEST(Nonces, AreSpentOnceUntilTheyAreForgotten) {
  test::TestStore test_store;
  const auto consume = [&](const char* nonce) {
    return test_store.store().write(
        [&](Transaction& transaction) { return nonces::consume(transaction, nonce, test_time()); });
  };
  EXPECT_TRUE(consume("a"));
  EXPECT_FALSE(consume("a"));
  EXPECT_TRUE(consume("b"));
  const auto forget = [&](Time now) {
    return test_store.store().write(
        [&](Transaction& transaction) { return nonces::forget(transaction, now); });
  };
  EXPECT_EQ(forget(test_time() - std::chrono::seconds(1)), 0);
  EXPECT_EQ(forget(test_time()), 2);
}

TEST(Nonces, AreNotSpentByAChangeThatIsUndone) {
  test::TestStore test_store;
  const auto consume = [&](bool refuse) {
    return test_store.store().write([&](Transaction& transaction) -> std::expected<bool, int> {
      const bool consumed = nonces::consume(transaction, "a", test_time());
      if (refuse) return std::unexpected(1);
      return consumed;
    });
  };
  EXPECT_FALSE(consume(true));
  EXPECT_EQ(consume(false), true);
}

TEST(ServedRequests, AreRememberedByCallerAndKey) {
  test::TestStore test_store;
  const ServedRequest served{.caller = "li",
                             .key = "k",
                             .request_hash = digest_of("request"),
                             .status = 201,
                             .answer_sealed = {1, 2},
                             .served_at = test_time()};
  const auto remember = [&] {
    return test_store.store().write(
        [&](Transaction& transaction) { return served_requests::remember(transaction, served); });
  };
  EXPECT_TRUE(remember());
  EXPECT_FALSE(remember());
  const auto find = [&](const char* caller) {
    return test_store.store().read(
        [&](Snapshot& snapshot) { return served_requests::find(snapshot, caller, "k"); });
  };
  ASSERT_TRUE(find("li"));
  EXPECT_EQ(find("li")->request_hash, digest_of("request"));
  EXPECT_EQ(find("li")->status, 201);
  EXPECT_EQ(find("li")->answer_sealed, (Bytes{1, 2}));
  EXPECT_FALSE(find("wang"));
  EXPECT_EQ(test_store.store().write([](Transaction& transaction) {
    return served_requests::forget(transaction, test_time() + std::chrono::seconds(1));
  }),
            1);
  EXPECT_FALSE(find("li"));
}

}  // namespace
}  // namespace servicecard::store
