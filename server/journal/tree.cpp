#include "server/journal/tree.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <string_view>

namespace servicecard::journal {

Sha256 hash_of_children(const Sha256& left, const Sha256& right) {
  constexpr std::uint8_t node_prefix = 1;
  return sha256({BytesView(&node_prefix, 1), left, right});
}

std::expected<Tree, TreeError> Tree::restore(std::uint64_t size, BytesView state) {
  constexpr std::size_t width = Sha256{}.size();
  Tree tree;
  tree.size_ = size;
  tree.subtrees_.resize(static_cast<std::size_t>(std::popcount(size)));
  if (state.size() != tree.subtrees_.size() * width) return std::unexpected(TreeError::malformed);
  for (Sha256& subtree : tree.subtrees_) {
    std::ranges::copy(state.first(width), subtree.begin());
    state = state.subspan(width);
  }
  return tree;
}

void Tree::append(const Sha256& leaf_hash) {
  // As in binary counting: each carry joins the two smallest subtrees, which are equal in size.
  Sha256 carried = leaf_hash;
  for (std::uint64_t bits = size_; (bits & 1) != 0; bits >>= 1) {
    carried = hash_of_children(subtrees_.back(), carried);
    subtrees_.pop_back();
  }
  subtrees_.push_back(carried);
  ++size_;
}

Sha256 Tree::root() const {
  if (subtrees_.empty()) return sha256(std::string_view{});
  Sha256 root = subtrees_.back();
  for (std::size_t i = subtrees_.size() - 1; i > 0; --i) {
    root = hash_of_children(subtrees_[i - 1], root);
  }
  return root;
}

Bytes Tree::state() const {
  Bytes state;
  for (const Sha256& subtree : subtrees_) state.insert(state.end(), subtree.begin(), subtree.end());
  return state;
}

}  // namespace servicecard::journal
