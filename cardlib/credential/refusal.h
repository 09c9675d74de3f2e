#pragma once

#include <cstdint>
#include <string_view>

#include "cardlib/credential/verdict.h"

namespace servicecard {

/// Why a token is not valid here and now, finer than the verdict: for logs, for the desk, and for
/// whoever builds a partner's program. In the order in which the verifier looks.
enum class Refusal : std::uint8_t {
  partner_not_contracted,

  // Text and structure: nothing is known of the token.
  too_large,       ///< longer than any token of ours
  bad_text,        ///< neither form, or characters that do not belong in it
  malformed,       ///< not an SD-JWT or a COSE_Sign1 as strict as ours
  wrong_tag,       ///< CBOR, but tagged as something else
  bad_header,      ///< a header parameter that must not be there, or one that is missing
  missing_claim,   ///< a claim that is always visible is absent
  unknown_claim,   ///< a claim that the profile does not have in that place
  bad_claim,       ///< a claim of another type or range
  bad_time,        ///< a time that is not the start of a civil day
  bad_status,      ///< a status of another shape
  bad_holder_key,  ///< `cnf` is no public P-256 key
  unknown_sector,  ///< a sector bit that has no sector

  // The key that it names.
  key_not_in_pack,  ///< offline: unknown or pending in data that may be too old to know it
  unknown_key,      ///< online: not the issuer's
  wrong_purpose,    ///< a key of the issuer, for something else
  pending_key,      ///< online: a key that signs nothing yet
  revoked_key,      ///< offline: a key that was taken back

  // Whether that key made it, for us, and whether its holder presents it.
  wrong_signature,
  outlives_key,             ///< it ends after its key: no signer of ours does that
  wrong_type,               ///< `typ` of another kind of token
  wrong_issuer,             ///< `iss` is not the trust list's
  wrong_credential_type,    ///< `vct` is not the issuer's service card
  wrong_status_uri,         ///< the status list is not the issuer's
  unexpected_key_binding,   ///< a key binding, and no holder's key to check it with
  bearer_refused,           ///< no holder's key, and the partner takes bound tokens alone
  key_binding_not_awaited,  ///< bound to a holder's key, and the caller gave no challenge
  key_binding_missing,
  key_binding_wrong_type,
  key_binding_bad_signature,
  key_binding_bad_claim,
  key_binding_wrong_hash,      ///< made for other disclosures
  key_binding_wrong_audience,  ///< made for another partner
  key_binding_wrong_nonce,     ///< made for another request
  key_binding_wrong_time,

  // The time.
  issued_in_future,
  not_yet_valid,
  expired,

  // The status.
  lost,
  suspended,
  revoked,
  superseded,
  no_such_reference,  ///< online: nothing was issued at that place
  other_token,        ///< online: what was issued at that place was another token
  not_listed,         ///< no list at hand says anything of it
  unknown_value,      ///< the list says something without meaning
  trust_list_expired,
  pack_expired,
  list_expired,
  list_too_old,    ///< older than the caller allows
  clock_set_back,  ///< now is before data that was already seen
  feed_silent,     ///< online: changes are no longer heard of

  // The service, where one is named.
  sector_not_included,   ///< the card has, or shows, nothing in that sector
  service_not_included,  ///< the sector, but not that service
  quota_used,
};

/// The name in JSON and logs.
[[nodiscard]] std::string_view to_string(Refusal refusal);

/// What the counter is told.
[[nodiscard]] Verdict verdict_of(Refusal refusal);

}  // namespace servicecard
