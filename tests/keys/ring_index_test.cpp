#include "keys/ring_index.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/keys/ring_fixture.h"
#include "tests/support/test_signer.h"

namespace servicecard::keys {
namespace {

using servicecard::test::TestSigner;
using test::issuer;
using test::start;

constexpr std::chrono::seconds later{1000};

VerificationKey fresh_key() { return TestSigner().public_key(); }

TrustedKey key_in(KeyState state, KeyPurpose purpose = KeyPurpose::card) {
  return {.key = fresh_key(),
          .purpose = purpose,
          .state = state,
          .created = start,
          .since = start,
          .expires = start + std::chrono::days(1000)};
}

RingIndex ring_of(std::vector<TrustedKey> keys) {
  RingIndex index{.issuer = issuer(), .root = fresh_key(), .next_root = {}, .records = {}};
  for (TrustedKey& key : keys) index.records.push_back({.key = std::move(key), .reason = {}});
  return index;
}

TrustList list_of(std::vector<TrustedKey> keys, std::uint64_t sequence = 1) {
  const TestSigner root;
  const TrustListContent content{.issuer = issuer(),
                                 .sequence = sequence,
                                 .issued_at = start,
                                 .expires = start + later,
                                 .keys = std::move(keys),
                                 .next_root = {}};
  return TrustList::read(TrustList::sign(content, root).value(), root.public_key()).value();
}

enum class Move { activate, retire, revoke };

std::expected<void, MoveError> apply(Move move, RingIndex& index, const std::string& kid) {
  switch (move) {
    case Move::activate:
      return activate_key(index, kid, start + later);
    case Move::retire:
      return retire_key(index, kid, start + later);
    case Move::revoke:
      return revoke_key(index, kid, RevocationReason::lost, start + later);
  }
  return {};
}

TEST(RingMove, IsLegalFromTheseStatesAlone) {
  const struct {
    Move move = Move::activate;
    KeyState from = KeyState::pending;
    std::optional<KeyState> to;
  } rows[] = {
      {Move::activate, KeyState::pending, KeyState::active},
      {Move::activate, KeyState::active, {}},
      {Move::activate, KeyState::retired, {}},
      {Move::activate, KeyState::revoked, {}},
      {Move::retire, KeyState::pending, {}},
      {Move::retire, KeyState::active, KeyState::retired},
      {Move::retire, KeyState::retired, {}},
      {Move::retire, KeyState::revoked, {}},
      {Move::revoke, KeyState::pending, KeyState::revoked},
      {Move::revoke, KeyState::active, KeyState::revoked},
      {Move::revoke, KeyState::retired, KeyState::revoked},
      {Move::revoke, KeyState::revoked, {}},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(std::to_string(static_cast<int>(row.move)) + " " +
                 std::string(to_string(row.from)));
    RingIndex index = ring_of({key_in(row.from)});
    const std::string before = ring_text(index);
    const auto moved = apply(row.move, index, index.records[0].key.key.kid());
    ASSERT_EQ(moved.has_value(), row.to.has_value());
    if (row.to) {
      EXPECT_EQ(index.records[0].key.state, *row.to);
      EXPECT_EQ(index.records[0].key.since, start + later);
      EXPECT_EQ(index.records[0].reason.has_value(), row.move == Move::revoke);
    } else {
      EXPECT_EQ(moved.error(), MoveError::illegal_move);
      EXPECT_EQ(ring_text(index), before);
    }
  }
}

TEST(RingMove, NeedsAKeyOfTheRing) {
  for (const Move move : {Move::activate, Move::retire, Move::revoke}) {
    RingIndex index = ring_of({key_in(KeyState::active)});
    EXPECT_EQ(apply(move, index, fresh_key().kid()).error(), MoveError::unknown_key);
  }
}

TEST(RingMove, ActivatingRetiresTheFormerKeyOfThatPurposeAlone) {
  RingIndex index = ring_of({key_in(KeyState::active), key_in(KeyState::active, KeyPurpose::pack),
                             key_in(KeyState::pending)});
  ASSERT_TRUE(activate_key(index, index.records[2].key.key.kid(), start + later));
  EXPECT_EQ(index.records[0].key.state, KeyState::retired);
  EXPECT_EQ(index.records[0].key.since, start + later);
  EXPECT_EQ(index.records[1].key.state, KeyState::active);
  EXPECT_EQ(index.records[2].key.state, KeyState::active);
}

TEST(RingMove, OneKeyOfAPurposeWaitsAtATime) {
  RingIndex index = ring_of({key_in(KeyState::active)});
  EXPECT_TRUE(add_pending(index, key_in(KeyState::pending)));
  EXPECT_EQ(add_pending(index, key_in(KeyState::pending)).error(), MoveError::pending_exists);
  EXPECT_TRUE(add_pending(index, key_in(KeyState::pending, KeyPurpose::status)));
  EXPECT_EQ(index.records.size(), 3U);
}

TEST(RingIndex, FollowsAListForwardAndNeverBack) {
  for (const KeyState ours : all_key_states) {
    for (const KeyState listed : all_key_states) {
      SCOPED_TRACE(std::string(to_string(ours)) + " " + std::string(to_string(listed)));
      RingIndex index = ring_of({key_in(ours)});
      TrustedKey key = index.records[0].key;
      key.state = listed;
      key.since = start + later;
      follow(index, list_of({key}));
      EXPECT_EQ(index.records[0].key.state, std::max(ours, listed));
      EXPECT_EQ(index.records[0].key.since, listed > ours ? start + later : start);
    }
  }
}

TEST(RingIndex, AsksForEveryKeyInTheNextList) {
  const RingIndex index = ring_of({key_in(KeyState::active), key_in(KeyState::pending)});
  const TrustListContent first = next_list(index, nullptr, start, later);
  EXPECT_EQ(first.sequence, 1U);
  EXPECT_EQ(first.issuer, issuer());
  EXPECT_EQ(first.issued_at, start);
  EXPECT_EQ(first.expires, start + later);
  ASSERT_EQ(first.keys.size(), 2U);
  EXPECT_EQ(first.keys[0].key, index.records[0].key.key);
  EXPECT_EQ(first.keys[1].state, KeyState::pending);
}

TEST(RingIndex, KeepsInTheNextListWhatOnlyTheListKnows) {
  const RingIndex index = ring_of({key_in(KeyState::active)});
  const TrustList current =
      list_of({key_in(KeyState::active), key_in(KeyState::active, KeyPurpose::status),
               key_in(KeyState::revoked)},
              7);
  const TrustListContent next = next_list(index, &current, start + later, later);
  EXPECT_EQ(next.sequence, 8U);
  ASSERT_EQ(next.keys.size(), 4U);
  EXPECT_EQ(next.keys[1].state, KeyState::retired) << "the ring has the active key of its purpose";
  EXPECT_EQ(next.keys[2].state, KeyState::active);
  EXPECT_EQ(next.keys[3].state, KeyState::revoked);
}

RingIndex sample() {
  RingIndex index = ring_of({key_in(KeyState::active), key_in(KeyState::pending),
                             key_in(KeyState::retired), key_in(KeyState::revoked)});
  index.records[3].reason = RevocationReason::compromised;
  index.next_root = fresh_key();
  return index;
}

TEST(RingText, IsReadBackToTheSameText) {
  const std::string text = ring_text(sample());
  const auto read = read_ring_text(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(ring_text(*read), text);
  EXPECT_EQ(read->records[3].reason, RevocationReason::compromised);
  EXPECT_TRUE(read->next_root);
}

TEST(RingText, CutAtAnyOctetIsDamaged) {
  const std::string text = ring_text(sample());
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_EQ(read_ring_text(std::string_view(text).substr(0, size)).error(), FileError::damaged);
  }
}

TEST(RingText, WithAnyBitFlippedIsDamagedOrSaysSomethingElse) {
  const std::string text = ring_text(sample());
  std::size_t other = 0;
  for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
    std::string altered = text;
    altered[bit / 8] =
        static_cast<char>(static_cast<unsigned char>(altered[bit / 8]) ^ (1U << (bit % 8)));
    const auto read = read_ring_text(altered);
    if (!read) {
      EXPECT_EQ(read.error(), FileError::damaged);
    } else {
      EXPECT_EQ(ring_text(*read), altered);
      ++other;
    }
  }
  EXPECT_LT(other, 500U) << "digits of dates, letters of the issuer's name";
}

TEST(RingText, OfAnInconsistentRingIsDamaged) {
  const auto damaged = [](const RingIndex& index) {
    return read_ring_text(ring_text(index)) == std::unexpected(FileError::damaged);
  };
  EXPECT_TRUE(damaged(ring_of({key_in(KeyState::active), key_in(KeyState::active)})));
  EXPECT_TRUE(damaged(ring_of({key_in(KeyState::pending), key_in(KeyState::pending)})));
  EXPECT_TRUE(damaged(ring_of({key_in(KeyState::active, KeyPurpose::root)})));

  RingIndex index = ring_of({key_in(KeyState::active)});
  index.records[0].reason = RevocationReason::lost;
  EXPECT_TRUE(damaged(index)) << "a reason without a revocation";

  index = ring_of({key_in(KeyState::active)});
  index.records.push_back(index.records[0]);
  index.records[1].key.state = KeyState::retired;
  EXPECT_TRUE(damaged(index)) << "one key twice";

  index = ring_of({key_in(KeyState::active)});
  index.root = index.records[0].key.key;
  EXPECT_TRUE(damaged(index)) << "the root as a key of the ring";

  index = ring_of({});
  index.next_root = index.root;
  EXPECT_TRUE(damaged(index)) << "the root as its own successor";

  index = ring_of({key_in(KeyState::active)});
  index.records[0].key.expires = start;
  EXPECT_TRUE(damaged(index)) << "a key that ends when it begins";
}

TEST(RingText, TakesNoOtherSpelling) {
  const std::string text = ring_text(ring_of({key_in(KeyState::active)}));
  const auto damaged = [](const std::string& altered) {
    return !read_ring_text(altered).has_value();
  };
  EXPECT_FALSE(damaged(text));
  EXPECT_TRUE(damaged(text + "\n"));
  EXPECT_TRUE(damaged(" " + text));
  EXPECT_TRUE(damaged(R"({"more":1,)" + text.substr(1)));
  EXPECT_TRUE(damaged(R"({"version":1,)" + text.substr(1)));
}

TEST(KeyFileName, NamesPurposeAndKeyAndNoFolder) {
  const TrustedKey key = key_in(KeyState::active, KeyPurpose::status);
  EXPECT_EQ(key_file_name(key), "status-" + key.key.kid().substr(0, 8) + ".pem");
}

TEST(RevocationReason, IsReadByItsName) {
  for (const RevocationReason reason : all_revocation_reasons) {
    EXPECT_EQ(parse_revocation_reason(to_string(reason)), reason);
  }
  EXPECT_EQ(parse_revocation_reason("unspecified"), std::nullopt);
}

}  // namespace
}  // namespace servicecard::keys
