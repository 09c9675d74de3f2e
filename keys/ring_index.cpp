#include "keys/ring_index.h"

#include <algorithm>
#include <utility>

#include "cardlib/codec/names.h"

namespace servicecard::keys {
namespace {

KeyRecord* find_mutable(RingIndex& index, std::string_view kid) {
  const auto found = std::ranges::find_if(
      index.records, [&](const KeyRecord& record) { return record.key.key.kid() == kid; });
  return found == index.records.end() ? nullptr : &*found;
}

KeyRecord* find_in_state(RingIndex& index, KeyPurpose purpose, KeyState state) {
  const auto found = std::ranges::find_if(index.records, [&](const KeyRecord& record) {
    return record.key.purpose == purpose && record.key.state == state;
  });
  return found == index.records.end() ? nullptr : &*found;
}

bool is_legal(KeyState from, KeyState to) {
  switch (to) {
    case KeyState::pending:
      return false;
    case KeyState::active:
      return from == KeyState::pending;
    case KeyState::retired:
      return from == KeyState::active;
    case KeyState::revoked:
      return from != KeyState::revoked;
  }
  return false;
}

void set_state(TrustedKey& key, KeyState state, Time since) {
  key.state = state;
  key.since = std::max(since, key.created);
}

std::expected<TrustedKey*, MoveError> key_to_move(RingIndex& index, std::string_view kid,
                                                  KeyState to) {
  KeyRecord* const record = find_mutable(index, kid);
  if (record == nullptr) return std::unexpected(MoveError::unknown_key);
  if (!is_legal(record->key.state, to)) return std::unexpected(MoveError::illegal_move);
  return &record->key;
}

// A key that the list of now has and the ring does not.
TrustedKey beside_ring(TrustedKey key, const RingIndex& index, Time now) {
  const bool displaced = std::ranges::any_of(index.records, [&](const KeyRecord& record) {
    return record.key.purpose == key.purpose && record.key.state == KeyState::active;
  });
  if (key.state == KeyState::active && displaced) set_state(key, KeyState::retired, now);
  return key;
}

}  // namespace

std::string_view to_string(RevocationReason reason) {
  switch (reason) {
    case RevocationReason::compromised:
      return "compromised";
    case RevocationReason::lost:
      return "lost";
    case RevocationReason::superseded:
      return "superseded";
    case RevocationReason::mistaken:
      return "mistaken";
  }
  return {};
}

std::optional<RevocationReason> parse_revocation_reason(std::string_view name) {
  return find_by_name(all_revocation_reasons, name);
}

std::string_view to_string(MoveError error) {
  switch (error) {
    case MoveError::unknown_key:
      return "unknown_key";
    case MoveError::illegal_move:
      return "illegal_move";
    case MoveError::pending_exists:
      return "pending_exists";
  }
  return {};
}

std::string key_file_name(const TrustedKey& key) {
  return std::string(to_string(key.purpose)) + "-" + key.key.kid().substr(0, 8) + ".pem";
}

const KeyRecord* find_record(const RingIndex& index, std::string_view kid) {
  const auto found = std::ranges::find_if(
      index.records, [&](const KeyRecord& record) { return record.key.key.kid() == kid; });
  return found == index.records.end() ? nullptr : &*found;
}

std::expected<void, MoveError> add_pending(RingIndex& index, TrustedKey key) {
  if (find_in_state(index, key.purpose, KeyState::pending) != nullptr) {
    return std::unexpected(MoveError::pending_exists);
  }
  set_state(key, KeyState::pending, key.created);
  index.records.push_back({.key = std::move(key), .reason = std::nullopt});
  return {};
}

std::expected<void, MoveError> activate_key(RingIndex& index, std::string_view kid, Time now) {
  const auto key = key_to_move(index, kid, KeyState::active);
  if (!key) return std::unexpected(key.error());
  if (KeyRecord* const former = find_in_state(index, (*key)->purpose, KeyState::active)) {
    set_state(former->key, KeyState::retired, now);
  }
  set_state(**key, KeyState::active, now);
  return {};
}

std::expected<void, MoveError> retire_key(RingIndex& index, std::string_view kid, Time now) {
  const auto key = key_to_move(index, kid, KeyState::retired);
  if (!key) return std::unexpected(key.error());
  set_state(**key, KeyState::retired, now);
  return {};
}

std::expected<void, MoveError> revoke_key(RingIndex& index, std::string_view kid,
                                          RevocationReason reason, Time now) {
  const auto key = key_to_move(index, kid, KeyState::revoked);
  if (!key) return std::unexpected(key.error());
  set_state(**key, KeyState::revoked, now);
  find_mutable(index, kid)->reason = reason;
  return {};
}

void follow(RingIndex& index, const TrustList& list) {
  for (const TrustedKey& listed : list.keys()) {
    KeyRecord* const record = find_mutable(index, listed.key.kid());
    if (record == nullptr || listed.state <= record->key.state) continue;
    set_state(record->key, listed.state, listed.since);
  }
}

TrustListContent next_list(const RingIndex& index, const TrustList* current, Time now,
                           std::chrono::seconds lifetime) {
  TrustListContent content{.issuer = index.issuer,
                           .sequence = current == nullptr ? 1 : current->sequence() + 1,
                           .issued_at = now,
                           .expires = now + lifetime,
                           .keys = {},
                           .next_root = std::nullopt};
  for (const KeyRecord& record : index.records) content.keys.push_back(record.key);
  if (current == nullptr) return content;
  content.next_root = current->next_root();
  for (const TrustedKey& listed : current->keys()) {
    if (find_record(index, listed.key.kid()) == nullptr) {
      content.keys.push_back(beside_ring(listed, index, now));
    }
  }
  return content;
}

}  // namespace servicecard::keys
