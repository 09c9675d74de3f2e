#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/credential/status_list_token.h"

namespace servicecard::test {

inline constexpr std::string_view sample_list_uri = "https://card.county.example/status-lists/1";

/// When the sample tokens are issued.
inline constexpr Time sample_list_time{std::chrono::seconds(1'783'180'800)};

/// 64 entries, valid but for 3 (invalid) and 5 (suspended).
[[nodiscard]] StatusList sample_list();
[[nodiscard]] PackedStatusList sample_packed_list();

[[nodiscard]] std::string sample_list_jwt(const Signer& signer);
[[nodiscard]] Bytes sample_list_cwt(const Signer& signer);

using StatusListResult = std::expected<StatusListClaims, StatusListTokenError>;

/// By the profile, as the list at `sample_list_uri`.
[[nodiscard]] StatusListResult read_list_jwt(std::string_view token, const VerificationKey& key);
[[nodiscard]] StatusListResult read_list_cwt(BytesView token, const VerificationKey& key);

/// Nothing where it was accepted.
[[nodiscard]] std::optional<StatusListTokenError> error_of(const StatusListResult& result);

}  // namespace servicecard::test
