#pragma once

#include "cardlib/codec/json.h"
#include "server/desk/enterprises.h"

namespace servicecard::api {

// The shapes that schema/openapi.yaml gives them.
[[nodiscard]] json::object to_json(const desk::EnterpriseView& view);
[[nodiscard]] json::object to_json(const desk::EnterpriseDetail& detail);
[[nodiscard]] json::object to_json(const desk::ContactView& contact);
[[nodiscard]] json::object to_json(const store::DesignationRow& row);
[[nodiscard]] json::object to_json(const store::TaxRecordRow& row);
/// The outcome of a policy with its trace, for people to read.
[[nodiscard]] json::object decision_json(const Decision& decision);

}  // namespace servicecard::api
