#include "server/backup/published.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/codec/ascii.h"
#include "server/desk/actors.h"
#include "server/store/cards.h"
#include "server/store/credentials.h"

namespace servicecard::backup {
namespace {

using store::Credential;
using store::CredentialKind;

constexpr const char* reason = "恢复备份：之前已公布 / published before a restore";

std::int64_t number_of(std::string_view uri) {
  return ascii::parse_number<std::int64_t>(uri.substr(uri.rfind('/') + 1)).value_or(0);
}

/// The credentials whose index has that value in the pack.
std::vector<Credential> published_as(Status status, store::Reader& reader, const OfflinePack& pack,
                                     const Issuer& issuer) {
  std::vector<Credential> found;
  for (const StatusListClaims& claims : pack.status_lists()) {
    const std::int64_t number = number_of(claims.uri);
    if (claims.uri != issuer.status_list_uri(static_cast<std::uint64_t>(number))) continue;
    for (Credential& credential : store::credentials::of_list(reader, number)) {
      const auto value = claims.list.at(static_cast<std::uint64_t>(credential.index));
      if (value == static_cast<std::uint8_t>(status)) found.push_back(std::move(credential));
    }
  }
  return found;
}

void append(store::Transaction& transaction, const store::Card& card, const char* kind,
            const OfflinePack& pack, Time now) {
  transaction.append({.time = now,
                      .actor = std::string(desk::system_name),
                      .kind = kind,
                      .subject = "card:" + card.number.str(),
                      .content = {{"reason", reason}, {"pack", pack.sequence()}}});
}

bool move(store::Transaction& transaction, const store::Card& card, CardAct act, const char* kind,
          const OfflinePack& pack, Time now) {
  const auto state = next(card.state, act);
  if (!state) return false;
  store::cards::move(transaction, card.id, *state, reason, now);
  append(transaction, card, kind, pack, now);
  return true;
}

}  // namespace

std::int64_t highest_list(const OfflinePack& pack) {
  std::int64_t highest = 0;
  for (const StatusListClaims& claims : pack.status_lists()) {
    highest = std::max(highest, number_of(claims.uri));
  }
  return highest;
}

// Printed tokens first: one is invalid only with its card. A wallet token also goes when another is
// bound in its place.
TakenAway take_away(store::Transaction& transaction, const OfflinePack& pack, const Issuer& issuer,
                    Time now) {
  TakenAway taken;
  auto invalid = published_as(Status::invalid, transaction, pack, issuer);
  std::ranges::stable_partition(invalid, [](const Credential& credential) {
    return credential.kind == CredentialKind::printed;
  });
  for (const Credential& credential : invalid) {
    if (credential.state == store::CredentialState::voided) continue;
    const store::Card card = store::cards::find(transaction, credential.card_id).value();
    if (credential.kind == CredentialKind::printed) {
      taken.revoked += move(transaction, card, CardAct::revoke, "card.revoked", pack, now) ? 1 : 0;
    } else if (status_value(card.state) != static_cast<std::uint8_t>(Status::invalid)) {
      store::credentials::void_credential(transaction, credential.id, now);
      append(transaction, card, "wallet.voided", pack, now);
      ++taken.voided;
    }
  }
  for (const Credential& credential : published_as(Status::suspended, transaction, pack, issuer)) {
    const store::Card card = store::cards::find(transaction, credential.card_id).value();
    if (card.state != CardState::active) continue;
    taken.suspended +=
        move(transaction, card, CardAct::suspend, "card.suspended", pack, now) ? 1 : 0;
  }
  return taken;
}

}  // namespace servicecard::backup
