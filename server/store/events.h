#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cardlib/credential/claims.h"
#include "cardlib/credential/sector.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/lifecycle/card_state.h"
#include "server/store/partner_terms.h"

/// What memory beside the database holds of it, and hears of when it changes: each event carries
/// the whole of what it is about, as it stands after the change.
namespace servicecard::store {

/// A card as the counter knows it.
struct CardFacts {
  std::int64_t id = 0;
  CardNumber number;
  CardState state = CardState::prepared;
  Validity validity;
  Category category = Category::principal;
  std::int64_t person_id = 0;
  std::string services;     ///< codes by sector, JSON
  std::string holder_name;  ///< not masked
  Sha256 last4_hash{};      ///< keyed hash of the last four of the resident ID
  std::string enterprise_name;

  bool operator==(const CardFacts&) const = default;
};

enum class CredentialState : std::uint8_t {
  prepared,  ///< recorded, not signed yet
  issued,
  voided,  ///< another has taken its place, or it was never signed; its index says invalid
};

/// A credential as the counter knows it: where its token stands, and what it is worth.
struct CredentialFacts {
  std::int64_t card_id = 0;
  std::int64_t list = 0;   ///< the status list's number
  std::int64_t index = 0;  ///< in that list
  CredentialState state = CredentialState::prepared;
  std::optional<Sha256> token_hash;  ///< once issued

  bool operator==(const CredentialFacts&) const = default;
};

enum class Bearers : std::uint8_t { accepted, refused };

/// Where a partner receives holders.
struct PartnerSite {
  std::string code;  ///< a short name in lower case
  std::string name;
  Time created_at;
  std::optional<Time> closed_at{};

  bool operator==(const PartnerSite&) const = default;
};

struct Partner {
  std::string id;  ///< a short name in lower case, as it stands in addresses
  std::string name;
  Sector sector = Sector::health;
  std::optional<std::string> uscc;
  std::optional<CivilDate> contract_from;   ///< none: not contracted
  std::optional<CivilDate> contract_until;  ///< the last day
  std::int64_t max_age = 0;                 ///< of status data, in seconds
  Bearers bearers = Bearers::accepted;      ///< whether tokens without a holder's key are
  std::optional<Time> suspended_at;
  std::optional<std::string> suspended_reason;
  Time created_at;
  CardFields shows = every_card_field();  ///< in the answers that it gets
  std::vector<PartnerSite> sites{};       ///< by code, the closed ones too

  bool operator==(const Partner&) const = default;
};

/// What a program of the partner shows who it is with: a secret, or signatures by a key of its own.
struct PartnerKey {
  std::int64_t id = 0;
  std::string partner_id;
  Sha256 hash{};  ///< SHA-256 of the secret, or the RFC 7638 thumbprint of `jwk`
  Time created_at;
  std::optional<Time> revoked_at{};
  std::string label{};
  PartnerScopes scopes = every_partner_scope();
  std::optional<std::string> jwk{};    ///< the public half of the partner's own key
  std::optional<Time> last_used_at{};  ///< to the minute; not in events

  bool operator==(const PartnerKey&) const = default;
};

struct CardChanged {
  CardFacts card;
};
struct CredentialChanged {
  CredentialFacts credential;
};
/// An index of a status list says something else from now on: 0 valid, 1 invalid, 2 suspended.
struct StatusChanged {
  std::int64_t list = 0;
  std::int64_t index = 0;
  std::uint8_t status = 0;
  Time at;
};
struct PartnerChanged {
  Partner partner;
};
struct PartnerKeyChanged {
  PartnerKey key;
};
struct PolicyAdded {
  std::int64_t policy_id = 0;
  std::string document;  ///< JSON
};
struct SettingChanged {
  std::string name;
  std::string value;
};
/// How often a person has used a service, in the period of its quota that begins on that day.
struct UsesCounted {
  std::int64_t person_id = 0;
  std::string service;
  CivilDate period_from;
  int uses = 0;
};

using Event = std::variant<CardChanged, CredentialChanged, PartnerChanged, PartnerKeyChanged,
                           PolicyAdded, SettingChanged, UsesCounted, StatusChanged>;

}  // namespace servicecard::store
