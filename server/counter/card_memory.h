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
#include <vector>

#include "cardlib/credential/issuer.h"
#include "cardlib/credential/status_list.h"
#include "cardlib/credential/status_source.h"
#include "cardlib/lifecycle/card_state.h"
#include "server/counter/interned.h"
#include "server/store/services.h"
#include "server/store/status_lists.h"
#include "server/store/store.h"

namespace servicecard::counter {

/// The beginning of the keyed hash of the last four of a resident ID: of so few texts 64 bits tell
/// as much as all.
using Last4Tag = std::array<std::uint8_t, 8>;
[[nodiscard]] Last4Tag last4_tag(const Sha256& last4_hash);

/// What the counter may learn of a card, and what its answers come from.
struct KnownCard {
  std::int64_t id = 0;
  std::int64_t person = 0;
  CardNumber number;
  CardState state = CardState::prepared;
  Validity validity;
  std::string masked_name;
  Last4Tag last4{};
  std::shared_ptr<const store::Services> services;
};

/// Every card and every credential, in memory: verification reads no database. It follows the store
/// change by change; a change shows here after it is durable and before whoever made it is
/// answered.
///
/// Compact: some 60 octets a card and 45 a credential. Safe to use from several
/// threads. One mutex guards it, held for less than a microsecond a question; no lock that readers
/// share, for a stream of questions could keep the writer of a revocation waiting.
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
    store::UnusedIndex unused = store::UnusedIndex::valid;
  };
  /// The values of those lists, in that order. What changes meanwhile may show in some and not in
  /// others; the revision has grown then.
  [[nodiscard]] std::vector<StatusList> status_lists(std::span<const ListSize> lists) const;

 private:
  // With hyphens, zeros behind: no number is longer.
  using Number = std::array<char, 14>;

  // 48 octets, and there are very many.
  struct Card {
    Last4Tag last4{};
    Number number{};
    std::uint16_t services = 0;
    Validity validity;
    std::uint32_t masked_name = 0;
    std::uint32_t person = 0;

    [[nodiscard]] bool is_known() const { return number.front() != '\0'; }
  };
  struct Token {
    Sha256 hash{};  // zeros where there is none
    std::uint32_t card : 30 = 0;
    std::uint32_t state : 2 = 0;  // a store::CredentialState

    [[nodiscard]] store::CredentialState credential_state() const {
      return static_cast<store::CredentialState>(state);
    }
    [[nodiscard]] bool is(const Sha256& token_hash) const;
  };
  // Which token stands at each place, counted from 1; 0: nothing was ever prepared here.
  using List = std::vector<std::uint32_t>;

  // What throws for want of memory can be done again.
  void apply(std::span<const store::Event> events);
  void load(store::Store& store);
  void put(const store::CardFacts& facts);
  void put(const store::CredentialFacts& facts);
  void fill(const store::CardFacts& facts);
  void place(const store::CredentialFacts& facts);
  // Makes room for the card; gives its slot.
  std::uint32_t grow_to(std::int64_t card_id);
  void make_room_in_index();
  static Number packed(const CardNumber& number);
  void index(const Number& number, std::uint32_t slot);
  void rebuild_index();
  // Of the credential that was prepared for that place; null where none was.
  [[nodiscard]] const Token* token_at(const StatusReference& reference) const;
  [[nodiscard]] KnownCard known(std::uint32_t slot) const;
  // Puts what stands at `list_step` places into `to`; false behind the last.
  [[nodiscard]] bool copy_step(std::int64_t number, std::size_t from, StatusList& to) const;

  Issuer issuer_;
  std::atomic<std::uint64_t> revision_ = 0;
  mutable std::mutex mutex_;
  // By the card's id, which the database gives out one after another. States stand apart: lists are
  // made from them.
  std::deque<Card> cards_;
  std::vector<CardState> states_;
  std::vector<std::uint32_t> by_number_;  // open addressing; 0 is free
  std::size_t indexed_ = 0;
  std::deque<Token> tokens_;
  std::map<std::int64_t, List> lists_;
  Interned<std::string> masked_names_;
  Interned<std::shared_ptr<const store::Services>> services_;  // by the record's text of them
};

}  // namespace servicecard::counter
