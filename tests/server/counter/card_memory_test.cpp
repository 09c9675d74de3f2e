#include "server/counter/card_memory.h"

#include <random>
#include <set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/credential/wallet_token.h"
#include "server/store/sqlite/backend.h"
#include "server/store/status_lists.h"
#include "tests/server/counter/county.h"
#include "tests/server/store/faulty_memory.h"
#include "tests/support/fixed_random.h"

namespace servicecard::counter {
namespace {

using test::County;
using test::CountyCard;

// What the database says a token at that place is worth.
CardStatus expected_status(store::Reader& reader, const store::Credential& credential) {
  const CardState card = store::cards::find(reader, credential.card_id)->state;
  if (credential.state == store::CredentialState::prepared) return CardStatus::other_token;
  switch (card) {
    case CardState::prepared:
      return CardStatus::no_such_reference;
    case CardState::active:
      return credential.state == store::CredentialState::voided ? CardStatus::superseded
                                                                : CardStatus::active;
    case CardState::lost:
      return CardStatus::lost;
    case CardState::suspended:
      return CardStatus::suspended;
    case CardState::revoked:
      return CardStatus::revoked;
    case CardState::superseded:
      return CardStatus::superseded;
  }
  std::unreachable();
}

void expect_equals_database(County& county, const CardMemory& memory) {
  county.database.store().read([&](store::Snapshot& snapshot) {
    StatusList list = StatusList::all_valid(1024);
    store::status_lists::for_each_entry(snapshot, 1, [&](const store::StatusEntry& entry) {
      const bool voided = entry.credential == store::CredentialState::voided;
      list.set(static_cast<std::uint64_t>(entry.index),
               voided ? Status::invalid : static_cast<Status>(status_value(entry.card)));
    });
    const CardMemory::ListSize size{
        .number = 1, .capacity = 1024, .unused = store::UnusedIndex::valid};
    EXPECT_EQ(memory.status_lists({&size, 1}).at(0), list);
    for (const store::Card& card : store::cards::list(snapshot, {}, {.limit = 1000})) {
      const auto known = memory.find(card.number);
      ASSERT_TRUE(known) << card.number.str();
      EXPECT_EQ(known->id, card.id);
      EXPECT_EQ(known->state, card.state);
      EXPECT_EQ(known->validity, card.validity);
      for (const store::Credential& credential : store::credentials::of_card(snapshot, card.id)) {
        const StatusReference place{.uri = county.ring->issuer().status_list_uri(1),
                                    .index = static_cast<std::uint64_t>(credential.index)};
        const Sha256 hash = credential.token_hash.value_or(Sha256{});
        EXPECT_EQ(memory.status({.reference = place, .token_hash = hash, .now = {}, .max_age = {}}),
                  expected_status(snapshot, credential))
            << card.number.str();
      }
    }
  });
}

// Any move that the rules allow, or another wallet token in the place of the first.
void change_at_random(County& county, const CountyCard& card, std::mt19937& random) {
  test::with_leaf(county.database.store(), [&](store::Transaction& transaction) {
    const CardState state = store::cards::find(transaction, card.id)->state;
    const auto moved = next(state, all_card_acts[random() % all_card_acts.size()]);
    if (moved) {
      store::cards::move(transaction, card.id, *moved, "delisted", test::test_time());
    } else if (const auto wallet = store::credentials::issued(transaction, card.id,
                                                              store::CredentialKind::wallet)) {
      store::credentials::void_credential(transaction, wallet->id, test::test_time());
    }
    return 0;
  });
}

TEST(CardMemory, EqualsTheDatabaseAfterAnyChangesAndAfterARestart) {
  County county;
  std::vector<CountyCard> issued;
  for (int n = 1; n <= 30; ++n) issued.push_back(county.issue({.n = n}));
  std::mt19937 random(7);  // the same in every run
  for (int change = 0; change < 200; ++change) {
    change_at_random(county, issued[random() % issued.size()], random);
  }
  expect_equals_database(county, county.cards);

  // What another process would read at its start.
  test::FixedRandom fixed(2);
  store::Store second(store::sqlite::backend(county.database.file()), fixed);
  const CardMemory read(second, county.ring->issuer());
  expect_equals_database(county, read);
}

TEST(CardMemory, KnowsATokenByItsPlaceAndItsHashAlone) {
  County county;
  const CountyCard card = county.issue();
  const CountyCard other = county.issue({.n = 2});
  const Sha256 hash = WalletToken::parse(card.wallet)->token_hash();
  const auto status = [&](const StatusReference& place, const Sha256& token) {
    return county.cards.status({.reference = place, .token_hash = token, .now = {}, .max_age = {}});
  };
  const StatusReference place = card.claims.status;
  EXPECT_EQ(status(place, hash), CardStatus::active);
  EXPECT_EQ(status(other.claims.status, hash), CardStatus::other_token);
  EXPECT_EQ(status(place, Sha256{}), CardStatus::other_token);
  EXPECT_EQ(status({.uri = place.uri, .index = 999}, Sha256{}), CardStatus::no_such_reference);
  EXPECT_EQ(status({.uri = place.uri, .index = ~std::uint64_t{0}}, hash),
            CardStatus::no_such_reference);
  EXPECT_EQ(status({.uri = county.ring->issuer().status_list_uri(2), .index = place.index}, hash),
            CardStatus::no_such_reference);
  EXPECT_EQ(status({.uri = "https://other.example/status-lists/1", .index = place.index}, hash),
            CardStatus::no_such_reference);
}

TEST(CardMemory, DoesNotTakeAnythingForATokenThatIsNotSignedYet) {
  County county;
  const CountyCard card = county.issue();
  test::with_leaf(county.database.store(), [&](store::Transaction& transaction) {
    const auto wallet =
        store::credentials::issued(transaction, card.id, store::CredentialKind::wallet);
    store::credentials::void_credential(transaction, wallet->id, test::test_time());
    return store::credentials::prepare(
               transaction, test::credential(card.id, store::CredentialKind::wallet, 500))
        .value();
  });
  const StatusReference place{.uri = card.claims.status.uri, .index = 500};
  EXPECT_EQ(
      county.cards.status({.reference = place, .token_hash = Sha256{}, .now = {}, .max_age = {}}),
      CardStatus::other_token);
  EXPECT_FALSE(county.cards.find(place, Sha256{}));
}

TEST(CardMemory, KeepsManyNumbersApart) {
  County county;
  std::set<std::string> seen;
  for (int n = 1; n <= 40; ++n) seen.insert(county.issue({.n = n}).number.str());
  EXPECT_EQ(seen.size(), 40U);
  EXPECT_FALSE(county.cards.find(test::number(41)));
}

// The n-th allocation fails while the memory takes up the card at which it has to grow.
TEST(CardMemory, KnowsACardThatItFoundNoMemoryForAtFirst) {
  constexpr int before = 512;
  bool faulty = true;
  for (int n = 1; faulty; ++n) {
    SCOPED_TRACE(n);
    test::TestStore database;
    const test::SampleRows rows(database.store());
    test::FaultyMemory machine;
    bool armed = false;
    database.store().observe([&](std::span<const store::Event>) {
      if (std::exchange(armed, false)) machine.fail(n);
    });
    const CardMemory memory(database.store(), Issuer::parse("https://card.example.cn").value());
    const auto add = [&](int first, int last) {
      test::with_leaf(database.store(), [&](store::Transaction& transaction) {
        std::int64_t id = 0;
        for (int card = first; card <= last; ++card) id = rows.add_card(transaction, card);
        return id;
      });
    };
    add(1, before);
    armed = true;
    add(before + 1, before + 1);
    faulty = machine.mend();
    EXPECT_TRUE(memory.find(test::number(before + 1)));
    EXPECT_TRUE(memory.find(test::number(1)));
    database.close();
  }
}

}  // namespace
}  // namespace servicecard::counter
