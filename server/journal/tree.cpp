#include "server/journal/tree.h"

#include <algorithm>
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
  if (state.size() != tree.count() * width) return std::unexpected(TreeError::malformed);
  for (Sha256& subtree : std::span(tree.subtrees_).first(tree.count())) {
    std::ranges::copy(state.first(width), subtree.begin());
    state = state.subspan(width);
  }
  return tree;
}

void Tree::append(const Sha256& leaf_hash) {
  // As in binary counting: each carry joins the two smallest subtrees, which are equal in size.
  Sha256 carried = leaf_hash;
  std::size_t last = count();
  for (std::uint64_t bits = size_; (bits & 1) != 0; bits >>= 1) {
    carried = hash_of_children(subtrees_[--last], carried);
  }
  subtrees_[last] = carried;
  ++size_;
}

Sha256 Tree::root() const {
  if (size_ == 0) return sha256(std::string_view{});
  std::size_t i = count() - 1;
  Sha256 root = subtrees_[i];
  while (i > 0) root = hash_of_children(subtrees_[--i], root);
  return root;
}

Bytes Tree::state() const {
  Bytes state;
  for (const Sha256& subtree : subtrees())
    state.insert(state.end(), subtree.begin(), subtree.end());
  return state;
}

bool Tree::operator==(const Tree& other) const {
  return size_ == other.size_ && std::ranges::equal(subtrees(), other.subtrees());
}

}  // namespace servicecard::journal
