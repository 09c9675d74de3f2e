#include "server/store/cards.h"

#include <chrono>
#include <set>

#include <gtest/gtest.h>

#include "server/store/credentials.h"
#include "server/store/failure.h"
#include "server/store/status_lists.h"
#include "tests/server/store/sample_rows.h"
#include "tests/server/store/test_store.h"

namespace servicecard::store {
namespace {

using test::credential;
using test::digest_of;
using test::test_time;
using test::with_leaf;

class Cards : public testing::Test {
 protected:
  Store& store() { return test_store_.store(); }

  template <class ChangeFunction>
  auto write(ChangeFunction change) {
    return with_leaf(store(), std::move(change));
  }
  template <class ChangeFunction>
  bool is_refused(ChangeFunction change) {
    try {
      write([&](Transaction& transaction) {
        change(transaction);
        return 0;
      });
      return false;
    } catch (const Failure& failure) {
      return failure.kind() == FailureKind::constraint;
    }
  }
  std::int64_t add_card(int n) {
    return write([&](Transaction& transaction) { return rows_.add_card(transaction, n); });
  }
  void move(std::int64_t id, CardState to) {
    write([&](Transaction& transaction) {
      cards::move(transaction, id, to, "reason", test_time());
      return 0;
    });
  }
  Card card(std::int64_t id) {
    return store().read([&](Snapshot& snapshot) { return cards::find(snapshot, id).value(); });
  }
  NewCard renewal_of(const Card& old) {
    NewCard renewal = rows_.card(old.person_id, 0, 900);
    renewal.application_id = std::nullopt;
    renewal.predecessor_id = old.id;
    renewal.validity = {old.validity.expires, old.validity.expires + std::chrono::days(365)};
    return renewal;
  }

