#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>

#include "cardlib/credential/cose_sign1.h"
#include "cardlib/credential/jws.h"
#include "cardlib/credential/status_list.h"
#include "cardlib/credential/status_list_token.h"
#include "cardlib/identity/civil_date.h"

/// What both forms of a status list token say, before it is known to be complete. Private to the
/// readers of the two forms.
namespace servicecard::status_list_fields {

enum class Layer { general, profile };

/// Members that are absent are empty; one of a wrong type is `bad_claim` at once.
struct Fields {
  std::optional<std::string> uri;
  std::optional<Time> issued_at;
  std::optional<Time> expires;
  std::optional<std::chrono::seconds> ttl;
  std::optional<std::string> aggregation_uri;
  PackedStatusList list;
};

using FieldsOrError = std::expected<Fields, StatusListTokenError>;

/// `profile` also refuses members that we do not write, and numbers that are not whole.
[[nodiscard]] FieldsOrError from_jwt(const json::object& claims, Layer layer);
[[nodiscard]] FieldsOrError from_cwt(BytesView payload, Layer layer);

[[nodiscard]] StatusListTokenError from_jws_error(JwsError error);
[[nodiscard]] StatusListTokenError from_cose_error(cose::Error error);

/// Checks that nothing is absent that the layer needs, and inflates the list.
[[nodiscard]] std::expected<StatusListClaims, StatusListTokenError> complete(FieldsOrError fields,
                                                                             Layer layer);

}  // namespace servicecard::status_list_fields
