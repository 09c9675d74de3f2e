#include "server/api/verifications.h"

#include <algorithm>
#include <array>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

#include "cardlib/codec/json.h"
#include "server/api/format.h"
#include "server/api/json_body.h"

namespace servicecard::api {
namespace {

using counter::VerificationError;

constexpr std::size_t max_text = 100;  // octets of a service or a site

constexpr Bilingual one_way{"请只给出 presentation，或同时给出 card_number 和 holder_id_last4",
                            "give either presentation, or card_number with holder_id_last4"};
constexpr Bilingual a_number{"卡号有误，请对照卡面核对，包括末位校验码",
                             "not a card number; compare it with the card, check character too"};
constexpr Bilingual a_last4{"应为身份证号的后四位，最后一位可以是 X",
                            "must be the last four of the resident ID, the last may be X"};
constexpr Bilingual too_long{"最多 100 字节", "at most 100 octets"};

std::optional<std::string> parse_last4(std::string_view text) {
  constexpr std::string_view digits = "0123456789";
  if (text.size() != 4) return std::nullopt;
  std::string last4(text);
  if (last4.back() == 'x') last4.back() = 'X';
  const bool good =
      std::ranges::all_of(last4.substr(0, 3), [&](char c) { return digits.contains(c); }) &&
      (digits.contains(last4.back()) || last4.back() == 'X');
  return good ? std::optional(last4) : std::nullopt;
}

std::optional<std::string> short_text(JsonBody& body, std::string_view name) {
  auto text = body.maybe_text(name);
  if (text && text->size() > max_text) body.note(name, too_long);
  return text;
}

using Asked = decltype(counter::VerificationQuestion::card);

std::optional<Asked> shown_in(JsonBody& body, std::string presentation) {
  auto nonce = body.maybe_text("nonce");
  if (body.maybe_text("card_number") || body.maybe_text("holder_id_last4")) {
    body.note("presentation", one_way);
  }
  return counter::ShownToken{.presentation = std::move(presentation), .nonce = std::move(nonce)};
}

std::optional<Asked> typed_in(JsonBody& body) {
  const auto number = body.parsed("card_number", CardNumber::parse, a_number);
  const auto last4 = body.parsed("holder_id_last4", parse_last4, a_last4);
  if (!number || !last4) return std::nullopt;
  return counter::TypedNumber{.number = *number, .last4 = *last4};
}

// What is asked of which card; nothing where a mistake was noted.
std::optional<counter::VerificationQuestion> question_in(JsonBody& body) {
  auto presentation = body.maybe_text("presentation");
  auto card = presentation ? shown_in(body, *std::move(presentation)) : typed_in(body);
  auto service = short_text(body, "service");
  auto site = short_text(body, "site");
  if (!card) return std::nullopt;
  return counter::VerificationQuestion{
      .card = *std::move(card), .service = std::move(service), .site = std::move(site)};
}

json::value card_json(const std::optional<counter::CardView>& card) {
  if (!card) return nullptr;
  return json::object{
      {"number", or_null(card->number)},
      {"holder_name", or_null(card->holder_name)},
      {"holder_id_last4", or_null(card->holder_id_last4)},
      {"enterprise_name", or_null(card->enterprise_name)},
      {"category", card->category ? json::value(to_string(*card->category)) : json::value(nullptr)},
      {"valid_until", card->valid_until.str()}};
}

json::array services_json(const std::vector<counter::ServiceState>& services) {
  json::array states;
  for (const counter::ServiceState& service : services) {
    states.push_back(json::object{{"code", service.code},
                                  {"name", text_json(service.name)},
                                  {"state", to_string(service.state)}});
  }
  return states;
}

json::object to_json(const counter::VerificationAnswer& answer) {
  const Verdict verdict = answer.verdict();
  return {
      {"id", std::to_string(answer.id)},
      {"verdict", to_string(verdict)},
      {"colour", to_string(colour_of(verdict))},
      {"reason", answer.refusal ? json::value(to_string(*answer.refusal)) : json::value(nullptr)},
      {"text", text_json(word_of(verdict))},
      {"next_step", text_json(next_step_of(verdict))},
      {"checked_at", timestamp(answer.checked_at)},
      {"card", card_json(answer.card)},
      {"services", services_json(answer.services)}};
}

http::Problem problem_of(VerificationError error) {
  switch (error) {
    case VerificationError::no_such_service:
      return {.status = 422,
              .name = "no-such-service",
              .title = {.zh = "本单位所属领域没有这项服务", .en = "No such service in your sector"},
              .detail = {.zh = "请使用服务目录中本领域的服务代码，或不指定服务",
                         .en = "Use a code of the catalogue in your sector, or name no service"}};
    case VerificationError::too_many_misses:
      return {.status = 429,
              .name = "too-many-misses",
              .title = {.zh = "核对失败次数过多", .en = "Too many misses"},
              .detail = {.zh = "请改用扫码核验，或稍后再试",
                         .en = "Scan the card instead, or try again later"}};
    case VerificationError::not_logged:
      return {.status = 503,
              .name = "verification-not-logged",
              .title = {.zh = "核验记录无法写入，因此没有结果",
                        .en = "The verification cannot be logged, so there is no verdict"},
              .detail = {.zh = "这不说明卡片有问题，请稍后重试",
                         .en = "This says nothing of the card; try again shortly"}};
  }
  std::unreachable();
}

http::Response failure_response(const http::Request& request,
                                const counter::VerificationFailure& failure) {
  http::Response response = problem_response(request, problem_of(failure.error));
  if (failure.error == VerificationError::too_many_misses) {
    response.headers.add("Retry-After", std::to_string(failure.retry_after.count()));
  }
  return response;
}

counter::KeyHolder caller_of(const http::Request& request) {
  const PartnerCaller& caller = partner_of(request);
  return {.partner = caller.partner, .key = caller.key};
}

void verify(counter::Verifications& verifications, const access::Clock& clock,
            const http::Request& request, http::Respond respond) {
  JsonBody body(request);
  const auto question = question_in(body);
  if (const auto problem = body.problem()) {
    respond(problem_response(request, *problem));
    return;
  }
  verifications.verify(
      caller_of(request), *question, clock.now(),
      [request, respond = std::move(respond)](counter::VerificationResult result) mutable {
        respond(result ? http::json_response(200, to_json(*result))
                       : failure_response(request, result.error()));
      });
}

http::Response request_presentation(const counter::Verifications& verifications,
                                    const access::Clock& clock, const http::Request& request) {
  const auto made = verifications.request_presentation(partner_of(request).partner, clock.now());
  return http::json_response(201, json::object{{"nonce", made.nonce},
                                               {"audience", made.audience},
                                               {"expires_at", timestamp(made.expires)}});
}

}  // namespace

void add_verification_routes(http::Router& router, counter::Verifications& verifications,
                             const access::Clock& clock) {
  router.add(
      {.method = http::Method::post,
       .pattern = "/v1/verifications",
       .operation = "verify",
       .runs = http::Runs::on_io,
       .access = a_partner,
       .handler = [&verifications, &clock](const http::Request& request, http::Respond respond) {
         verify(verifications, clock, request, std::move(respond));
       }});
  router.add({.method = http::Method::post,
              .pattern = "/v1/presentations/requests",
              .operation = "createPresentationRequest",
              .runs = http::Runs::on_io,
              .access = a_partner,
              .handler = http::plain([&verifications, &clock](const http::Request& request) {
                return request_presentation(verifications, clock, request);
              })});
}

std::function<std::optional<PartnerCaller>(const Sha256&)> partner_register(
    const counter::PartnerMemory& partners) {
  return [&partners](const Sha256& hash) -> std::optional<PartnerCaller> {
    auto holder = partners.find_key(hash);
    if (!holder) return std::nullopt;
    return PartnerCaller{.partner = std::move(holder->partner), .key = holder->key};
  };
}

}  // namespace servicecard::api
