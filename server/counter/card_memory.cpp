#include "server/counter/card_memory.h"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "cardlib/identity/masking.h"
#include "server/store/cards.h"
#include "server/store/credentials.h"

namespace servicecard::counter {
namespace {

constexpr std::size_t first_index_size = 1024;  // a power of two, as all later ones

std::array<char, 16> packed(const CardNumber& number) {
  std::array<char, 16> text{};
  if (number.str().size() > text.size()) throw std::length_error("a card number too long");
  std::ranges::copy(number.str(), text.begin());
  return text;
}

std::string_view text_of(const std::array<char, 16>& packed) {
  const auto end = std::ranges::find(packed, '\0');
  return {packed.data(), static_cast<std::size_t>(end - packed.begin())};
}

std::size_t hash_of(const std::array<char, 16>& number) {
  return std::hash<std::string_view>{}(text_of(number));
}

CardStatus status_of(CardState state) {
  switch (state) {
    case CardState::prepared:
      return CardStatus::no_such_reference;
    case CardState::active:
      return CardStatus::active;
    case CardState::lost:
      return CardStatus::lost;
    case CardState::suspended:
      return CardStatus::suspended;
    case CardState::revoked:
      return CardStatus::revoked;
    case CardState::superseded:
      return CardStatus::superseded;
  }
  std::unreachable();
}

Status published(store::CredentialState credential, CardState card) {
  if (credential == store::CredentialState::voided) return Status::invalid;
  return static_cast<Status>(status_value(card));
}

}  // namespace

CardMemory::CardMemory(store::Store& store, Issuer issuer)
    : issuer_(std::move(issuer)), cards_(1), states_(1), by_number_(first_index_size) {
  store.observe([this](std::span<const store::Event> events) { apply(events); });
  store.read([this](store::Snapshot& snapshot) {
    const std::scoped_lock lock(mutex_);
    store::cards::for_each_facts(snapshot, [this](const store::CardFacts& facts) { put(facts); });
    store::credentials::for_each(snapshot,
                                 [this](const store::Credential& credential) { put(credential); });
  });
}

void CardMemory::apply(std::span<const store::Event> events) {
  const std::scoped_lock lock(mutex_);
  for (const store::Event& event : events) {
    if (const auto* card = std::get_if<store::CardChanged>(&event)) put(card->card);
    if (const auto* changed = std::get_if<store::CredentialChanged>(&event)) {
      put(changed->credential);
    }
  }
}

void CardMemory::put(const store::CardFacts& facts) {
  const std::uint32_t slot = slot_for(facts.id);
  Card& card = cards_[slot];
  const bool is_new = card.services == nullptr;
  card.last4_hash = facts.last4_hash;
  card.number = packed(facts.number);
  card.validity = facts.validity;
  card.masked_name = &*names_.insert(mask_name(facts.holder_name)).first;
  card.services = services_in(facts.services);
  states_[slot] = facts.state;
  if (is_new) index(card.number, slot);
  ++revision_;
}

void CardMemory::put(const store::Credential& credential) {
  const auto index = static_cast<std::size_t>(credential.index);
  List& list = lists_[credential.list];
  if (list.size() <= index / chunk_size) list.resize(index / chunk_size + 1);
  auto& chunk = list[index / chunk_size];
  if (!chunk) chunk = std::make_unique<Chunk>();
  const std::size_t offset = index % chunk_size;
  chunk->hashes[offset] = credential.token_hash.value_or(Sha256{});
  chunk->cards[offset] = slot_for(credential.card_id);
  // A credential that was voided before it was signed has no token: nothing ever matches it.
  chunk->states[offset] = credential.state;
  ++revision_;
}

const std::shared_ptr<const store::Services>* CardMemory::services_in(const std::string& json) {
  auto& kept = services_[json];
  if (!kept) kept = std::make_shared<const store::Services>(store::parse_services(json));
  return &kept;
}

std::uint32_t CardMemory::slot_for(std::int64_t card_id) {
  const auto slot = static_cast<std::uint32_t>(card_id);
  if (card_id < 1 || slot != card_id) throw std::out_of_range("a card's id is out of range");
  while (cards_.size() <= slot) cards_.emplace_back();
  if (states_.size() <= slot) states_.resize(std::max<std::size_t>(slot + 1, 2 * states_.size()));
  return slot;
}

void CardMemory::index(const std::array<char, 16>& number, std::uint32_t slot) {
  if (2 * ++indexed_ > by_number_.size()) {
    grow_index();
    return;
  }
  const std::size_t mask = by_number_.size() - 1;
  std::size_t at = hash_of(number) & mask;
  while (by_number_[at] != 0) at = (at + 1) & mask;
  by_number_[at] = slot;
}

void CardMemory::grow_index() {
  by_number_.assign(2 * by_number_.size(), 0);
  indexed_ = 0;
  for (std::uint32_t slot = 1; slot < cards_.size(); ++slot) {
    if (cards_[slot].services != nullptr) index(cards_[slot].number, slot);
  }
}

std::optional<CardMemory::Place> CardMemory::place_of(const StatusReference& reference) const {
  const auto number = issuer_.status_list_number(reference.uri);
  if (!number || !std::in_range<std::int64_t>(*number)) return std::nullopt;
  const auto list = lists_.find(static_cast<std::int64_t>(*number));
  if (list == lists_.end()) return std::nullopt;
  const std::uint64_t chunk = reference.index / chunk_size;
  if (chunk >= list->second.size() || !list->second[chunk]) return std::nullopt;
  const Place place{.chunk = list->second[chunk].get(), .offset = reference.index % chunk_size};
  if (place.chunk->cards[place.offset] == 0) return std::nullopt;
  return place;
}

CardStatus CardMemory::status(const StatusQuery& query) const {
  const std::scoped_lock lock(mutex_);
  const auto place = place_of(query.reference);
  if (!place) return CardStatus::no_such_reference;
  const auto& [chunk, offset] = *place;
  if (chunk->states[offset] == store::CredentialState::prepared ||
      !constant_time_equal(chunk->hashes[offset], query.token_hash)) {
    return CardStatus::other_token;
  }
  const CardStatus status = status_of(states_[chunk->cards[offset]]);
  const bool replaced = chunk->states[offset] == store::CredentialState::voided;
  return status == CardStatus::active && replaced ? CardStatus::superseded : status;
}

std::optional<KnownCard> CardMemory::find(const CardNumber& number) const {
  const auto wanted = packed(number);
  const std::scoped_lock lock(mutex_);
  const std::size_t mask = by_number_.size() - 1;
  for (std::size_t at = hash_of(wanted) & mask; by_number_[at] != 0; at = (at + 1) & mask) {
    if (cards_[by_number_[at]].number == wanted) return known(by_number_[at]);
  }
  return std::nullopt;
}

std::optional<KnownCard> CardMemory::find(const StatusReference& reference,
                                          const Sha256& token_hash) const {
  const std::scoped_lock lock(mutex_);
  const auto place = place_of(reference);
  if (!place) return std::nullopt;
  const auto& [chunk, offset] = *place;
  if (chunk->states[offset] == store::CredentialState::prepared ||
      !constant_time_equal(chunk->hashes[offset], token_hash)) {
    return std::nullopt;
  }
  return known(chunk->cards[offset]);
}

KnownCard CardMemory::known(std::uint32_t slot) const {
  const Card& card = cards_[slot];
  return {.id = slot,
          .number = CardNumber::parse(text_of(card.number)).value(),
          .state = states_[slot],
          .validity = card.validity,
          .masked_name = *card.masked_name,
          .last4_hash = card.last4_hash,
          .services = *card.services};
}

std::int64_t CardMemory::newest_list() const {
  const std::scoped_lock lock(mutex_);
  return lists_.empty() ? 0 : lists_.rbegin()->first;
}

std::vector<StatusList> CardMemory::status_lists(std::span<const ListSize> lists) const {
  std::vector<StatusList> made;
  for (const ListSize& list : lists) {
    made.push_back(StatusList::all_valid(static_cast<std::size_t>(list.capacity)));
  }
  const std::scoped_lock lock(mutex_);
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const auto found = lists_.find(lists[i].number);
    if (found == lists_.end()) continue;
    for (std::size_t at = 0; at < found->second.size() * chunk_size; ++at) {
      const auto& chunk = found->second[at / chunk_size];
      if (!chunk || chunk->cards[at % chunk_size] == 0) continue;
      const Status status =
          published(chunk->states[at % chunk_size], states_[chunk->cards[at % chunk_size]]);
      if (status != Status::valid) made[i].set(at, status);
    }
  }
  return made;
}

}  // namespace servicecard::counter
