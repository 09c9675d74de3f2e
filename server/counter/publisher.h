#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/codec/bytes.h"
#include "cardlib/credential/issuer.h"
#include "cardlib/credential/trust_list.h"
#include "cardlib/identity/civil_date.h"
#include "keys/key_ring.h"
#include "server/counter/card_memory.h"
#include "server/counter/catalogue.h"
#include "server/store/store.h"

namespace servicecard::counter {

/// A status list as it is served.
struct PublishedList {
  std::string jwt;
  Bytes cwt;
};

/// Everything that was signed in one go; never changes.
struct Publication {
  Time issued_at;
  std::map<std::int64_t, PublishedList> lists;  ///< by number
  std::string pack;                             ///< the offline pack, a file
  std::uint64_t sequence = 0;                   ///< of the pack
};

enum class Refreshed : std::uint8_t { nothing, published };

/// Signs the status lists and the offline pack, all together: some while after a change, so that
/// the two indices of one card go among others, and at half of their life at the latest. Safe to
/// use from several threads.
class Publisher {
 public:
  /// What changed is out at most this long after it was noticed; with a refresh every few seconds,
  /// within 60 s.
  static constexpr std::chrono::seconds batch_window{30};
  /// Of lists and pack.
  static constexpr std::chrono::seconds lifetime = std::chrono::hours(24);
  /// The setting that keeps the number and the moment of the last pack, so that no later one ever
  /// goes below it.
  static constexpr const char* last_pack_setting = "pack.last";

  /// All of them outlive this.
  Publisher(store::Store& store, const keys::KeyRing& ring, const CardMemory& cards,
            const Catalogue& catalogue)
      : store_(store), ring_(ring), cards_(cards), catalogue_(catalogue) {}

  /// Publishes where it is time to, else costs next to nothing. To be called every few seconds on a
  /// thread that may wait; the first call publishes. While no key signs, what is out stays out.
  std::expected<Refreshed, keys::SignRefusal> refresh(Time now);

  /// What is out; null before the first time.
  [[nodiscard]] std::shared_ptr<const Publication> current() const;

 private:
  // What a publication was made from.
  struct Basis {
    std::uint64_t cards = 0;  // revision of the memory
    std::shared_ptr<const TrustList> trust_list;
    std::shared_ptr<const Policy> policy;
  };
  struct Signers {
    std::shared_ptr<const Signer> status;
    std::shared_ptr<const Signer> pack;
  };
  struct PackMark {
    std::uint64_t sequence = 0;
    Time issued_at;
  };

  [[nodiscard]] Basis basis(Time now) const;
  [[nodiscard]] bool is_due(const Basis& basis, Time now);
  [[nodiscard]] std::expected<Signers, keys::SignRefusal> signers(Time now) const;
  [[nodiscard]] Publication make(const Basis& basis, const Signers& signers, Time now) const;
  [[nodiscard]] PackMark take_pack_mark(Time not_before, Time now) const;

  store::Store& store_;
  const keys::KeyRing& ring_;
  const CardMemory& cards_;
  const Catalogue& catalogue_;

  std::mutex refreshing_;  // guards the next two; one refresh at a time
  std::optional<Basis> published_;
  std::optional<Time> changed_since_;

  mutable std::mutex mutex_;
  std::shared_ptr<const Publication> current_;
};

}  // namespace servicecard::counter
