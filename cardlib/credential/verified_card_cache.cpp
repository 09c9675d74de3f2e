#include "cardlib/credential/verified_card_cache.h"

#include <utility>

namespace servicecard {

std::shared_ptr<const VerifiedCard> VerifiedCardCache::find(
    const std::shared_ptr<const TrustList>& trust_list, std::string_view text) {
  const std::scoped_lock lock(mutex_);
  if (trust_list != trust_list_) return nullptr;
  const auto found = by_text_.find(text);
  if (found == by_text_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->card;
}

void VerifiedCardCache::keep(const std::shared_ptr<const TrustList>& trust_list,
                             std::string_view text, std::shared_ptr<const VerifiedCard> card) {
  if (capacity_ == 0) return;
  const std::scoped_lock lock(mutex_);
  take_up(trust_list);
  if (by_text_.contains(text)) return;
  if (entries_.size() == capacity_) {
    by_text_.erase(entries_.back().text);
    entries_.pop_back();
  }
  entries_.push_front({.text = std::string(text), .card = std::move(card)});
  by_text_.emplace(entries_.front().text, entries_.begin());
}

void VerifiedCardCache::take_up(const std::shared_ptr<const TrustList>& trust_list) {
  if (trust_list == trust_list_) return;
  by_text_.clear();
  entries_.clear();
  trust_list_ = trust_list;
}

}  // namespace servicecard
