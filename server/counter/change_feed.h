#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cardlib/credential/issuer.h"
#include "cardlib/crypto/random_source.h"
#include "server/store/store.h"

namespace servicecard::counter {

/// One entry of a status list that says something else from now on.
struct StatusEvent {
  std::uint64_t sequence = 0;
  std::string uri;  ///< of the list
  std::int64_t index = 0;
  std::uint8_t status = 0;  ///< 0 valid, 1 invalid, 2 suspended
  Time at;
};

/// Where a follower stands: in which run of the server, and behind which event.
struct FeedMark {
  std::uint64_t run = 0;
  std::uint64_t sequence = 0;
};

/// Tells those who keep their own copy of status what changes, as soon as it is durable.
///
/// The last events are kept, so that a follower who was away for a while goes on where he was; who
/// was away for longer, or over a restart, begins anew. Follows the store as `CardMemory` does.
/// Safe to use from several threads.
class ChangeFeed {
 public:
  static constexpr std::size_t max_kept = 65'536;
  /// Who begins anew is told this much of the past: whatever the lists that he loads do not say
  /// yet.
  static constexpr std::chrono::minutes told_again{5};
  static constexpr std::size_t max_followers_of_one = 4;

  class Follower;

  /// To be made before the store's first change; the store must not change any more when this goes.
  ChangeFeed(store::Store& store, Issuer issuer, RandomSource& random);
  ChangeFeed(const ChangeFeed&) = delete;
  ChangeFeed& operator=(const ChangeFeed&) = delete;
  ~ChangeFeed() = default;

  /// Null where that partner has as many followers as one may.
  [[nodiscard]] std::shared_ptr<Follower> follow(const std::string& partner,
                                                 std::optional<FeedMark> after, Time now);

  /// Names this run of the server.
  [[nodiscard]] std::uint64_t run() const { return run_; }

 private:
  void apply(std::span<const store::Event> events);
  void add(const store::StatusChanged& changed);

  Issuer issuer_;
  std::uint64_t run_;
  std::mutex mutex_;
  std::deque<StatusEvent> kept_;
  std::uint64_t last_ = 0;
  std::map<std::string, std::size_t> followers_;
  std::map<const Follower*, std::function<void()>> wakes_;
};

/// One who follows, from `follow` until it goes, which must be before the feed does.
class ChangeFeed::Follower {
 public:
  Follower(ChangeFeed& feed, std::string partner, FeedMark mark, bool is_new)
      : feed_(feed), partner_(std::move(partner)), mark_(mark), begins_(is_new) {}
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;
  ~Follower();

  struct Batch {
    /// The lists have to be loaded (anew): what follows builds on those that are published now.
    bool begins = false;
    FeedMark mark;  ///< behind the batch
    std::vector<StatusEvent> events;
  };

  /// What happened since the last call, some thousand at a time; may be empty.
  [[nodiscard]] Batch take();
  /// `wake` is called, from any thread, whenever something happens; at once where it has already.
  void wake_with(std::function<void()> wake);

 private:
  ChangeFeed& feed_;
  std::string partner_;
  FeedMark mark_;
  bool begins_;
};

}  // namespace servicecard::counter
