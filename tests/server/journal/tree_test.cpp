#include "server/journal/tree.h"

#include <array>
#include <bit>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/hex.h"

namespace servicecard::journal {
namespace {

using test::from_hex;
using test::to_hex;

// RFC 6962 §2.1, word for word: the split is at the largest power of two below n.
Sha256 root_by_definition(std::span<const Sha256> leaf_hashes) {
  if (leaf_hashes.empty()) return sha256(std::string_view{});
  if (leaf_hashes.size() == 1) return leaf_hashes.front();
  const std::size_t split = std::bit_floor(leaf_hashes.size() - 1);
  return hash_of_children(root_by_definition(leaf_hashes.first(split)),
                          root_by_definition(leaf_hashes.subspan(split)));
}

Sha256 raw_leaf_hash(BytesView input) {
  constexpr std::uint8_t leaf_prefix = 0;
  return sha256({BytesView(&leaf_prefix, 1), input});
}

// The eight inputs that implementations of certificate transparency test with, and their roots.
constexpr std::array<std::string_view, 8> inputs = {"",
                                                    "00",
                                                    "10",
                                                    "2021",
                                                    "3031",
                                                    "40414243",
                                                    "5051525354555657",
                                                    "606162636465666768696a6b6c6d6e6f"};
constexpr std::array<std::string_view, 9> roots = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

TEST(Tree, HasTheRootsOfTheCertificateTransparencyExamples) {
  Tree tree;
  EXPECT_EQ(to_hex(tree.root()), roots[0]);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    tree.append(raw_leaf_hash(from_hex(inputs[i])));
    EXPECT_EQ(tree.size(), i + 1);
    EXPECT_EQ(to_hex(tree.root()), roots[i + 1]) << "after " << i + 1 << " leaves";
  }
}

TEST(Tree, HasTheRootOfTheDefinitionAtEverySize) {
  Tree tree;
  std::vector<Sha256> leaf_hashes;
  for (int i = 0; i < 130; ++i) {
    leaf_hashes.push_back(raw_leaf_hash(as_bytes(std::to_string(i))));
    tree.append(leaf_hashes.back());
    ASSERT_EQ(tree.root(), root_by_definition(leaf_hashes)) << "after " << i + 1 << " leaves";
  }
}

TEST(Tree, GoesOnFromItsState) {
  Tree tree;
  for (int i = 0; i < 40; ++i) {
    const auto restored = Tree::restore(tree.size(), tree.state());
    ASSERT_TRUE(restored);
    EXPECT_EQ(*restored, tree);
    tree.append(raw_leaf_hash(as_bytes(std::to_string(i))));
  }
}

TEST(Tree, RefusesAStateOfAnotherSize) {
  Tree tree;
  for (int i = 0; i < 3; ++i) tree.append(Sha256{});
  const Bytes state = tree.state();
  EXPECT_EQ(Tree::restore(4, state).error(), TreeError::malformed);
  EXPECT_EQ(Tree::restore(3, BytesView(state).first(63)).error(), TreeError::malformed);
  EXPECT_EQ(Tree::restore(0, state).error(), TreeError::malformed);
}

}  // namespace
}  // namespace servicecard::journal
