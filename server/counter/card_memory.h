#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "cardlib/credential/issuer.h"
#include "cardlib/credential/status_list.h"
#include "cardlib/credential/status_source.h"
#include "cardlib/lifecycle/card_state.h"
#include "server/store/services.h"
#include "server/store/store.h"

namespace servicecard::counter {

/// What the counter may learn of a card, and what its answers come from.
struct KnownCard {
  std::int64_t id = 0;
  CardNumber number;
  CardState state = CardState::prepared;
  Validity validity;
  std::string masked_name;
  Sha256 last4_hash{};  ///< keyed hash of the last four of the resident ID
  std::shared_ptr<const store::Services> services;
};

/// Every card and every credential, in memory: verification reads no database. It follows the store
/// change by change; a change shows here after it is durable and before whoever made it is
/// answered.
///
/// Compact: some 90 octets a card and 40 a credential. Safe to use from several threads. One mutex
/// guards it, held for less than a microsecond a question; no lock that readers share, for a stream
/// of questions could keep the writer of a revocation waiting.
class CardMemory final : public StatusSource {
 public:
  /// Follows the store and reads all that is there. To be made before the first change; the store
  /// must not change any more when this goes.
  CardMemory(store::Store& store, Issuer issuer);

  [[nodiscard]] Reach reach() const override { return Reach::online; }
  /// `no_such_reference` or `other_token` unless exactly that token was issued at that place; then
  /// what its card's state says. A credential that another took the place of is `superseded`.
  [[nodiscard]] CardStatus status(const StatusQuery& query) const override;

  [[nodiscard]] std::optional<KnownCard> find(const CardNumber& number) const;
  /// The card of the token that was issued at that place; nothing for any other token.
  [[nodiscard]] std::optional<KnownCard> find(const StatusReference& reference,
                                              const Sha256& token_hash) const;

  /// Grows with every change of a card or a credential.
  [[nodiscard]] std::uint64_t revision() const { return revision_.load(); }

  /// The number of the list that was opened last; 0 before the first.
  [[nodiscard]] std::int64_t newest_list() const;

  /// A list as it is to be published.
  struct ListSize {
    std::int64_t number = 0;
    std::int64_t capacity = 0;
  };
  /// The values of those lists at one moment, in that order.
  [[nodiscard]] std::vector<StatusList> status_lists(std::span<const ListSize> lists) const;

 private:
  struct Card {
    Sha256 last4_hash{};
    std::array<char, 16> number{};  // with hyphens, zeros behind
    Validity validity;
    const std::string* masked_name = nullptr;
    const std::shared_ptr<const store::Services>* services = nullptr;
  };
  static constexpr std::size_t chunk_size = 4096;
  struct Chunk {
    std::array<Sha256, chunk_size> hashes{};
    std::array<std::uint32_t, chunk_size> cards{};  // 0: nothing was ever prepared here
    std::array<store::CredentialState, chunk_size> states{};
  };
  using List = std::vector<std::unique_ptr<Chunk>>;

  struct Place {
    const Chunk* chunk = nullptr;
    std::size_t offset = 0;
  };

  void apply(std::span<const store::Event> events);
  void put(const store::CardFacts& facts);
  void put(const store::Credential& credential);
  [[nodiscard]] const std::shared_ptr<const store::Services>* services_in(const std::string& json);
  [[nodiscard]] std::uint32_t slot_for(std::int64_t card_id);
  void index(const std::array<char, 16>& number, std::uint32_t slot);
  void grow_index();
  // Where that token was issued; nothing where it was not.
  [[nodiscard]] std::optional<Place> place_of(const StatusReference& reference) const;
  [[nodiscard]] KnownCard known(std::uint32_t slot) const;

  Issuer issuer_;
  std::atomic<std::uint64_t> revision_ = 0;
  mutable std::mutex mutex_;
  // By the card's id, which the database gives out one after another. States stand apart: lists are
  // made from them.
  std::deque<Card> cards_;
  std::vector<CardState> states_;
  std::vector<std::uint32_t> by_number_;  // open addressing; 0 is free
  std::size_t indexed_ = 0;
  std::map<std::int64_t, List> lists_;
  std::unordered_set<std::string> names_;  // the masked ones: few, so each is kept once
  // Each different set, by the text that the record has of it: a county has a handful.
  std::unordered_map<std::string, std::shared_ptr<const store::Services>> services_;
};

}  // namespace servicecard::counter
