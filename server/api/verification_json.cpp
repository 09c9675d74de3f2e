#include "server/api/verification_json.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/serialize.hpp>

#include "server/api/expectations.h"
#include "server/api/format.h"

namespace servicecard::api {
namespace {

constexpr std::size_t max_text = 100;  // octets of a service or a site

constexpr Bilingual one_way{"请只给出 presentation，或同时给出 card_number 和 holder_id_last4",
                            "give either presentation, or card_number with holder_id_last4"};
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
  const auto number = body.parsed("card_number", CardNumber::parse, a_card_number);
  const auto last4 = body.parsed("holder_id_last4", parse_last4, a_last4);
  if (!number || !last4) return std::nullopt;
  return counter::TypedNumber{.number = *number, .last4 = *last4};
}

json::value card_json(const std::optional<counter::CardView>& card,
                      const boost::json::storage_ptr& memory) {
  if (!card) return nullptr;
  json::object view(memory);
  view["number"] = or_null(card->number, memory);
  view["holder_name"] = or_null(card->holder_name, memory);
  view["holder_id_last4"] = or_null(card->holder_id_last4, memory);
  view["enterprise_name"] = or_null(card->enterprise_name, memory);
  view["category"] = nullptr;
  if (card->category) view["category"] = to_string(*card->category);
  view["valid_until"] = nullptr;
  if (card->valid_until) view["valid_until"] = card->valid_until->str();
  return view;
}

json::value quota_json(const std::optional<counter::QuotaState>& quota,
                       const boost::json::storage_ptr& memory) {
  if (!quota) return nullptr;
  json::object state(memory);
  state["uses"] = quota->uses;
  state["used"] = quota->used;
  state["left"] = quota->left();
  state["period"] = json::object(
      {{"from", quota->period.from->str()}, {"until", quota->period.to->str()}}, memory);
  return state;
}

json::array beneficiaries_json(const std::vector<Beneficiary>& beneficiaries,
                               const boost::json::storage_ptr& memory) {
  json::array names(memory);
  names.reserve(beneficiaries.size());
  for (const Beneficiary one : beneficiaries) names.emplace_back(to_string(one));
  return names;
}

json::array services_json(const std::vector<counter::ServiceState>& services,
                          const boost::json::storage_ptr& memory) {
  json::array states(memory);
  states.reserve(services.size());
  for (const counter::ServiceState& service : services) {
    json::object& state = states.emplace_back(json::object(memory)).get_object();
    state["code"] = service.code;
    state["name"] = text_json(service.name, memory);
    state["for"] = beneficiaries_json(service.beneficiaries, memory);
    state["state"] = to_string(service.state);
    state["quota"] = quota_json(service.quota, memory);
  }
  return states;
}

}  // namespace

std::optional<counter::VerificationQuestion> verification_question(JsonBody& body) {
  auto presentation = body.maybe_text("presentation");
  auto card = presentation ? shown_in(body, *std::move(presentation)) : typed_in(body);
  auto service = short_text(body, "service");
  auto site = short_text(body, "site");
  if (!card) return std::nullopt;
  return counter::VerificationQuestion{
      .card = *std::move(card), .service = std::move(service), .site = std::move(site)};
}

std::string verification_json(const counter::VerificationAnswer& answer) {
  // All values live until they are written down: one piece of memory serves them all.
  std::array<unsigned char, 8192> room{};
  boost::json::monotonic_resource memory(room.data(), room.size());
  const Verdict verdict = answer.verdict();
  json::object document(&memory);
  document.reserve(11);
  document["id"] = std::to_string(answer.id);
  document["verdict"] = to_string(verdict);
  document["colour"] = to_string(colour_of(verdict));
  document["reason"] = nullptr;
  if (answer.refusal) document["reason"] = to_string(*answer.refusal);
  document["text"] = text_json(word_of(verdict), &memory);
  document["next_step"] = text_json(next_step_of(verdict), &memory);
  document["checked_at"] = timestamp(answer.checked_at);
  document["status_as_of"] = timestamp(answer.checked_at);  // memory is never older
  document["data_age_seconds"] = 0;
  document["card"] = card_json(answer.card, &memory);
  document["services"] = services_json(answer.services, &memory);
  return boost::json::serialize(document);
}

}  // namespace servicecard::api
