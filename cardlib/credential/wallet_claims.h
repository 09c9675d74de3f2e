#pragma once

#include <array>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/codec/json.h"
#include "cardlib/credential/claims.h"
#include "cardlib/credential/sd_jwt.h"
#include "cardlib/credential/sector.h"
#include "cardlib/crypto/verification_key.h"
#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/person_name.h"
#include "cardlib/identity/uscc.h"

namespace servicecard {

/// What a presented wallet token says. Whatever its holder did not disclose is absent.
struct WalletClaims {
  std::string issuer;           ///< compare with the trust list's
  std::string credential_type;  ///< `vct`; compare with `Issuer::vct`
  Time issued_at;
  Time not_before;
  Time expires;
  StatusReference status;
  std::optional<VerificationKey> holder_key;  ///< a token that has one counts only with key binding
  std::optional<CardNumber> card_number;
  std::optional<PersonName> holder_name;
  std::optional<std::string> holder_id_last4;
  std::optional<std::string> enterprise_name;
  std::optional<Uscc> enterprise_uscc;
  std::optional<Category> category;
  /// Service codes by sector. A sector is absent where it is not disclosed or the card has none.
  std::map<Sector, std::vector<std::string>> services;

  bool operator==(const WalletClaims&) const = default;
};

enum class WalletTokenError {
  bad_sd_jwt,              ///< not an SD-JWT that can be read and processed (`sd_jwt::Error`)
  no_kid,                  ///< the header names no key
  wrong_type,              ///< `typ` other than `dc+sd-jwt`
  missing_claim,           ///< one of those that are always visible is absent
  unknown_claim,           ///< visible or disclosed, and not one of the profile's in that place
  bad_claim,               ///< of another type or value than the profile gives it
  bad_time,                ///< `iat`, `nbf` or `exp` is not 00:00 of a day in Asia/Shanghai
  bad_status,              ///< `status` is not exactly `{"status_list": {"idx", "uri"}}`
  bad_holder_key,          ///< `cnf` is not exactly `{"jwk"}` with a public P-256 key
  unexpected_key_binding,  ///< a key binding, and no `cnf` that it could be checked with
  bad_signature,           ///< everything is in place, and it does not verify
};

/// Reads the claims of an SD-JWT by the profile of the wallet token (docs/wallet-token.md). Header,
/// signature and key binding are not looked at.
[[nodiscard]] std::expected<WalletClaims, WalletTokenError> read_wallet_claims(
    const sd_jwt::Parsed& token);

/// The payload before anything in it is concealed, members in a fixed order.
[[nodiscard]] json::object wallet_payload(const CardClaims& claims,
                                          const std::optional<VerificationKey>& holder);

/// The claims at the top level that are disclosed one by one; the members of `services` are, too.
inline constexpr std::array disclosable_claims = {"card_number",     "holder_name",
                                                  "holder_id_last4", "enterprise_name",
                                                  "enterprise_uscc", "category"};

}  // namespace servicecard
