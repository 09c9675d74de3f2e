#include "server/api/client_token.h"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cardlib/codec/json.h"
#include "server/counter/client_assertion.h"
#include "server/http/field_values.h"
#include "server/http/target.h"
#include "server/store/once.h"

namespace servicecard::api {
namespace {

constexpr std::string_view form_type = "application/x-www-form-urlencoded";
constexpr std::string_view grant = "client_credentials";
constexpr std::string_view assertion_type =
    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

// RFC 6749 §5.2.
struct TokenError {
  unsigned status = 400;
  std::string_view code;
  std::string_view description;
};

TokenError invalid_client(std::string_view why) { return {401, "invalid_client", why}; }

http::Response not_kept(unsigned status, const json::object& body) {
  http::Response response = http::json_response(status, body);
  response.headers.add("Cache-Control", "no-store");
  return response;
}

http::Response refusal(const TokenError& error) {
  return not_kept(error.status, {{"error", error.code}, {"error_description", error.description}});
}

std::string token_address(const keys::KeyRing& ring) { return ring.issuer().str() + "/v1/token"; }

// The pairs of a form are written as those of a query, each name once (RFC 6749 §3.2).
std::expected<http::Target, TokenError> form_in(const http::Request& request) {
  std::string_view type = request.header("Content-Type").value_or("");
  if (!http::equal_ignoring_case(http::take_until(';', type), form_type)) {
    return std::unexpected(
        TokenError{400, "invalid_request", "the body must be application/x-www-form-urlencoded"});
  }
  auto form = http::parse_target("/?" + request.body);
  if (!form) {
    return std::unexpected(
        TokenError{400, "invalid_request", "the form is malformed, or names something twice"});
  }
  return *std::move(form);
}

std::optional<TokenError> objection_to(const http::Target& form) {
  const auto wanted = form.find("grant_type");
  if (!wanted) return TokenError{400, "invalid_request", "grant_type is missing"};
  if (*wanted != grant) {
    return TokenError{400, "unsupported_grant_type", "grant_type must be client_credentials"};
  }
  if (form.find("client_assertion_type") != assertion_type || !form.find("client_assertion")) {
    return invalid_client("client_assertion_type and client_assertion must be there (RFC 7523)");
  }
  return std::nullopt;
}

// What is asked for, or all that the key may; nothing where it asks for more, or for nothing.
std::optional<store::PartnerScopes> scopes_of(const http::Target& form,
                                              const store::PartnerScopes& allowed) {
  auto asked = form.find("scope");
  if (!asked) return allowed;
  store::PartnerScopes scopes;
  while (!asked->empty()) {
    const auto scope = store::parse_partner_scope(http::take_until(' ', *asked));
    if (!scope || !allowed.contains(*scope)) return std::nullopt;
    scopes.insert(*scope);
  }
  return scopes.empty() ? std::nullopt : std::optional(std::move(scopes));
}

std::string words_of(const store::PartnerScopes& scopes) {
  std::string words;
  for (const store::PartnerScope scope : scopes) {
    if (!words.empty()) words += ' ';
    words += to_string(scope);
  }
  return words;
}

// Durably, before anybody gets a token for it.
bool is_first_use(store::Store& store, const counter::ClientAssertion& assertion, Time now) {
  return store.write([&](store::Transaction& transaction) {
    store::nonces::forget(transaction, now);
    return store::nonces::consume(transaction, assertion.nonce, assertion.expires);
  });
}

http::Response give_token(const TokenEndpoint& endpoint, const http::Request& request) {
  const auto form = form_in(request);
  if (!form) return refusal(form.error());
  if (const auto error = objection_to(*form)) return refusal(*error);
  const Time now = endpoint.clock.now();
  const auto assertion =
      counter::check_assertion(endpoint.partners, *form->find("client_assertion"),
                               {endpoint.ring.issuer().str(), token_address(endpoint.ring)}, now);
  if (!assertion) return refusal(invalid_client(describe(assertion.error())));
  const std::string& partner = assertion->holder.caller.partner;
  if (form->find("client_id").value_or(partner) != partner) {
    return refusal(invalid_client("client_id is not the partner that the key is registered for"));
  }
  const auto scopes = scopes_of(*form, assertion->holder.scopes);
  if (!scopes) return refusal({400, "invalid_scope", "the key has not all of these scopes"});
  if (!is_first_use(endpoint.store, *assertion, now)) {
    return refusal(invalid_client("the assertion was used before; each has a jti of its own"));
  }
  return not_kept(200, {{"access_token", endpoint.tokens.open(assertion->thumbprint, *scopes, now)},
                        {"token_type", "Bearer"},
                        {"expires_in", std::int64_t{counter::ClientTokens::lifetime.count()}},
                        {"scope", words_of(*scopes)}});
}

http::Response metadata(const keys::KeyRing& ring) {
  const std::string issuer = ring.issuer().str();
  json::array scopes;
  for (const store::PartnerScope scope : store::all_partner_scopes) {
    scopes.push_back(json::value(to_string(scope)));
  }
  http::Response response = http::json_response(
      200,
      json::object{{"issuer", issuer},
                   {"token_endpoint", token_address(ring)},
                   {"grant_types_supported", json::array{grant}},
                   {"response_types_supported", json::array{}},
                   {"scopes_supported", std::move(scopes)},
                   {"token_endpoint_auth_methods_supported", json::array{"private_key_jwt"}},
                   {"token_endpoint_auth_signing_alg_values_supported", json::array{"ES256"}}});
  response.headers.add("Cache-Control", "public, max-age=300");
  return response;
}

}  // namespace

void add_client_token_routes(http::Router& router, TokenEndpoint endpoint) {
  router.add({.method = http::Method::post,
              .pattern = "/v1/token",
              .operation = "createAccessToken",
              .handler = http::plain([endpoint](const http::Request& request) {
                return give_token(endpoint, request);
              })});
  router.add({.method = http::Method::get,
              .pattern = "/.well-known/oauth-authorization-server",
              .operation = "showTokenEndpoint",
              .handler = http::plain(
                  [&ring = endpoint.ring](const http::Request&) { return metadata(ring); })});
}

}  // namespace servicecard::api
