#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"
#include "cardlib/identity/civil_date.h"

/// Time-based one-time codes (RFC 6238) as every authenticator makes them: HMAC-SHA-1, a step of
/// 30 seconds, six digits.
namespace servicecard::access::totp {

inline constexpr std::size_t secret_size = 20;  ///< octets, as RFC 4226 §4 recommends
inline constexpr int code_length = 6;           ///< digits

/// The code of one value of the counter (RFC 4226 §5.3).
[[nodiscard]] std::string hotp(BytesView secret, std::uint64_t counter, int digits = code_length);

/// The step that a moment lies in.
[[nodiscard]] std::int64_t step_of(Time now);

/// The step that a code is of, among the present one and its neighbours. Only one after `last`
/// counts, so that a code which was accepted never is again. Takes as long for any code.
[[nodiscard]] std::optional<std::int64_t> matching_step(BytesView secret, std::string_view code,
                                                        Time now, std::int64_t last);

/// The secret as people type it: Base32.
[[nodiscard]] std::string text_of(BytesView secret);

/// `otpauth://totp/…` for an authenticator to scan, naming the issuer and the account.
[[nodiscard]] std::string uri(BytesView secret, std::string_view issuer, std::string_view account);

}  // namespace servicecard::access::totp
