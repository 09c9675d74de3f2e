#include <stdexcept>
#include <utility>

#include "keys/key_ring.h"
#include "keys/private_file.h"

namespace servicecard::keys {

std::string_view to_string(SignRefusal refusal) {
  switch (refusal) {
    case SignRefusal::no_trust_list:
      return "no_trust_list";
    case SignRefusal::trust_list_expired:
      return "trust_list_expired";
    case SignRefusal::no_active_key:
      return "no_active_key";
    case SignRefusal::revoked_key:
      return "revoked_key";
    case SignRefusal::expires_too_soon:
      return "expires_too_soon";
    case SignRefusal::clock_set_back:
      return "clock_set_back";
    case SignRefusal::locked:
      return "locked";
  }
  return {};
}

std::string_view to_string(ListRefusal refusal) {
  switch (refusal) {
    case ListRefusal::not_ours:
      return "not_ours";
    case ListRefusal::another_issuer:
      return "another_issuer";
    case ListRefusal::not_newer:
      return "not_newer";
    case ListRefusal::conflicting:
      return "conflicting";
  }
  return {};
}

// A folder that opened before and does not now is a broken machine.
KeyRing::Content KeyRing::read_to_change() const {
  auto content = read(folder_);
  if (!content) throw std::runtime_error(advice(content.error()));
  return std::move(*content);
}

template <class Move>
std::expected<void, MoveError> KeyRing::change(Move move) {
  const FolderLock lock(folder_);
  Content content = read_to_change();
  if (const auto moved = move(content.index); !moved) return moved;
  replace_file(folder_ / index_name, as_bytes(ring_text(content.index)));
  install(std::move(content), {});
  return {};
}

// What the folder will say once that list is loaded.
std::expected<KeyRing::Content, ListRefusal> KeyRing::accept(const Content& before,
                                                             std::string_view jws) {
  RingIndex index = before.index;
  auto list = TrustList::read(jws, index.root);
  if (!list && list.error() == TrustListError::foreign_root && index.next_root) {
    list = TrustList::read(jws, *index.next_root);
    index.root = *index.next_root;
  }
  if (!list) return std::unexpected(ListRefusal::not_ours);
  if (!(list->issuer() == index.issuer)) return std::unexpected(ListRefusal::another_issuer);
  if (before.list && list->sequence() <= before.list->sequence()) {
    return std::unexpected(ListRefusal::not_newer);
  }
  index.next_root = list->next_root();
  follow(index, *list);
  if (!is_consistent(index)) return std::unexpected(ListRefusal::conflicting);
  return Content{std::move(index), std::make_shared<const TrustList>(std::move(*list))};
}

std::expected<std::string, MoveError> KeyRing::rotate(KeyPurpose purpose,
                                                      std::chrono::seconds lifetime,
                                                      const Passphrase& passphrase, Time now,
                                                      RandomSource& random) {
  const auto key = SigningKey::generate();
  std::string kid = key->public_key().kid();
  const TrustedKey trusted{.key = key->public_key(),
                           .purpose = purpose,
                           .state = KeyState::pending,
                           .created = now,
                           .since = now,
                           .expires = now + lifetime};
  // The file first: a file that the ring does not name is of no use, a name without a file is lost.
  const auto added = change([&](RingIndex& index) -> std::expected<void, MoveError> {
    auto pending = add_pending(index, trusted);
    if (pending && !key->save(folder_ / key_file_name(trusted), passphrase, random)) {
      throw std::runtime_error("there is another key's file of that name");
    }
    return pending;
  });
  if (!added) return std::unexpected(added.error());
  install(std::nullopt, {{kid, key}});
  return kid;
}

std::expected<void, MoveError> KeyRing::activate(std::string_view kid, Time now) {
  return change([&](RingIndex& index) { return activate_key(index, kid, now); });
}

std::expected<void, MoveError> KeyRing::retire(std::string_view kid, Time now) {
  return change([&](RingIndex& index) { return retire_key(index, kid, now); });
}

std::expected<void, MoveError> KeyRing::revoke(std::string_view kid, RevocationReason reason,
                                               Time now) {
  return change([&](RingIndex& index) { return revoke_key(index, kid, reason, now); });
}

std::expected<void, ListRefusal> KeyRing::load_trust_list(std::string_view jws) {
  const FolderLock lock(folder_);
  Content content = read_to_change();
  if (content.list && content.list->jws() == jws) {
    install(std::move(content), {});
    return {};
  }
  auto accepted = accept(content, jws);
  if (!accepted) return std::unexpected(accepted.error());
  // A crash between the two leaves a folder that opens: a list of the next root is accepted by the
  // ring of before, and a list of the root by the ring of after.
  const bool by_next_root = !(accepted->index.root == content.index.root);
  if (!by_next_root) replace_file(folder_ / index_name, as_bytes(ring_text(accepted->index)));
  replace_file(folder_ / list_name, as_bytes(jws));
  if (by_next_root) replace_file(folder_ / index_name, as_bytes(ring_text(accepted->index)));
  install(std::move(*accepted), {});
  return {};
}

}  // namespace servicecard::keys
