#pragma once

#include <functional>
#include <optional>

#include "cardlib/crypto/digest.h"
#include "server/access/clock.h"
#include "server/api/guard.h"
#include "server/counter/key_uses.h"
#include "server/counter/partner_memory.h"
#include "server/counter/verifications.h"
#include "server/http/router.h"

namespace servicecard::api {

/// `/v1/verifications` and `/v1/presentations/requests`. Both run on the io thread for whoever
/// shows a key. Verifications and clock live as long as the router.
void add_verification_routes(http::Router& router, counter::Verifications& verifications,
                             const access::Clock& clock);

/// Where the guard finds partners by their API keys. The memory lives as long as the guard.
[[nodiscard]] std::function<std::optional<counter::AdmittedCaller>(const Sha256&)> partner_register(
    const counter::PartnerMemory& partners);

/// The same, and notes when a key was used.
[[nodiscard]] std::function<std::optional<counter::AdmittedCaller>(const Sha256&)> noting_register(
    std::function<std::optional<counter::AdmittedCaller>(const Sha256&)> callers,
    counter::KeyUses& uses, const access::Clock& clock);

}  // namespace servicecard::api
