#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "cardlib/credential/trust_list.h"
#include "cardlib/credential/verified_card.h"

namespace servicecard {

/// Bearer tokens that a verifier found authentic, so that one which is shown again costs no
/// signature. It spares computing and no check: an entry answers for the very text that was
/// verified, disclosures and signature with it, under the very trust list that was in force; time,
/// status and everything else that a question brings are looked at on every hit.
///
/// With another trust list all entries go, so none outlives a state of its key. Of `capacity`
/// entries (some 2 KB each) the one that was unused for longest makes room. Safe to use from
/// several threads; verifiers that share one must have sources of the same reach.
class VerifiedCardCache {
 public:
  explicit VerifiedCardCache(std::size_t capacity) : capacity_(capacity) {}

  /// Null where that text is not known under that list.
  [[nodiscard]] std::shared_ptr<const VerifiedCard> find(
      const std::shared_ptr<const TrustList>& trust_list, std::string_view text);

  void keep(const std::shared_ptr<const TrustList>& trust_list, std::string_view text,
            std::shared_ptr<const VerifiedCard> card);

 private:
  struct Entry {
    std::string text;
    std::shared_ptr<const VerifiedCard> card;
  };

  void take_up(const std::shared_ptr<const TrustList>& trust_list);

  std::size_t capacity_;
  std::mutex mutex_;
  std::shared_ptr<const TrustList> trust_list_;  // held, so that its address is its identity
  std::list<Entry> entries_;                     // the one that was used last comes first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_text_;  // views into entries_
};

}  // namespace servicecard
