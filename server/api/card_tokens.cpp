#include "server/api/card_tokens.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cardlib/credential/qr.h"
#include "cardlib/credential/sc1_text.h"
#include "server/api/card_problems.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/parameters.h"
#include "server/api/routes.h"
#include "server/desk/cards.h"
#include "server/desk/wallet_binding.h"
#include "server/http/accept.h"
#include "server/print/png.h"

namespace servicecard::api {
namespace {

constexpr const char* wallet_type = "application/dc+sd-jwt";
constexpr std::array<std::string_view, 2> picture_types = {"image/svg+xml", "image/png"};

http::Response not_acceptable(const http::Request& request) {
  return problem_response(request, {.status = 406,
                                    .name = "not-acceptable",
                                    .title = {.zh = "没有所要求的格式", .en = "Not in that form"},
                                    .detail = {.zh = "Accept 应为 image/svg+xml 或 image/png",
                                               .en = "Accept image/svg+xml or image/png"}});
}

class CardTokens {
 public:
  CardTokens(const desk::Desk& desk, const access::TimedNonces& nonces, const access::Clock& clock)
      : desk_(desk), nonces_(nonces), clock_(clock) {}

  [[nodiscard]] http::Response wallet(const http::Request& request) const {
    const auto token = find(request, store::CredentialKind::wallet);
    if (!token) return refused(request, token.error());
    return {.status = 200,
            .content_type = wallet_type,
            .headers = {},
            .body = std::string(as_text(*token))};
  }

  [[nodiscard]] http::Response printed(const http::Request& request) const {
    const auto token = find(request, store::CredentialKind::printed);
    if (!token) return refused(request, token.error());
    return http::text_response(200, sc1::encode(*token));
  }

  [[nodiscard]] http::Response qr(const http::Request& request) const {
    const auto type = http::choose_media_type(request.headers, picture_types);
    if (!type) return not_acceptable(request);
    const auto token = find(request, store::CredentialKind::printed);
    if (!token) return refused(request, token.error());
    const QrMatrix matrix = QrMatrix::encode(sc1::encode(*token)).value();
    http::Response response{.status = 200,
                            .content_type = std::string(picture_types.at(*type)),
                            .headers = {},
                            .body = std::string()};
    response.headers.add("Vary", "Accept");
    if (*type == 1) {
      const Bytes png = print::to_png(matrix, {});
      response.body = std::string(as_text(png));
    } else {
      response.body =
          to_svg(matrix, {.title = request.parameter("number"), .module_mm = std::nullopt});
    }
    return response;
  }

  [[nodiscard]] http::Response challenge(const http::Request& request) const {
    const auto number = number_parameter(request);
    if (!number) return refused(request, desk::CardError::no_such_card);
    JsonBody body(request);
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    const auto challenge = challenge_wallet(desk_, nonces_, clock_.now(), *number);
    if (!challenge) return refused(request, challenge.error());
    return http::json_response(201, json::object{{"nonce", challenge->nonce},
                                                 {"audience", challenge->audience},
                                                 {"expires_at", timestamp(challenge->expires)}});
  }

  [[nodiscard]] http::Response bind(const http::Request& request) const {
    const auto number = number_parameter(request);
    if (!number) return refused(request, desk::CardError::no_such_card);
    JsonBody body(request);
    const auto jwk = body.object("jwk");
    const auto proof = body.text("proof");
    if (const auto problem = body.problem()) return problem_response(request, *problem);
    auto token = bind_wallet(desk_, nonces_, act_of(request, clock_), *number, *jwk, *proof);
    if (!token) return refused(request, token.error());
    return {.status = 201, .content_type = wallet_type, .headers = {}, .body = *std::move(token)};
  }

 private:
  [[nodiscard]] std::expected<Bytes, desk::CardError> find(const http::Request& request,
                                                           store::CredentialKind kind) const {
    const auto number = number_parameter(request);
    if (!number) return std::unexpected(desk::CardError::no_such_card);
    return card_token(desk_, *number, kind);
  }

  [[nodiscard]] http::Response refused(const http::Request& request, desk::CardError error) const {
    return refusal(request, error, clock_.now());
  }

  const desk::Desk& desk_;
  const access::TimedNonces& nonces_;
  const access::Clock& clock_;
};

}  // namespace

void add_card_token_routes(http::Router& router, const desk::Desk& desk,
                           const access::TimedNonces& nonces, const access::Clock& clock) {
  const Routes routes(router, "/v1/cards/{number}", CardTokens(desk, nonces, clock));
  constexpr const char* issuing = "clerk approver";
  using http::Method;
  routes.add(Method::get, "/wallet-token", "walletToken", issuing, &CardTokens::wallet);
  routes.add(Method::get, "/printed-token", "printedToken", issuing, &CardTokens::printed);
  routes.add(Method::get, "/qr", "cardQr", issuing, &CardTokens::qr);
  routes.add(Method::post, "/wallet/challenge", "walletChallenge", issuing, &CardTokens::challenge);
  routes.add(Method::post, "/wallet", "bindWallet", issuing, &CardTokens::bind);
}

}  // namespace servicecard::api
