#pragma once

#include <string_view>

#include "cardlib/codec/json.h"
#include "server/desk/account_office.h"
#include "server/http/response.h"

namespace servicecard::api {

// The shapes that schema/openapi.yaml gives them.
[[nodiscard]] json::object to_json(const store::ActorRow& account);
[[nodiscard]] json::object to_json(const desk::AccountOffice& office,
                                   const access::Session& session);

/// All that a page needs to know of whoever signed in; `secret` is the session's.
[[nodiscard]] json::object session_json(const desk::AccountOffice& office,
                                        const store::ActorRow& account,
                                        const access::Session& session, std::string_view secret);

/// The answer that brings a session just opened, with its cookie; `more` joins its members.
[[nodiscard]] http::Response session_response(unsigned status, const desk::AccountOffice& office,
                                              const desk::RenewedSession& renewed,
                                              const json::object& more = {});

}  // namespace servicecard::api
