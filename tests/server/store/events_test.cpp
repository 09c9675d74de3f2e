#include "server/store/events.h"

#include <mutex>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "server/store/credentials.h"
#include "server/store/partners.h"
#include "server/store/policies.h"
#include "server/store/settings.h"
#include "server/store/status_lists.h"
#include "tests/server/store/sample_rows.h"
#include "tests/server/store/test_store.h"

namespace servicecard::store {
namespace {

using test::credential;
using test::digest_of;
using test::hospital;
using test::setting;
using test::test_time;
using test::with_leaf;

class Events : public testing::Test {
 protected:
  Events() {
    store().observe([this](std::span<const Event> events) {
      seen_.insert(seen_.end(), events.begin(), events.end());
    });
  }
  Store& store() { return test_store_.store(); }

  // What one change announced; `write` waits, so nothing is under way.
  template <class Kind, class ChangeFunction>
  std::vector<Kind> announced(ChangeFunction change) {
    seen_.clear();
    with_leaf(store(), [&](Transaction& transaction) {
      change(transaction);
      return 0;
    });
    std::vector<Kind> found;
    for (const Event& event : seen_) {
      if (const Kind* const kind = std::get_if<Kind>(&event)) found.push_back(*kind);
    }
    return found;
  }

  test::TestStore test_store_;
  test::SampleRows rows_{test_store_.store()};
  std::vector<Event> seen_;
};

// The order that keeps a revoked card from being accepted once its revoker is answered.
TEST(Observers, HearOfAChangeWhenItIsDurableAndBeforeItsCallerDoes) {
  test::TestStore test_store;
  std::vector<std::string> order;
  test_store.store().observe([&](std::span<const Event> events) {
    const std::string name = std::get<SettingChanged>(events.front()).name;
    const auto durable =
        test_store.store().read([&](Snapshot& snapshot) { return setting(snapshot, name); });
    order.push_back("observed " + name + (durable ? " durable" : " lost"));
  });
  std::promise<void> last;
  for (const std::string name : {"a", "b", "c"}) {
    test_store.store().submit(
        [name](Transaction& transaction) {
          settings::put(transaction, name, "v");
          transaction.append(test::leaf_about(name));
          return name == "b" ? Outcome::refuse : Outcome::commit;
        },
        [&, name](Completion) {
          order.push_back("answered " + name);
          if (name == "c") last.set_value();
        });
  }
  last.get_future().wait();
  EXPECT_EQ(order, (std::vector<std::string>{"observed a durable", "answered a", "answered b",
                                             "observed c durable", "answered c"}));
}

TEST_F(Events, TellTheWholeOfACardWhenItIsMadeMovedOrItsNamesChange) {
  std::int64_t id = 0;
  const auto added = announced<CardChanged>(
      [&](Transaction& transaction) { id = rows_.add_card(transaction, 1); });
  ASSERT_EQ(added.size(), 1U);
  EXPECT_EQ(added[0].card.state, CardState::prepared);
  EXPECT_EQ(added[0].card.number, test::number(1));
  EXPECT_EQ(added[0].card.holder_name, "张三");
  EXPECT_EQ(added[0].card.last4_hash, digest_of("last four 1"));

  const auto moved = announced<CardChanged>([&](Transaction& transaction) {
    cards::move(transaction, id, CardState::active, {}, test_time());
  });
  ASSERT_EQ(moved.size(), 1U);
  EXPECT_EQ(moved[0].card.state, CardState::active);

  const auto renamed = announced<CardChanged>([&](Transaction& transaction) {
    const Card card = cards::find(transaction, id).value();
    Person person = people::find(transaction, card.person_id).value();
    person.name = PersonName::parse("李四").value();
    people::update(transaction, person);
    Enterprise enterprise = enterprises::find(transaction, rows_.enterprise_id).value();
    enterprise.name = "新名";
    enterprises::update(transaction, enterprise);
  });
  ASSERT_EQ(renamed.size(), 2U);
  EXPECT_EQ(renamed[0].card.holder_name, "李四");
  EXPECT_EQ(renamed[1].card.enterprise_name, "新名");

  std::vector<CardFacts> all;
  store().read([&](Snapshot& snapshot) {
    cards::for_each_facts(snapshot, [&](const CardFacts& facts) { all.push_back(facts); });
  });
  EXPECT_EQ(all, std::vector{renamed[1].card});
}

TEST_F(Events, TellTheWholeOfACredential) {
  std::int64_t id = 0;
  const auto prepared = announced<CredentialChanged>([&](Transaction& transaction) {
    static_cast<void>(status_lists::open_next(transaction, 100, test_time()));
    const std::int64_t card = rows_.add_card(transaction, 1);
    id = credentials::prepare(transaction, credential(card, CredentialKind::printed, 17)).value();
  });
  ASSERT_EQ(prepared.size(), 1U);
  EXPECT_EQ(prepared[0].credential.index, 17);
  EXPECT_EQ(prepared[0].credential.token_hash, std::nullopt);

  const auto issued = announced<CredentialChanged>([&](Transaction& transaction) {
    EXPECT_TRUE(
        credentials::record_issued(transaction, id, digest_of("t"), as_bytes("t"), test_time()));
  });
  ASSERT_EQ(issued.size(), 1U);
  EXPECT_EQ(issued[0].credential.token_hash, digest_of("t"));

  const auto voided = announced<CredentialChanged>([&](Transaction& transaction) {
    credentials::void_credential(transaction, id, test_time());
  });
  ASSERT_EQ(voided.size(), 1U);
  EXPECT_EQ(voided[0].credential.state, CredentialState::voided);

  std::vector<CredentialFacts> all;
  store().read([&](Snapshot& snapshot) {
    credentials::for_each_facts(snapshot,
                                [&](const CredentialFacts& found) { all.push_back(found); });
  });
  EXPECT_EQ(all, std::vector{voided[0].credential});
}

PartnerKey secret_key(const std::string& partner) {
  return {.id = 0,
          .partner_id = partner,
          .hash = digest_of("key"),
          .created_at = test_time(),
          .label = "the ward's",
          .scopes = {PartnerScope::verify}};
}

TEST_F(Events, TellTheWholeOfAPartnerAndItsKeys) {
  const auto added = announced<PartnerChanged>(
      [](Transaction& transaction) { EXPECT_TRUE(partners::add(transaction, hospital())); });
  ASSERT_EQ(added.size(), 1U);
  EXPECT_EQ(added[0].partner, hospital());
  EXPECT_TRUE(announced<PartnerChanged>([](Transaction& transaction) {
                EXPECT_FALSE(partners::add(transaction, hospital()));
              }).empty());

  Partner suspended = hospital();
  suspended.suspended_at = test_time();
  suspended.suspended_reason = "audit";
  suspended.bearers = Bearers::refused;
  suspended.shows = {CardField::number, CardField::category};
  const auto changed = announced<PartnerChanged>(
      [&](Transaction& transaction) { partners::update(transaction, suspended); });
  ASSERT_EQ(changed.size(), 1U);
  EXPECT_EQ(changed[0].partner, suspended);
  EXPECT_EQ(store().read(partners::list), std::vector{suspended});
  EXPECT_EQ(store().read([](Snapshot& s) { return partners::find(s, "yichuan-first"); }),
            suspended);

  std::int64_t key = 0;
  const auto keyed = announced<PartnerKeyChanged>([&](Transaction& transaction) {
    key = partners::add_key(transaction, secret_key(suspended.id)).value();
    EXPECT_FALSE(partners::add_key(transaction, secret_key(suspended.id)));
  });
  ASSERT_EQ(keyed.size(), 1U);
  PartnerKey expected = secret_key(suspended.id);
  expected.id = key;
  EXPECT_EQ(keyed[0].key, expected);
  const auto revoked = announced<PartnerKeyChanged>([&](Transaction& transaction) {
    EXPECT_FALSE(partners::revoke_key(transaction, "another", key, test_time()));
    EXPECT_TRUE(partners::revoke_key(transaction, suspended.id, key, test_time()));
    EXPECT_FALSE(partners::revoke_key(transaction, suspended.id, key, test_time()));
  });
  ASSERT_EQ(revoked.size(), 1U);
  EXPECT_EQ(revoked[0].key.revoked_at, test_time());
  EXPECT_EQ(store().read(partners::all_keys), std::vector{revoked[0].key});
  EXPECT_EQ(store().read([](Snapshot& s) { return partners::keys(s, "another"); }).size(), 0U);
}

TEST_F(Events, TellAPartnerWithItsSites) {
  const PartnerSite east{.code = "east", .name = "东院区", .created_at = test_time()};
  const auto opened = announced<PartnerChanged>([&](Transaction& transaction) {
    EXPECT_TRUE(partners::add(transaction, hospital()));
    EXPECT_TRUE(partners::add_site(transaction, hospital().id, east));
    EXPECT_FALSE(partners::add_site(transaction, hospital().id, east));
  });
  ASSERT_EQ(opened.size(), 2U);
  EXPECT_EQ(opened[1].partner.sites, std::vector{east});
  const auto closed = announced<PartnerChanged>([&](Transaction& transaction) {
    EXPECT_FALSE(partners::close_site(transaction, "another", "east", test_time()));
    EXPECT_TRUE(partners::close_site(transaction, hospital().id, "east", test_time()));
    EXPECT_FALSE(partners::close_site(transaction, hospital().id, "east", test_time()));
  });
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].partner.sites.at(0).closed_at, test_time());
  EXPECT_EQ(store().read(partners::list), std::vector{closed[0].partner});
}

TEST_F(Events, LetTheUseOfAKeyBeNotedWithoutALeaf) {
  const std::int64_t key = test::with_leaf(store(), [](Transaction& transaction) {
    EXPECT_TRUE(partners::add(transaction, hospital()));
    return partners::add_key(transaction, secret_key(hospital().id)).value();
  });
  const auto last_use = [&] {
    return store().read(
        [](Snapshot& s) { return partners::keys(s, hospital().id).at(0).last_used_at; });
  };
  EXPECT_EQ(last_use(), std::nullopt);
  for (const int minutes : {5, 3}) {  // what comes late does not take it back
    store().write([&](Transaction& transaction) {
      partners::note_key_use(transaction, key, test_time() + std::chrono::minutes(minutes));
      return 0;
    });
  }
  EXPECT_EQ(last_use(), test_time() + std::chrono::minutes(5));
}

TEST_F(Events, AreForgottenWithTheChangeThatIsUndone) {
  seen_.clear();
  EXPECT_THROW(store().write([&](Transaction& transaction) -> int {
    settings::put(transaction, "a", "b");
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_TRUE(seen_.empty());
}

}  // namespace
}  // namespace servicecard::store
