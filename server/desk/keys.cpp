#include "server/desk/keys.h"

#include <algorithm>
#include <utility>

#include "cardlib/codec/base64url.h"
#include "keys/jwk_set.h"

namespace servicecard::desk {
namespace {

using Result = std::expected<KeyView, keys::MoveError>;

// The move is made first, in the ring's own files: a key that must sign no more stops at once,
// whatever becomes of the leaf.
void journal(const KeyOffice& office, const access::Act& act, std::string kind, std::string subject,
             json::object content) {
  office.store.write([&](store::Transaction& transaction) {
    return transaction.append({.time = act.now,
                               .actor = act.actor.name,
                               .kind = std::move(kind),
                               .subject = std::move(subject),
                               .content = std::move(content)});
  });
}

// Nothing here asks for a signer: only what is recorded first ever reaches one.
KeyView view_of(const KeyOffice& office, const keys::KeyRecord& record, Time now) {
  KeyView view{.record = record};
  const TrustedKey& key = record.key;
  const auto list = office.ring.trust_list();
  const auto listed =
      list ? list->find(key.key.kid(), key.purpose) : std::unexpected(KeyRefusal::unknown_key);
  if (listed) view.state = (*listed)->state;
  if (key.state != view.state) view.next_state = key.state;
  view.signs = view.state == KeyState::active && key.state != KeyState::revoked &&
               now < list->expires() && now < key.expires && office.ring.is_unlocked();
  return view;
}

KeyView view_of(const KeyOffice& office, std::string_view kid, Time now) {
  const auto records = office.ring.records();
  const auto found = std::ranges::find_if(
      records, [&](const keys::KeyRecord& record) { return record.key.key.kid() == kid; });
  return view_of(office, *found, now);
}

json::object content_of(const KeyView& view) {
  return {{"purpose", to_string(view.record.key.purpose)}};
}

Result moved(const KeyOffice& office, const access::Act& act, std::string kind,
             const std::string& kid, const std::expected<void, keys::MoveError>& move) {
  if (!move) return std::unexpected(move.error());
  KeyView view = view_of(office, kid, act.now);
  json::object content = content_of(view);
  if (view.record.reason) content["reason"] = keys::to_string(*view.record.reason);
  journal(office, act, std::move(kind), "key:" + kid, std::move(content));
  return view;
}

}  // namespace

std::vector<KeyView> list_keys(const KeyOffice& office, Time now) {
  std::vector<KeyView> views;
  for (const keys::KeyRecord& record : office.ring.records()) {
    views.push_back(view_of(office, record, now));
  }
  return views;
}

json::object export_keys(const KeyOffice& office) {
  return keys::every_jwk_set(office.ring.records(), office.ring.root());
}

Result rotate_key(const KeyOffice& office, const access::Act& act, KeyPurpose purpose) {
  const auto kid = office.ring.rotate(purpose, keys::Lifetimes{}.of(purpose), office.passphrase,
                                      act.now, office.random);
  if (!kid) return std::unexpected(kid.error());
  return moved(office, act, "key.rotated", *kid, office.ring.activate(*kid, act.now));
}

Result retire_key(const KeyOffice& office, const access::Act& act, const std::string& kid) {
  return moved(office, act, "key.retired", kid, office.ring.retire(kid, act.now));
}

Result revoke_key(const KeyOffice& office, const access::Act& act, const std::string& kid,
                  keys::RevocationReason reason) {
  return moved(office, act, "key.revoked", kid, office.ring.revoke(kid, reason, act.now));
}

void journal_trust_list(store::Transaction& transaction, const access::Act& act,
                        const TrustList& list) {
  const std::string sequence = std::to_string(list.sequence());
  transaction.append(
      {.time = act.now,
       .actor = act.actor.name,
       .kind = "trust-list.loaded",
       .subject = "trust-list:" + sequence,
       .content = {{"sequence", list.sequence()}, {"sha256", base64url::encode(list.hash())}}});
}

std::expected<void, keys::ListRefusal> load_trust_list(const KeyOffice& office,
                                                       const access::Act& act,
                                                       std::string_view jws) {
  const auto before = office.ring.trust_list();
  if (auto loaded = office.ring.load_trust_list(jws); !loaded) return loaded;
  const auto list = office.ring.trust_list();
  if (before && before->sequence() == list->sequence()) return {};  // the same list again
  office.store.write([&](store::Transaction& transaction) {
    journal_trust_list(transaction, act, *list);
    return true;
  });
  return {};
}

}  // namespace servicecard::desk
