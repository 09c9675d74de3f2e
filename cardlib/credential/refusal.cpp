#include "cardlib/credential/refusal.h"

#include <array>
#include <cstddef>
#include <utility>

namespace servicecard {
namespace {

struct Row {
  Refusal refusal;
  std::string_view name;
  Verdict verdict;
};

// In the order of the enumeration, of which it has all.
constexpr auto rows = std::to_array<Row>({
    {Refusal::partner_not_contracted, "partner_not_contracted", Verdict::partner_not_contracted},
    {Refusal::too_large, "too_large", Verdict::unreadable},
    {Refusal::bad_text, "bad_text", Verdict::unreadable},
    {Refusal::malformed, "malformed", Verdict::unreadable},
    {Refusal::wrong_tag, "wrong_tag", Verdict::unreadable},
    {Refusal::bad_header, "bad_header", Verdict::unreadable},
    {Refusal::missing_claim, "missing_claim", Verdict::unreadable},
    {Refusal::unknown_claim, "unknown_claim", Verdict::unreadable},
    {Refusal::bad_claim, "bad_claim", Verdict::unreadable},
    {Refusal::bad_time, "bad_time", Verdict::unreadable},
    {Refusal::bad_status, "bad_status", Verdict::unreadable},
    {Refusal::bad_holder_key, "bad_holder_key", Verdict::unreadable},
    {Refusal::unknown_sector, "unknown_sector", Verdict::unreadable},
    {Refusal::key_not_in_pack, "key_not_in_pack", Verdict::stale_status},
    {Refusal::unknown_key, "unknown_key", Verdict::bad_signature},
    {Refusal::wrong_purpose, "wrong_purpose", Verdict::bad_signature},
    {Refusal::pending_key, "pending_key", Verdict::bad_signature},
    {Refusal::revoked_key, "revoked_key", Verdict::bad_signature},
    {Refusal::wrong_signature, "wrong_signature", Verdict::bad_signature},
    {Refusal::outlives_key, "outlives_key", Verdict::bad_signature},
    {Refusal::wrong_type, "wrong_type", Verdict::bad_signature},
    {Refusal::wrong_issuer, "wrong_issuer", Verdict::bad_signature},
    {Refusal::wrong_credential_type, "wrong_credential_type", Verdict::bad_signature},
    {Refusal::wrong_status_uri, "wrong_status_uri", Verdict::bad_signature},
    {Refusal::unexpected_key_binding, "unexpected_key_binding", Verdict::bad_signature},
    {Refusal::bearer_refused, "bearer_refused", Verdict::bad_signature},
    {Refusal::key_binding_not_awaited, "key_binding_not_awaited", Verdict::bad_signature},
    {Refusal::key_binding_missing, "key_binding_missing", Verdict::bad_signature},
    {Refusal::key_binding_wrong_type, "key_binding_wrong_type", Verdict::bad_signature},
    {Refusal::key_binding_bad_signature, "key_binding_bad_signature", Verdict::bad_signature},
    {Refusal::key_binding_bad_claim, "key_binding_bad_claim", Verdict::bad_signature},
    {Refusal::key_binding_wrong_hash, "key_binding_wrong_hash", Verdict::bad_signature},
    {Refusal::key_binding_wrong_audience, "key_binding_wrong_audience", Verdict::bad_signature},
    {Refusal::key_binding_wrong_nonce, "key_binding_wrong_nonce", Verdict::bad_signature},
    {Refusal::key_binding_wrong_time, "key_binding_wrong_time", Verdict::bad_signature},
    {Refusal::issued_in_future, "issued_in_future", Verdict::not_yet_valid},
    {Refusal::not_yet_valid, "not_yet_valid", Verdict::not_yet_valid},
    {Refusal::expired, "expired", Verdict::expired},
    {Refusal::lost, "lost", Verdict::lost},
    {Refusal::suspended, "suspended", Verdict::suspended},
    {Refusal::revoked, "revoked", Verdict::revoked},
    {Refusal::superseded, "superseded", Verdict::superseded},
    {Refusal::no_such_reference, "no_such_reference", Verdict::unknown_card},
    {Refusal::other_token, "other_token", Verdict::unknown_card},
    {Refusal::not_listed, "not_listed", Verdict::stale_status},
    {Refusal::unknown_value, "unknown_value", Verdict::stale_status},
    {Refusal::trust_list_expired, "trust_list_expired", Verdict::stale_status},
    {Refusal::pack_expired, "pack_expired", Verdict::stale_status},
    {Refusal::list_expired, "list_expired", Verdict::stale_status},
    {Refusal::list_too_old, "list_too_old", Verdict::stale_status},
    {Refusal::clock_set_back, "clock_set_back", Verdict::stale_status},
    {Refusal::feed_silent, "feed_silent", Verdict::stale_status},
    {Refusal::sector_not_included, "sector_not_included", Verdict::not_entitled},
    {Refusal::service_not_included, "service_not_included", Verdict::not_entitled},
    {Refusal::quota_used, "quota_used", Verdict::quota_used},
});

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows.at(i).refusal != static_cast<Refusal>(i)) return false;
  }
  return true;
}
static_assert(is_in_order() && rows.back().refusal == Refusal::quota_used);

}  // namespace

std::string_view to_string(Refusal refusal) { return rows.at(std::to_underlying(refusal)).name; }

Verdict verdict_of(Refusal refusal) { return rows.at(std::to_underlying(refusal)).verdict; }

}  // namespace servicecard
