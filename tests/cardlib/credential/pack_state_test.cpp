#include "cardlib/credential/pack_state.h"

#include <chrono>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_pack.h"

namespace servicecard {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

class PackStateTest : public testing::Test {
 protected:
  PackStateTest() {
    pack_.content.sequence = 10;
    pack_.trust_list.sequence = 4;
  }
  [[nodiscard]] static std::string name_of(const PackState& state, const OfflinePack& pack) {
    const auto next = state.after(pack);
    return next ? "taken" : std::string(to_string(next.error()));
  }

  const Time now_ = test::sample_now();
  const test::TestTrust trust_{now_ - days(1)};
  test::TestPack pack_{trust_, now_};
};

TEST_F(PackStateTest, ReadsBackWhatItWrote) {
  const PackState state = PackState::first(pack_.open());
  EXPECT_EQ(state.latest(), now_);
  const auto back = PackState::read(as_bytes(state.bytes()));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(*back, state);
  EXPECT_EQ(back->bytes(), state.bytes());
}

TEST_F(PackStateTest, TakesTheSamePackAgain) {
  const OfflinePack pack = pack_.open();
  const PackState state = PackState::first(pack);
  EXPECT_EQ(name_of(state, pack), "taken");
  EXPECT_EQ(*state.after(pack), state);
}

TEST_F(PackStateTest, TakesANewerPackAndRemembersIt) {
  const PackState state = PackState::first(pack_.open());
  const OfflinePack old = pack_.open();
  pack_.content.sequence = 11;
  pack_.content.issued_at += hours(1);
  const OfflinePack newer = pack_.open();
  // The same trust list, signed again, has other octets: take the old one's.
  EXPECT_EQ(name_of(state, newer), "other_trust_list");
  pack_.trust_list.sequence = 5;
  const auto next = state.after(pack_.open());
  ASSERT_TRUE(next.has_value());
  EXPECT_EQ(next->latest(), now_ + hours(1));
  EXPECT_EQ(name_of(*next, old), "older_trust_list");
}

/// Packs around one and the same trust list token.
class PackStateListTest : public PackStateTest {
 protected:
  [[nodiscard]] OfflinePack open() const {
    PackContent content = pack_.content;
    content.status_lists.push_back(pack_.list());
    return OfflinePack::open(
               OfflinePack::make(content, list_, trust_.signer(KeyPurpose::pack)).value(),
               trust_.root().public_key())
        .value();
  }

  const TrustList list_ = trust_.list();
};

TEST_F(PackStateListTest, RefusesAnOlderPack) {
  const PackState state = PackState::first(open());
  pack_.content.sequence = 9;
  EXPECT_EQ(name_of(state, open()), "older_pack");
}

TEST_F(PackStateListTest, RefusesAnotherPackOfTheSameNumber) {
  const PackState state = PackState::first(open());
  EXPECT_EQ(name_of(state, open()), "other_pack");
  pack_.content.issued_at += seconds(1);
  EXPECT_EQ(name_of(state, open()), "other_pack");
}

TEST_F(PackStateListTest, RefusesANewerNumberThatWasIssuedEarlier) {
  const PackState state = PackState::first(open());
  pack_.content.sequence = 11;
  pack_.content.issued_at -= seconds(1);
  pack_.list_issued_at -= seconds(1);
  EXPECT_EQ(name_of(state, open()), "older_issue");
  pack_.content.issued_at += seconds(1);
  EXPECT_EQ(name_of(state, open()), "taken");
}

TEST_F(PackStateTest, RefusesThePackOfAnotherIssuer) {
  const PackState state = PackState::first(pack_.open());
  pack_.trust_list.issuer = Issuer::parse("https://card.other.example").value();
  pack_.trust_list.sequence = 5;
  pack_.content.sequence = 11;
  EXPECT_EQ(name_of(state, pack_.open()), "other_issuer");
}

TEST_F(PackStateTest, NeverTakesACorruptedStateForAFreshOne) {
  const std::string bytes = PackState::first(pack_.open()).bytes();
  const auto error_of = [](std::string_view text) {
    const auto state = PackState::read(as_bytes(text));
    return state ? "read" : "corrupted";
  };
  EXPECT_EQ(error_of(bytes), std::string_view("read"));
  EXPECT_EQ(error_of(bytes + "\n"), std::string_view("corrupted"));
  EXPECT_EQ(error_of("{}"), std::string_view("corrupted"));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ASSERT_EQ(PackState::read(as_bytes(bytes.substr(0, size))).error(), PackStateError::corrupted);
  }
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] =
        static_cast<char>(static_cast<unsigned char>(flipped[bit / 8]) ^ (1U << (bit % 8)));
    ASSERT_EQ(PackState::read(as_bytes(flipped)).error(), PackStateError::corrupted) << bit;
  }
}

TEST_F(PackStateTest, ReadsNoStateThatLacksAMember) {
  const json::object good = json::parse_object(PackState::first(pack_.open()).bytes()).value();
  for (const auto& member : good) {
    SCOPED_TRACE(std::string_view(member.key()));
    json::object spoilt = good;
    spoilt.erase(member.key());
    EXPECT_FALSE(PackState::read(as_bytes(json::serialize(spoilt))).has_value());
  }
}

}  // namespace
}  // namespace servicecard
