#include "server/desk/partner_error.h"

namespace servicecard::desk {

std::string_view to_string(PartnerError error) {
  switch (error) {
    case PartnerError::no_such_partner:
      return "no-such-partner";
    case PartnerError::no_such_key:
      return "no-such-partner-key";
    case PartnerError::no_such_site:
      return "no-such-site";
    case PartnerError::partner_exists:
      return "partner-exists";
    case PartnerError::fake_code:
      return "fake-code";
    case PartnerError::empty_name:
      return "empty-name";
    case PartnerError::empty_reason:
      return "empty-reason";
    case PartnerError::bad_max_age:
      return "bad-max-age";
    case PartnerError::end_before_start:
      return "end-before-start";
    case PartnerError::already_suspended:
      return "already-suspended";
    case PartnerError::not_suspended:
      return "not-suspended";
    case PartnerError::site_exists:
      return "site-exists";
    case PartnerError::bad_label:
      return "bad-label";
    case PartnerError::no_scope:
      return "no-scope";
    case PartnerError::bad_key:
      return "bad-key";
    case PartnerError::key_registered:
      return "key-registered";
    case PartnerError::two_keys_live:
      return "two-keys-live";
  }
  return {};
}

}  // namespace servicecard::desk
