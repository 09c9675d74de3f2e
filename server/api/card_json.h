#pragma once

#include "cardlib/codec/json.h"
#include "server/api/json_body.h"
#include "server/desk/bulk_revocation.h"
#include "server/desk/cards.h"

namespace servicecard::api {

// The shapes that schema/openapi.yaml gives them.
[[nodiscard]] json::object to_json(const desk::CardView& view);
/// `issuer` names the lists in which the credentials stand.
[[nodiscard]] json::object to_json(const desk::CardDetail& detail, const Issuer& issuer);
[[nodiscard]] json::object to_json(const std::vector<desk::BulkItem>& items, desk::Run run);

/// What `apply` in the body says: a dry run where it is absent.
[[nodiscard]] inline desk::Run run_of(JsonBody& body) {
  return body.flag_or("apply", false) ? desk::Run::real : desk::Run::dry;
}

}  // namespace servicecard::api
