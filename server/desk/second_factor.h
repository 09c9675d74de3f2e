#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "server/desk/account_office.h"
#include "server/desk/security_error.h"

/// The second factor of one's own account: an authenticator's codes (`access/totp.h`).
namespace servicecard::desk {

/// What an authenticator is told, once.
struct SecondFactorOffer {
  std::string secret;  ///< Base32, for typing
  std::string uri;     ///< otpauth://, for scanning
};

/// Proposes a secret. It counts from `confirm_second_factor` on; a new offer takes its place.
[[nodiscard]] std::expected<SecondFactorOffer, SecurityRefusal> offer_second_factor(
    const AccountOffice& office, const access::Act& act);

struct ConfirmedSecondFactor {
  RenewedSession session;
  std::vector<std::string> recovery_codes;  ///< each opens once in place of a code; shown this once
};

/// Its first code shows that the authenticator has the secret. Ends every session of the account;
/// the one that asked is opened anew.
[[nodiscard]] std::expected<ConfirmedSecondFactor, SecurityRefusal> confirm_second_factor(
    const AccountOffice& office, const access::Act& act, const access::Session& session,
    const std::string& code);

/// Wants a code, and is refused where the role demands the factor. Ends every session of the
/// account; the one that asked is opened anew.
[[nodiscard]] std::expected<RenewedSession, SecurityRefusal> remove_second_factor(
    const AccountOffice& office, const access::Act& act, const access::Session& session,
    const std::string& code);

/// Whether this is a code that the account's authenticator shows now, or one of its recovery codes,
/// not used before. It is, afterwards.
[[nodiscard]] bool use_code(const AccountOffice& office, store::Transaction& transaction,
                            std::int64_t account, std::string_view code, Time now);

}  // namespace servicecard::desk
