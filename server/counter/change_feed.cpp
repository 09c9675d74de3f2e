#include "server/counter/change_feed.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <variant>

namespace servicecard::counter {
namespace {

constexpr std::size_t max_batch = 4096;

std::uint64_t random_run(RandomSource& random) {
  std::array<std::uint8_t, 6> octets{};
  random.fill(octets);
  std::uint64_t run = 0;
  for (const std::uint8_t octet : octets) run = 256 * run + octet;
  return run;
}

}  // namespace

ChangeFeed::ChangeFeed(store::Store& store, Issuer issuer, RandomSource& random)
    : issuer_(std::move(issuer)), run_(random_run(random)) {
  store.observe([this](std::span<const store::Event> events) { apply(events); });
}

std::shared_ptr<ChangeFeed::Follower> ChangeFeed::follow(const std::string& partner,
                                                         std::optional<FeedMark> after, Time now) {
  const std::scoped_lock lock(mutex_);
  std::size_t& count = followers_[partner];
  if (count >= max_followers_of_one) return nullptr;
  const std::uint64_t oldest = kept_.empty() ? last_ + 1 : kept_.front().sequence;
  const bool goes_on =
      after && after->run == run_ && after->sequence <= last_ && after->sequence + 1 >= oldest;
  FeedMark mark{.run = run_, .sequence = 0};
  if (goes_on) {
    mark.sequence = after->sequence;
  } else {
    const auto recent = std::ranges::find_if(
        kept_, [&](const StatusEvent& event) { return event.at + told_again >= now; });
    mark.sequence = recent == kept_.end() ? last_ : recent->sequence - 1;
  }
  auto follower = std::make_shared<Follower>(*this, partner, mark, !goes_on);
  ++count;
  return follower;
}

// Whoever follows is woken outside the lock: he asks at once.
void ChangeFeed::apply(std::span<const store::Event> events) {
  std::vector<std::function<void()>> wakes;
  {
    const std::scoped_lock lock(mutex_);
    const std::uint64_t before = last_;
    for (const store::Event& event : events) {
      if (const auto* changed = std::get_if<store::StatusChanged>(&event)) add(*changed);
    }
    if (last_ == before) return;
    for (const auto& [follower, wake] : wakes_) wakes.push_back(wake);
  }
  for (const auto& wake : wakes) wake();
}

void ChangeFeed::add(const store::StatusChanged& changed) {
  kept_.push_back({.sequence = ++last_,
                   .uri = issuer_.status_list_uri(static_cast<std::uint64_t>(changed.list)),
                   .index = changed.index,
                   .status = changed.status,
                   .at = changed.at});
  if (kept_.size() > max_kept) kept_.pop_front();
}

ChangeFeed::Follower::~Follower() {
  const std::scoped_lock lock(feed_.mutex_);
  feed_.wakes_.erase(this);
  const auto found = feed_.followers_.find(partner_);
  if (--found->second == 0) feed_.followers_.erase(found);
}

// Who was so slow that events are lost begins anew.
ChangeFeed::Follower::Batch ChangeFeed::Follower::take() {
  const std::scoped_lock lock(feed_.mutex_);
  const auto& kept = feed_.kept_;
  if (!kept.empty() && mark_.sequence + 1 < kept.front().sequence) {
    begins_ = true;
    mark_.sequence = kept.front().sequence - 1;
  }
  Batch batch{.begins = std::exchange(begins_, false), .mark = mark_, .events = {}};
  const auto first = std::ranges::lower_bound(kept, mark_.sequence + 1, {}, &StatusEvent::sequence);
  const auto most = std::min<std::ptrdiff_t>(kept.end() - first, max_batch);
  batch.events.assign(first, first + most);
  if (!batch.events.empty()) mark_.sequence = batch.events.back().sequence;
  batch.mark = mark_;
  return batch;
}

void ChangeFeed::Follower::wake_with(std::function<void()> wake) {
  const bool has_some = [&] {
    const std::scoped_lock lock(feed_.mutex_);
    feed_.wakes_.insert_or_assign(this, wake);
    return begins_ || mark_.sequence < feed_.last_;
  }();
  if (has_some) wake();
}

}  // namespace servicecard::counter
