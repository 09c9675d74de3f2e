#pragma once

#include <string_view>

namespace servicecard::desk {

/// Why a partner, or what belongs to it, was not made or changed. Nothing changed.
enum class PartnerError {
  no_such_partner,
  no_such_key,     ///< none of that partner's, or revoked already
  no_such_site,    ///< none of that partner's, or closed already
  partner_exists,  ///< the id is taken
  fake_code,       ///< a `FAKE` USCC where only real partners belong
  empty_name,
  empty_reason,
  bad_max_age,       ///< not from a minute to a year
  end_before_start,  ///< of the contract; or an end without a start
  already_suspended,
  not_suspended,
  site_exists,     ///< the partner has a site of that code, or had one
  bad_label,       ///< over 80 characters, or not one line
  no_scope,        ///< a key that may do nothing
  bad_key,         ///< no public JWK of EC P-256 for signatures
  key_registered,  ///< somebody registered that key before: it is never taken twice
  two_keys_live,   ///< of that kind; revoke one first
};

/// `"no-such-partner"`: the last part of a problem's type.
[[nodiscard]] std::string_view to_string(PartnerError error);

}  // namespace servicecard::desk
