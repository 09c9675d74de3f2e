#include "server/counter/partner_memory.h"

#include <algorithm>
#include <utility>

#include "cardlib/codec/json.h"
#include "server/store/partners.h"

namespace servicecard::counter {

ContractState contract_state(const store::Partner& partner, Time now) {
  if (partner.suspended_at) return ContractState::suspended;
  if (!partner.contract_from) return ContractState::none;
  const CivilDate day = day_of(now);
  if (day < *partner.contract_from) return ContractState::not_begun;
  if (partner.contract_until && day > *partner.contract_until) return ContractState::ended;
  return ContractState::in_force;
}

bool has_open_site(const store::Partner& partner, std::string_view code) {
  return partner.sites.empty() || std::ranges::any_of(partner.sites, [&](const auto& site) {
           return site.code == code && !site.closed_at;
         });
}

PartnerMemory::PartnerMemory(store::Store& store) {
  store.observe([this](std::span<const store::Event> events) { apply(events); });
  store.read([this](store::Snapshot& snapshot) {
    const std::scoped_lock lock(mutex_);
    for (const store::Partner& partner : store::partners::list(snapshot)) put(partner);
    for (const store::PartnerKey& key : store::partners::all_keys(snapshot)) put(key);
  });
}

void PartnerMemory::apply(std::span<const store::Event> events) {
  const std::scoped_lock lock(mutex_);
  for (const store::Event& event : events) {
    if (const auto* changed = std::get_if<store::PartnerChanged>(&event)) put(changed->partner);
    if (const auto* changed = std::get_if<store::PartnerKeyChanged>(&event)) put(changed->key);
  }
}

void PartnerMemory::put(const store::Partner& partner) {
  partners_.insert_or_assign(partner.id, std::make_shared<const store::Partner>(partner));
}

void PartnerMemory::put(const store::PartnerKey& key) {
  keys_.erase(key.hash);
  client_keys_.erase(key.hash);
  if (key.revoked_at) return;
  AdmittedCaller holder{.caller = {.partner = key.partner_id,
                                   .kind = key.jwk ? CallerKind::client_key : CallerKind::api_key,
                                   .id = key.id,
                                   .name = key.label},
                        .scopes = key.scopes};
  if (key.jwk) {
    const json::object jwk = json::parse_object(*key.jwk).value();
    client_keys_.insert_or_assign(
        key.hash,
        ClientKey{.holder = std::move(holder), .key = VerificationKey::from_jwk(jwk).value()});
  } else {
    keys_.insert_or_assign(key.hash, std::move(holder));
  }
}

std::optional<AdmittedCaller> PartnerMemory::find_key(const Sha256& hash) const {
  const std::scoped_lock lock(mutex_);
  const auto found = keys_.find(hash);
  if (found == keys_.end()) return std::nullopt;
  return found->second;
}

std::optional<ClientKey> PartnerMemory::find_client_key(const Sha256& thumbprint) const {
  const std::scoped_lock lock(mutex_);
  const auto found = client_keys_.find(thumbprint);
  if (found == client_keys_.end()) return std::nullopt;
  return found->second;
}

bool PartnerMemory::may_follow(const Caller& caller, Time now) const {
  const auto partner = find(caller.partner);
  if (!partner || contract_state(*partner, now) != ContractState::in_force) return false;
  const auto is_that = [&](const AdmittedCaller& holder) {
    return holder.caller.id == caller.id && holder.scopes.contains(store::PartnerScope::changes);
  };
  const std::scoped_lock lock(mutex_);
  return std::ranges::any_of(keys_, [&](const auto& key) { return is_that(key.second); }) ||
         std::ranges::any_of(client_keys_,
                             [&](const auto& key) { return is_that(key.second.holder); });
}

std::shared_ptr<const store::Partner> PartnerMemory::find(const std::string& id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = partners_.find(id);
  return found == partners_.end() ? nullptr : found->second;
}

}  // namespace servicecard::counter
