#include "server/counter/card_memory.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <future>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "cardlib/identity/masking.h"
#include "server/store/cards.h"
#include "server/store/credentials.h"

namespace servicecard::counter {
namespace {

constexpr std::size_t first_index_size = 1024;  // a power of two, as all later ones
constexpr std::size_t list_step = 4096;         // places; a list grows by that many
constexpr std::uint32_t max_slot = (1U << 30U) - 1;

template <std::size_t size>
std::string_view text_of(const std::array<char, size>& packed) {
  const auto end = std::ranges::find(packed, '\0');
  return {packed.data(), static_cast<std::size_t>(end - packed.begin())};
}

template <std::size_t size>
std::size_t hash_of(const std::array<char, size>& number) {
  return std::hash<std::string_view>{}(text_of(number));
}

template <class Small>
Small small(std::int64_t number, const char* what) {
  if (!std::in_range<Small>(number)) throw std::out_of_range(what);
  return static_cast<Small>(number);
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

StatusList unused_list(const CardMemory::ListSize& size) {
  StatusList list = StatusList::all_valid(static_cast<std::size_t>(size.capacity));
  if (size.unused == store::UnusedIndex::valid) return list;
  for (std::size_t at = 0; at < list.entries(); ++at) list.set(at, Status::invalid);
  return list;
}

std::uint32_t slot_of(std::int64_t card_id) {
  if (card_id < 1 || card_id > max_slot) throw std::out_of_range("a card's id is out of range");
  return static_cast<std::uint32_t>(card_id);
}

}  // namespace

Last4Tag last4_tag(const Sha256& last4_hash) {
  Last4Tag tag{};
  std::copy_n(last4_hash.begin(), tag.size(), tag.begin());
  return tag;
}

CardMemory::CardMemory(store::Store& store, Issuer issuer)
    : issuer_(std::move(issuer)), cards_(1), states_(1) {
  store.observe([this](std::span<const store::Event> events) { apply(events); });
  load(store);
}

// Cards and credentials at a time: each fills what the other does not touch.
void CardMemory::load(store::Store& store) {
  auto credentials = std::async(std::launch::async, [&] {
    store.read([this](store::Snapshot& snapshot) {
      store::credentials::for_each_facts(
          snapshot, [this](const store::CredentialFacts& facts) { place(facts); });
    });
  });
  store.read([this](store::Snapshot& snapshot) {
    store::cards::for_each_facts(snapshot, [this](const store::CardFacts& facts) { fill(facts); });
  });
  credentials.get();
  rebuild_index();
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
  const std::uint32_t slot = grow_to(facts.id);
  const bool is_new = !cards_[slot].is_known();
  if (is_new) make_room_in_index();
  fill(facts);
  if (is_new) index(cards_[slot].number, slot);
}

void CardMemory::put(const store::CredentialFacts& facts) {
  grow_to(facts.card_id);
  place(facts);
}

void CardMemory::fill(const store::CardFacts& facts) {
  const std::uint32_t slot = grow_to(facts.id);
  Card& card = cards_[slot];
  card.last4 = last4_tag(facts.last4_hash);
  card.validity = facts.validity;
  card.masked_name =
      masked_names_.number_of(mask_name(facts.holder_name), [](const auto& name) { return name; });
  const auto services = services_.number_of(facts.services, [](const std::string& json) {
    return std::make_shared<const store::Services>(store::parse_services(json));
  });
  card.services = small<std::uint16_t>(services, "cards of too many different services");
  card.person = small<std::uint32_t>(facts.person_id, "a person's id is out of range");
  states_[slot] = facts.state;
  card.number = packed(facts.number);  // the last: from here on it is known
  ++revision_;
}

void CardMemory::place(const store::CredentialFacts& facts) {
  const auto index = static_cast<std::size_t>(facts.index);
  List& list = lists_[facts.list];
  if (list.size() <= index) list.resize((index / list_step + 1) * list_step);
  if (list[index] == 0) {
    tokens_.emplace_back();
    list[index] = static_cast<std::uint32_t>(tokens_.size());
  }
  Token& token = tokens_[list[index] - 1];
  token.hash = facts.token_hash.value_or(Sha256{});
  token.card = slot_of(facts.card_id) & max_slot;
  token.state = static_cast<std::uint32_t>(facts.state) & 3U;
  ++revision_;
}

std::uint32_t CardMemory::grow_to(std::int64_t card_id) {
  const std::uint32_t slot = slot_of(card_id);
  while (cards_.size() <= slot) cards_.emplace_back();
  if (states_.size() <= slot) states_.resize(std::max<std::size_t>(slot + 1, 2 * states_.size()));
  return slot;
}

// What may find no memory, before a card is entered, which never does.
void CardMemory::make_room_in_index() {
  if (2 * (indexed_ + 1) > by_number_.size()) rebuild_index();
}

CardMemory::Number CardMemory::packed(const CardNumber& number) {
  Number text{};
  if (number.str().size() > text.size()) throw std::length_error("a card number too long");
  std::ranges::copy(number.str(), text.begin());
  return text;
}

void CardMemory::index(const Number& number, std::uint32_t slot) {
  const std::size_t mask = by_number_.size() - 1;
  std::size_t at = hash_of(number) & mask;
  while (by_number_[at] != 0) at = (at + 1) & mask;
  by_number_[at] = slot;
  ++indexed_;
}

// Twice as many places as cards, or more.
void CardMemory::rebuild_index() {
  by_number_ =
      std::vector<std::uint32_t>(std::max(first_index_size, std::bit_ceil(2 * cards_.size())));
  indexed_ = 0;
  for (std::uint32_t slot = 1; slot < cards_.size(); ++slot) {
    if (cards_[slot].is_known()) index(cards_[slot].number, slot);
  }
}

const CardMemory::Token* CardMemory::token_at(const StatusReference& reference) const {
  const auto number = issuer_.status_list_number(reference.uri);
  if (!number || !std::in_range<std::int64_t>(*number)) return nullptr;
  const auto list = lists_.find(static_cast<std::int64_t>(*number));
  if (list == lists_.end() || reference.index >= list->second.size()) return nullptr;
  const std::uint32_t token = list->second[reference.index];
  return token == 0 ? nullptr : &tokens_[token - 1];
}

// A credential that was voided before it was signed has no token: nothing ever matches it.
bool CardMemory::Token::is(const Sha256& token_hash) const {
  return credential_state() != store::CredentialState::prepared &&
         constant_time_equal(hash, token_hash);
}

CardStatus CardMemory::status(const StatusQuery& query) const {
  const std::scoped_lock lock(mutex_);
  const Token* const token = token_at(query.reference);
  if (token == nullptr) return CardStatus::no_such_reference;
  if (!token->is(query.token_hash)) return CardStatus::other_token;
  const CardStatus status = status_of(states_[token->card]);
  const bool replaced = token->credential_state() == store::CredentialState::voided;
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
  const Token* const token = token_at(reference);
  if (token == nullptr || !token->is(token_hash)) return std::nullopt;
  return known(token->card);
}

KnownCard CardMemory::known(std::uint32_t slot) const {
  const Card& card = cards_[slot];
  return {.id = slot,
          .person = card.person,
          .number = CardNumber::parse(text_of(card.number)).value(),
          .state = states_[slot],
          .validity = card.validity,
          .masked_name = masked_names_[card.masked_name],
          .last4 = card.last4,
          .services = services_[card.services]};
}

std::int64_t CardMemory::newest_list() const {
  const std::scoped_lock lock(mutex_);
  return lists_.empty() ? 0 : lists_.rbegin()->first;
}

std::vector<StatusList> CardMemory::status_lists(std::span<const ListSize> lists) const {
  std::vector<StatusList> made;
  for (const ListSize& list : lists) {
    made.push_back(unused_list(list));
    for (std::size_t from = 0; copy_step(list.number, from, made.back()); from += list_step) {
    }
  }
  return made;
}

// Nobody who asks about a card waits for more than a step.
bool CardMemory::copy_step(std::int64_t number, std::size_t from, StatusList& to) const {
  const std::scoped_lock lock(mutex_);
  const auto found = lists_.find(number);
  if (found == lists_.end() || from >= found->second.size()) return false;
  for (std::size_t at = from; at < from + list_step; ++at) {
    const std::uint32_t place = found->second[at];
    if (place == 0) continue;
    const Token& token = tokens_[place - 1];
    to.set(at, published(token.credential_state(), states_[token.card]));
  }
  return true;
}

}  // namespace servicecard::counter
