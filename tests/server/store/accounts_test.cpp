#include <string>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gtest/gtest.h>

#include "server/store/access_tokens.h"
#include "server/store/actors.h"
#include "server/store/failure.h"
#include "server/store/migration.h"
#include "server/store/passwords.h"
#include "server/store/second_factors.h"
#include "server/store/sqlite/backend.h"
#include "tests/server/store/sample_rows.h"
#include "tests/server/store/test_store.h"
#include "tests/support/fixed_random.h"
#include "tests/support/temporary_directory.h"

namespace servicecard::store {
namespace {

using test::digest_of;
using test::test_time;
using test::with_leaf;

const Time later = test_time() + std::chrono::hours(1);

class Accounts : public testing::Test {
 protected:
  store::Store& store() { return store_.store(); }

  std::int64_t add(const std::string& name) {
    return with_leaf(store(), [&](Transaction& transaction) {
      return actors::add(transaction, name, "clerk", test_time()).value();
    });
  }
  ActorRow account(std::int64_t id) {
    return store().read([&](Snapshot& snapshot) { return actors::find(snapshot, id).value(); });
  }
  template <class Change>
  auto change(Change change) {
    return with_leaf(store(), change);
  }

  test::TestStore store_;
};

TEST_F(Accounts, HaveANameThatIsGivenOnce) {
  const auto id = add("li");
  EXPECT_EQ(change([](Transaction& t) { return actors::add(t, "li", "auditor", test_time()); }),
            std::nullopt);
  const auto found = store().read([](Snapshot& snapshot) { return actors::find(snapshot, "li"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(found->role, "clerk");
  EXPECT_EQ(found->password, std::nullopt);
}

TEST_F(Accounts, HaveNoRoleThatIsNone) {
  try {
    change([](Transaction& t) { return actors::add(t, "x", "emperor", test_time()); });
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.kind(), FailureKind::constraint);
  }
}

TEST_F(Accounts, BeginAnEpochWhenTheyAreDisabledOrWhatOpensThemChanges) {
  const auto id = add("li");
  const auto before = account(id).epoch;
  EXPECT_TRUE(change([&](Transaction& t) { return actors::disable(t, id, later); }));
  EXPECT_FALSE(change([&](Transaction& t) { return actors::disable(t, id, later); }));
  EXPECT_EQ(account(id).disabled_at, later);
  EXPECT_EQ(account(id).epoch, before + 1);
  EXPECT_TRUE(change([&](Transaction& t) { return actors::enable(t, id); }));
  EXPECT_FALSE(change([&](Transaction& t) { return actors::enable(t, id); }));
  EXPECT_EQ(account(id).disabled_at, std::nullopt);
  change([&](Transaction& t) {
    actors::begin_epoch(t, id);
    return true;
  });
  EXPECT_EQ(account(id).epoch, before + 2);
}

TEST_F(Accounts, HaveOnePassword) {
  const auto id = add("li");
  const auto put = [&](const char* hash, PasswordOrigin origin) {
    change([&](Transaction& t) {
      passwords::put(t, id, hash, origin, test_time());
      return true;
    });
  };
  const auto hash = [&] {
    return store().read([&](Snapshot& snapshot) { return passwords::find(snapshot, id); });
  };
  EXPECT_EQ(hash(), std::nullopt);
  put("$argon2id$1", PasswordOrigin::one_time);
  EXPECT_EQ(account(id).password, PasswordOrigin::one_time);
  put("$argon2id$2", PasswordOrigin::own);
  EXPECT_EQ(account(id).password, PasswordOrigin::own);
  change([&](Transaction& t) {
    passwords::put_rehashed(t, id, "$argon2id$3");
    return true;
  });
  EXPECT_EQ(hash(), "$argon2id$3");
  EXPECT_THROW(put("secret", PasswordOrigin::own), Failure);
}

TEST_F(Accounts, HaveASecondFactorOnceItIsConfirmed) {
  const auto id = add("li");
  const auto propose = [&](const char* secret) {
    return change([&](Transaction& t) {
      return second_factors::propose(t, id, as_bytes(std::string_view(secret)), test_time());
    });
  };
  EXPECT_TRUE(propose("one"));
  EXPECT_TRUE(propose("two"));
  EXPECT_EQ(account(id).second_factor_at, std::nullopt);
  change([&](Transaction& t) {
    second_factors::confirm(t, id, later);
    return true;
  });
  EXPECT_EQ(account(id).second_factor_at, later);
  EXPECT_FALSE(propose("three"));
  const auto factor =
      store().read([&](Snapshot& snapshot) { return second_factors::find(snapshot, id); });
  EXPECT_EQ(as_text(factor->secret_sealed), "two");
}

TEST_F(Accounts, UseEachStepAndEachRecoveryCodeOnce) {
  const auto id = add("li");
  change([&](Transaction& t) {
    second_factors::add_recovery_codes(t, id, {digest_of("a"), digest_of("b")});
    return second_factors::propose(t, id, as_bytes(std::string_view("secret")), test_time());
  });
  const auto use_step = [&](std::int64_t step) {
    return change([&](Transaction& t) { return second_factors::use_step(t, id, step); });
  };
  EXPECT_TRUE(use_step(7));
  EXPECT_FALSE(use_step(7));
  EXPECT_FALSE(use_step(6));
  EXPECT_TRUE(use_step(8));
  const auto use_code = [&](const char* code) {
    return change([&](Transaction& t) {
      return second_factors::use_recovery_code(t, id, digest_of(code), later);
    });
  };
  EXPECT_TRUE(use_code("a"));
  EXPECT_FALSE(use_code("a"));
  EXPECT_FALSE(use_code("c"));
  const auto left = [&] {
    return store().read(
        [&](Snapshot& snapshot) { return second_factors::count_recovery_codes(snapshot, id); });
  };
  EXPECT_EQ(left(), 1);
  EXPECT_TRUE(change([&](Transaction& t) { return second_factors::remove(t, id); }));
  EXPECT_FALSE(change([&](Transaction& t) { return second_factors::remove(t, id); }));
  EXPECT_EQ(left(), 0);
}

TEST_F(Accounts, HaveTokensUntilTheyEndOrAreRevoked) {
  const auto li = add("li");
  const auto wang = add("wang");
  const auto add_token = [&](std::int64_t owner, const char* secret) {
    return change([&](Transaction& t) {
      return access_tokens::add(t,
                                {.actor_id = owner,
                                 .label = secret,
                                 .scope = "read",
                                 .created_at = test_time(),
                                 .expires_at = later},
                                digest_of(secret));
    });
  };
  const auto first = add_token(li, "first");
  const auto second = add_token(li, "second");
  const auto of_wang = add_token(wang, "wang's");
  const auto found = store().read(
      [](Snapshot& snapshot) { return access_tokens::find(snapshot, digest_of("second")); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, second);
  EXPECT_TRUE(found->is_good(later - std::chrono::seconds(1)));
  EXPECT_FALSE(found->is_good(later));
  const auto revoke = [&](std::int64_t owner, std::int64_t id) {
    return change([&](Transaction& t) { return access_tokens::revoke(t, owner, id, later); });
  };
  EXPECT_FALSE(revoke(li, of_wang));
  EXPECT_TRUE(revoke(li, first));
  EXPECT_FALSE(revoke(li, first));
  const auto list = [&](std::int64_t owner) {
    return store().read([&](Snapshot& s) { return access_tokens::list(s, owner).size(); });
  };
  EXPECT_EQ(list(li), 1U);
  change([&](Transaction& t) {
    access_tokens::revoke_all(t, li, later);
    return true;
  });
  EXPECT_EQ(list(li), 0U);
  EXPECT_EQ(list(wang), 1U);
}

TEST(AccountsMigration, MakesAccessTokensOfTheTokensThatAccountsHad) {
  const test::TemporaryDirectory directory;
  const auto file = directory.path() / "old.db";
  const auto steps = built_in_migrations();
  ASSERT_TRUE(migrate(file, steps.first(5), test_time()));
  {
    SQLite::Database old(file.string(), SQLite::OPEN_READWRITE);
    SQLite::Statement actor(old,
                            "INSERT INTO actor (name, role, token_hash, created_at, disabled_at)"
                            " VALUES ('li', 'clerk', ?, 5, NULL), ('wang', 'approver', ?, 6, 9)");
    const Sha256 of_li = digest_of("li");
    const Sha256 of_wang = digest_of("wang");
    actor.bind(1, of_li.data(), static_cast<int>(of_li.size()));
    actor.bind(2, of_wang.data(), static_cast<int>(of_wang.size()));
    actor.exec();
    old.exec(
        "INSERT INTO policy (name, version, document, effective_from, entered_by, entered_at)"
        " VALUES ('default', 1, '{}', '2021-01-01', 'wang', 5)");
  }
  ASSERT_TRUE(migrate(file, steps, test_time()));
  test::FixedRandom random(1);
  Store store(sqlite::backend(file), random);
  const auto look = [&](const char* secret) {
    return store.read(
        [&](Snapshot& snapshot) { return access_tokens::find(snapshot, digest_of(secret)); });
  };
  EXPECT_TRUE(look("li")->is_good(test_time()));
  EXPECT_EQ(look("li")->scope, "write");
  EXPECT_FALSE(look("wang")->is_good(test_time()));
  const auto wang = store.read(
      [&](Snapshot& snapshot) { return actors::find(snapshot, look("wang")->actor_id).value(); });
  EXPECT_EQ(wang.name, "wang");
  EXPECT_EQ(wang.role, "approver");
  EXPECT_TRUE(wang.disabled_at);
}

}  // namespace
}  // namespace servicecard::store
