#pragma once

#include <cstdint>
#include <expected>

#include "cardlib/credential/issuer.h"
#include "server/app/start_failure.h"

namespace servicecard::app {

/// Tokens name their issuer, port and all. A demonstration's issuer is this machine itself, so it
/// is served from the very port that the issuer names: `other_port` for any other one.
[[nodiscard]] std::expected<void, StartFailure> check_port(const Issuer& issuer,
                                                           std::uint16_t port);

}  // namespace servicecard::app