  test::TestStore test_store_;
  test::SampleRows rows_{test_store_.store()};
};

TEST_F(Cards, AreFoundByNumberIdAndApplication) {
  const std::int64_t id = add_card(7);
  const Card found = card(id);
  EXPECT_EQ(found.state, CardState::prepared);
  EXPECT_EQ(found.number, test::number(7));
  const auto [by_number, by_application] = store().read([&](Snapshot& snapshot) {
    return std::pair(cards::find(snapshot, found.number),
                     cards::of_application(snapshot, found.application_id.value()));
  });
  EXPECT_EQ(by_number->id, id);
  EXPECT_EQ(by_application->id, id);
}

TEST_F(Cards, StayEndedOnceTheyEnded) {
  for (const CardState end : {CardState::revoked, CardState::superseded}) {
    SCOPED_TRACE(to_string(end));
    const std::int64_t id = add_card(end == CardState::revoked ? 1 : 2);
    move(id, end);
    EXPECT_TRUE(is_refused([&](Transaction& transaction) {
      cards::move(transaction, id, CardState::active, {}, test_time());
    }));
    EXPECT_EQ(card(id).state, end);
  }
}

TEST_F(Cards, NeedAReasonToBeTakenAway) {
  const std::int64_t id = add_card(1);
  for (const CardState state : {CardState::suspended, CardState::revoked}) {
    EXPECT_TRUE(is_refused([&](Transaction& transaction) {
      cards::move(transaction, id, state, std::nullopt, test_time());
    }));
  }
}

TEST_F(Cards, AreOneAPersonAtATime) {
  const Card first = card(add_card(1));
  for (const CardState live :
       {CardState::prepared, CardState::active, CardState::lost, CardState::suspended}) {
    SCOPED_TRACE(to_string(live));
    move(first.id, live);
    NewCard second = renewal_of(first);
    second.predecessor_id = add_card(100 + static_cast<int>(live));
    second.validity = first.validity;
    EXPECT_TRUE(is_refused([&](Transaction& t) { static_cast<void>(cards::add(t, second)); }));
    second.validity.not_before = first.validity.expires - std::chrono::seconds(1);
    EXPECT_TRUE(is_refused([&](Transaction& t) { static_cast<void>(cards::add(t, second)); }));
  }
}

TEST_F(Cards, FollowOneAnotherInTime) {
  const Card first = card(add_card(1));
  move(first.id, CardState::active);
  const NewCard renewal = renewal_of(first);
  const std::int64_t id =
      write([&](Transaction& transaction) { return cards::add(transaction, renewal); });
  move(id, CardState::active);
  EXPECT_EQ(card(first.id).state, CardState::active);
  EXPECT_EQ(store().read([&](Snapshot& s) { return cards::successor(s, first.id); })->id, id);
  NewCard another = renewal;
  another.number = test::number(901);
  another.validity = {renewal.validity.expires, renewal.validity.expires + std::chrono::days(1)};
  EXPECT_TRUE(is_refused([&](Transaction& t) { static_cast<void>(cards::add(t, another)); }));
}

TEST_F(Cards, ArePreparedBesideTheOneTheyReplaceAndReleasedWhenItIsSuperseded) {
  const Card lost = card(add_card(1));
  move(lost.id, CardState::active);
  move(lost.id, CardState::lost);
  NewCard replacement = renewal_of(lost);
  replacement.validity = lost.validity;
  const std::int64_t id =
      write([&](Transaction& transaction) { return cards::add(transaction, replacement); });
  EXPECT_TRUE(is_refused([&](Transaction& transaction) {
    cards::move(transaction, id, CardState::active, {}, test_time());
  }));
  move(lost.id, CardState::active);  // found, while the other is being made
  write([&](Transaction& transaction) {
    cards::move(transaction, lost.id, CardState::superseded, "replaced", test_time());
    cards::move(transaction, id, CardState::active, {}, test_time());
    return 0;
  });
  EXPECT_EQ(card(id).state, CardState::active);
}

TEST_F(Cards, AreOneAnApplication) {
  const Card first = card(add_card(1));
  const std::int64_t other = write([&](Transaction& t) { return rows_.add_person(t, 2); });
  EXPECT_TRUE(is_refused([&](Transaction& transaction) {
    static_cast<void>(cards::add(transaction, rows_.card(other, first.application_id.value(), 50)));
  }));
}

TEST_F(Cards, AreListedByStateExpiryEnterpriseTextAndKey) {
  const std::int64_t first = add_card(1);
  const std::int64_t second = add_card(2);
  move(second, CardState::active);
  write([&](Transaction& transaction) {
    static_cast<void>(status_lists::open_next(transaction, 100, test_time()));
    return credentials::prepare(transaction, credential(first, CredentialKind::wallet, 5));
  });
  const Time now = test_time() + std::chrono::hours(1);
  const Time later = test_time() + std::chrono::days(365);
  using Ids = std::vector<std::int64_t>;
  const auto listed = [&](CardFilter filter, Page page = {}) {
    if (filter.now == Time{}) filter.now = now;
    Ids ids;
    for (const Card& found :
         store().read([&](Snapshot& s) { return cards::list(s, filter, page); })) {
      ids.push_back(found.id);
    }
    return ids;
  };
  const auto with = [](auto member, const auto& value) {
    CardFilter filter;
    filter.*member = value;
    return filter;
  };
  EXPECT_EQ(listed({}), (Ids{first, second}));
  EXPECT_EQ(listed({}, {.limit = 1, .after = 0}), Ids{first});
  EXPECT_EQ(listed({}, {.limit = 1, .after = first}), Ids{second});
  EXPECT_EQ(listed(with(&CardFilter::state, CardState::active)), Ids{second});
  EXPECT_EQ(listed(with(&CardFilter::enterprise_id, rows_.enterprise_id)), (Ids{first, second}));
  EXPECT_EQ(listed(with(&CardFilter::enterprise_id, rows_.enterprise_id + 1)), Ids{});
  EXPECT_EQ(listed(with(&CardFilter::text, card(second).number.str())), Ids{second});
  EXPECT_EQ(listed(with(&CardFilter::text, "张")), (Ids{first, second}));
  EXPECT_EQ(listed(with(&CardFilter::text, "王")), Ids{});
  EXPECT_EQ(listed(with(&CardFilter::kid, "key")), Ids{first});
  EXPECT_EQ(listed(with(&CardFilter::expiry, ExpiryFilter::expired)), Ids{});
  EXPECT_EQ(listed(with(&CardFilter::expiry, ExpiryFilter::unexpired)), (Ids{first, second}));
  CardFilter expired = with(&CardFilter::expiry, ExpiryFilter::expired);
  expired.now = later;
  EXPECT_EQ(listed(expired), (Ids{first, second}));
}

TEST_F(Cards, CountInTheQuotaWhileLiveAndBegun) {
  const std::int64_t id = add_card(1);
  const auto count = [&](Time now) {
    return store().read(
        [&](Snapshot& snapshot) { return cards::count_live(snapshot, rows_.enterprise_id, now); });
  };
  const Validity validity = card(id).validity;
  EXPECT_EQ(count(validity.not_before - std::chrono::seconds(1)), 0);
  EXPECT_EQ(count(validity.not_before), 1);
  EXPECT_EQ(count(validity.expires - std::chrono::seconds(1)), 1);
  EXPECT_EQ(count(validity.expires), 0);
  move(id, CardState::revoked);
  EXPECT_EQ(count(validity.not_before), 0);
}

class Credentials : public Cards {
 protected:
  Credentials() {
    write([](Transaction& t) { return status_lists::open_next(t, 4, test_time()); });
  }
  std::optional<std::int64_t> prepare(CredentialKind kind, std::int64_t index) {
    return write([&](Transaction& transaction) {
      return credentials::prepare(transaction, credential(card_id_, kind, index));
    });
  }
  void issue(std::int64_t id, const std::string& token) {
    write([&](Transaction& transaction) {
      EXPECT_TRUE(credentials::record_issued(transaction, id, digest_of(token), as_bytes(token),
                                             test_time()));
      return 0;
    });
  }
  std::int64_t card_id_ = add_card(1);
};

TEST_F(Credentials, NeverShareAnIndex) {
  EXPECT_TRUE(prepare(CredentialKind::wallet, 3));
  EXPECT_FALSE(prepare(CredentialKind::printed, 3));
  const auto list = store().read([](Snapshot& s) { return status_lists::open_list(s).value(); });
  EXPECT_EQ(list.used, 1);
  EXPECT_EQ(list.last_expiry, test_time() + std::chrono::days(365));
}

TEST_F(Credentials, AreRecordedBeforeAndAfterTheyAreSigned) {
  const std::int64_t id = prepare(CredentialKind::wallet, 0).value();
  const auto prepared = [&] { return store().read(credentials::prepared); };
  ASSERT_EQ(prepared().size(), 1U);
  EXPECT_EQ(prepared()[0].prepared_sealed, (Bytes{1, 2, 3}));
  EXPECT_EQ(prepared()[0].credential.index, 0);
  issue(id, "token");
  EXPECT_TRUE(prepared().empty());
  const auto issued = store().read([&](Snapshot& snapshot) {
    return credentials::issued(snapshot, card_id_, CredentialKind::wallet);
  });
  ASSERT_TRUE(issued);
  EXPECT_EQ(issued->token_hash, digest_of("token"));
  EXPECT_EQ(store().read([&](Snapshot& s) { return credentials::sealed_token(s, id); }),
            Bytes({'t', 'o', 'k', 'e', 'n'}));
}

TEST_F(Credentials, AreOneOfAKindInForce) {
  const std::int64_t first = prepare(CredentialKind::wallet, 0).value();
  EXPECT_THROW(static_cast<void>(prepare(CredentialKind::wallet, 1)), Failure);
  issue(first, "first");
  const std::int64_t second = prepare(CredentialKind::wallet, 1).value();
  EXPECT_THROW(issue(second, "second"), Failure);
  write([&](Transaction& transaction) {
    credentials::void_credential(transaction, first, test_time());
    EXPECT_TRUE(credentials::record_issued(transaction, second, digest_of("second"),
                                           as_bytes("second"), test_time()));
    EXPECT_FALSE(credentials::record_issued(transaction, first, digest_of("first"),
                                            as_bytes("first"), test_time()));
    return 0;
  });
  const auto all =
      store().read([&](Snapshot& snapshot) { return credentials::of_card(snapshot, card_id_); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].state, CredentialState::voided);
  EXPECT_EQ(all[1].state, CredentialState::issued);
}

TEST_F(Credentials, GiveTheStatusListItsEntries) {
  const std::int64_t id = prepare(CredentialKind::wallet, 2).value();
  issue(id, "token");
  move(card_id_, CardState::active);
  move(card_id_, CardState::suspended);
  std::vector<StatusEntry> entries;
  store().read([&](Snapshot& snapshot) {
    status_lists::for_each_entry(snapshot, 1, [&](StatusEntry entry) { entries.push_back(entry); });
  });
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].index, 2);
  EXPECT_EQ(entries[0].credential, CredentialState::issued);
  EXPECT_EQ(entries[0].card, CardState::suspended);
}

TEST_F(Credentials, DrawFromOneListAtATime) {
  const std::int64_t next =
      write([](Transaction& t) { return status_lists::open_next(t, 8, test_time()); });
  EXPECT_EQ(next, 2);
  const auto [open, first, served] = store().read([](Snapshot& snapshot) {
    return std::tuple(status_lists::open_list(snapshot), status_lists::find(snapshot, 1),
                      status_lists::served(snapshot, test_time()));
  });
  EXPECT_EQ(open->number, 2);
  EXPECT_EQ(first->closed_at, test_time());
  ASSERT_EQ(served.size(), 1U);
  EXPECT_EQ(served[0].number, 2);
}

TEST_F(Credentials, CannotFillAListBeyondItsCapacity) {
  for (int i = 0; i < 4; ++i) {
    issue(prepare(CredentialKind::wallet, i).value(), "token " + std::to_string(i));
    write([&](Transaction& transaction) {
      const auto id = credentials::issued(transaction, card_id_, CredentialKind::wallet)->id;
      credentials::void_credential(transaction, id, test_time());
      return 0;
    });
  }
  EXPECT_THROW(static_cast<void>(prepare(CredentialKind::wallet, 4)), Failure);
}

}  // namespace
}  // namespace servicecard::store
