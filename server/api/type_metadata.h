#pragma once

#include "cardlib/codec/json.h"
#include "cardlib/credential/issuer.h"

namespace servicecard::api {

/// Type metadata of the wallet credential (draft-ietf-oauth-sd-jwt-vc §4): what each claim is
/// called in Chinese and English, and whether its holder may keep it back.
[[nodiscard]] json::object type_metadata(const Issuer& issuer);

}  // namespace servicecard::api
