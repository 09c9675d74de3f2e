#include "server/journal/leaf.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/hex.h"

namespace servicecard::journal {
namespace {

using test::from_hex;

Leaf example() {
  Leaf leaf{.sequence = 7,
            .time = std::chrono::sys_seconds(std::chrono::seconds(1'700'000'000)),
            .actor = "li",
            .kind = "card.lost",
            .subject = "card:1",
            .commitment = {}};
  leaf.commitment.fill(0xab);
  return leaf;
}

// The array written out octet by octet, as RFC 8949 §4.2.1 has it.
TEST(Leaf, HashesItsDeterministicCborBehindAZero) {
  const Bytes encoded = from_hex(
      "86"
      "07"
      "1a6553f100"
      "626c69"
      "69636172642e6c6f7374"
      "66636172643a31"
      "5820abababababababababababababababababababababababababababababababab");
  const Bytes prefix = {0};
  EXPECT_EQ(hash_of(example()), sha256({prefix, encoded}));
}

TEST(Leaf, HashesEveryMember) {
  const Sha256 original = hash_of(example());
  const std::vector<std::pair<std::string, std::function<void(Leaf&)>>> changes = {
      {"sequence", [](Leaf& leaf) { leaf.sequence = 8; }},
      {"time", [](Leaf& leaf) { leaf.time += std::chrono::seconds(1); }},
      {"actor", [](Leaf& leaf) { leaf.actor = "wang"; }},
      {"kind", [](Leaf& leaf) { leaf.kind = "card.found"; }},
      {"subject", [](Leaf& leaf) { leaf.subject = "card:2"; }},
      {"commitment", [](Leaf& leaf) { leaf.commitment.back() ^= 1; }},
      {"a character that moves to its neighbour",
       [](Leaf& leaf) {
         leaf.actor = "lic";
         leaf.kind = "ard.lost";
       }},
  };
  for (const auto& [member, change] : changes) {
    SCOPED_TRACE(member);
    Leaf leaf = example();
    change(leaf);
    EXPECT_NE(hash_of(leaf), original);
  }
}

TEST(Commitment, DependsOnContentAndKey) {
  const ContentKey key{1};
  const ContentKey another{2};
  EXPECT_EQ(commit_to("content", key), commit_to("content", key));
  EXPECT_NE(commit_to("content", key), commit_to("content", another));
  EXPECT_NE(commit_to("content", key), commit_to("contents", key));
}

}  // namespace
}  // namespace servicecard::journal
