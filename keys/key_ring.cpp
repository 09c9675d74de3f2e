#include "keys/key_ring.h"

#include <algorithm>
#include <utility>

#include "keys/private_file.h"

namespace servicecard::keys {
namespace {

namespace fs = std::filesystem;

FileError file_error(TrustListError error) {
  const bool signed_by_another =
      error == TrustListError::foreign_root || error == TrustListError::bad_signature;
  return signed_by_another ? FileError::untrusted : FileError::damaged;
}

// By the root or, once a list has announced it, by the next one.
std::expected<TrustList, TrustListError> read_list(std::string_view jws, const RingIndex& index) {
  auto list = TrustList::read(jws, index.root);
  if (!list && list.error() == TrustListError::foreign_root && index.next_root) {
    return TrustList::read(jws, *index.next_root);
  }
  return list;
}

const TrustedKey* active_key(const TrustList& list, KeyPurpose purpose) {
  const auto found = std::ranges::find_if(list.keys(), [&](const TrustedKey& key) {
    return key.purpose == purpose && key.state == KeyState::active;
  });
  return found == list.keys().end() ? nullptr : &*found;
}

bool is_active_in(const TrustList* list, const TrustedKey& key) {
  if (list == nullptr) return false;
  const TrustedKey* const active = active_key(*list, key.purpose);
  return active != nullptr && active->key == key.key;
}

// Whether the private half is of any use: it signs, or may come to. A key that is to retire signs
// until a list says so.
bool belongs_in_memory(const KeyRecord& record, const TrustList* list) {
  switch (record.key.state) {
    case KeyState::pending:
    case KeyState::active:
      return true;
    case KeyState::retired:
      return is_active_in(list, record.key);
    case KeyState::revoked:
      return false;
  }
  return false;
}

}  // namespace

KeyRing::KeyRing(fs::path folder, Content content)
    : folder_(std::move(folder)),
      snapshot_(std::make_shared<const Snapshot>(Snapshot{std::move(content), {}})) {}

std::expected<KeyRing::Content, FileFailure> KeyRing::read(const fs::path& folder) {
  const fs::path index_file = folder / index_name;
  const auto text = read_file(index_file, Readers::owner_alone);
  if (!text) return std::unexpected(FileFailure{index_file, text.error()});
  auto index = read_ring_text(as_text(text->view()));
  if (!index) return std::unexpected(FileFailure{index_file, index.error()});
  Content content{std::move(*index), nullptr};

  const fs::path list_file = folder / list_name;
  const auto jws = read_file(list_file, Readers::anybody);
  if (!jws && jws.error() == FileError::missing) return content;
  if (!jws) return std::unexpected(FileFailure{list_file, jws.error()});
  auto list = read_list(as_text(jws->view()), content.index);
  if (!list) return std::unexpected(FileFailure{list_file, file_error(list.error())});
  follow(content.index, *list);
  if (!(list->issuer() == content.index.issuer) || !is_consistent(content.index)) {
    return std::unexpected(FileFailure{list_file, FileError::untrusted});
  }
  content.list = std::make_shared<const TrustList>(std::move(*list));
  return content;
}

std::expected<std::unique_ptr<KeyRing>, FileFailure> KeyRing::open(fs::path folder) {
  auto content = read(folder);
  if (!content) return std::unexpected(std::move(content.error()));
  return std::unique_ptr<KeyRing>(new KeyRing(std::move(folder), std::move(*content)));
}

std::vector<FileFailure> KeyRing::unlock(const Passphrase& passphrase) {
  const auto before = snapshot();
  std::vector<FileFailure> failures;
  Keys opened;
  for (const KeyRecord& record : before->content.index.records) {
    const bool wanted = belongs_in_memory(record, before->content.list.get());
    if (!wanted || before->keys.contains(record.key.key.kid())) continue;
    const fs::path file = folder_ / key_file_name(record.key);
    auto key = SigningKey::load(file, passphrase);
    if (!key) {
      failures.push_back({file, key.error()});
    } else if (!((*key)->public_key() == record.key.key)) {
      failures.push_back({file, FileError::wrong_kind});
    } else {
      opened.emplace(record.key.key.kid(), std::move(*key));
    }
  }
  install(std::nullopt, std::move(opened));
  return failures;
}

std::expected<void, FileFailure> KeyRing::refresh() {
  const FolderLock lock(folder_);  // so that no older content is installed after a newer one
  auto content = read(folder_);
  if (!content) return std::unexpected(std::move(content.error()));
  install(std::move(*content), {});
  return {};
}

std::expected<std::shared_ptr<const Signer>, SignRefusal> KeyRing::signer(KeyPurpose purpose,
                                                                          Time until,
                                                                          Time now) const {
  const auto held = snapshot();
  const TrustList* const list = held->content.list.get();
  if (list == nullptr) return std::unexpected(SignRefusal::no_trust_list);
  if (now < list->issued_at() - clock_skew || is_set_back(now)) {
    return std::unexpected(SignRefusal::clock_set_back);
  }
  if (now >= list->expires()) return std::unexpected(SignRefusal::trust_list_expired);
  const TrustedKey* const active = active_key(*list, purpose);
  if (active == nullptr) return std::unexpected(SignRefusal::no_active_key);
  const KeyRecord* const record = find_record(held->content.index, active->key.kid());
  if (record == nullptr) return std::unexpected(SignRefusal::no_active_key);
  if (record->key.state == KeyState::revoked) return std::unexpected(SignRefusal::revoked_key);
  if (until > active->expires) return std::unexpected(SignRefusal::expires_too_soon);
  const auto key = held->keys.find(active->key.kid());
  if (key == held->keys.end()) return std::unexpected(SignRefusal::locked);
  return key->second;
}

Issuer KeyRing::issuer() const { return snapshot()->content.index.issuer; }

VerificationKey KeyRing::root() const { return snapshot()->content.index.root; }

std::shared_ptr<const TrustList> KeyRing::trust_list() const { return snapshot()->content.list; }

std::vector<KeyRecord> KeyRing::records() const { return snapshot()->content.index.records; }

bool KeyRing::is_unlocked() const {
  const auto held = snapshot();
  if (!held->content.list) return false;
  return std::ranges::all_of(held->content.list->keys(), [&](const TrustedKey& key) {
    return key.state != KeyState::active || held->keys.contains(key.key.kid());
  });
}

TrustListContent KeyRing::next_trust_list(Time now, std::chrono::seconds lifetime) const {
  const auto held = snapshot();
  return next_list(held->content.index, held->content.list.get(), now, lifetime);
}

bool KeyRing::is_set_back(Time now) const {
  const Time::rep seconds = now.time_since_epoch().count();
  Time::rep latest = latest_now_.load();
  while (seconds > latest && !latest_now_.compare_exchange_weak(latest, seconds)) {
  }
  return seconds < latest - clock_skew.count();
}

std::shared_ptr<const KeyRing::Snapshot> KeyRing::snapshot() const {
  const std::lock_guard lock(mutex_);
  return snapshot_;
}

void KeyRing::install(std::optional<Content> content, Keys more_keys) {
  const std::lock_guard lock(mutex_);
  Snapshot next = *snapshot_;
  if (content) next.content = std::move(*content);
  next.keys.merge(more_keys);
  std::erase_if(next.keys, [&](const auto& held) {
    const KeyRecord* const record = find_record(next.content.index, held.first);
    return record == nullptr || !belongs_in_memory(*record, next.content.list.get());
  });
  snapshot_ = std::make_shared<const Snapshot>(std::move(next));
}

}  // namespace servicecard::keys
