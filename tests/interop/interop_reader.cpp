// Reads what independent libraries wrote. A JSON object a line in, one a line out:
//   {"kind", "token", "jwk", …} -> {"ok": true, "claims": …} or {"ok": false, "error": "…"}
// Kinds: jws, sd_jwt, sd_jwt_kb, cose, cwt, status_jwt, status_cwt are the general layer; wallet
// and printed the profile. Binary tokens are in base64url; status lists take "indices" and give
// "values"; tokens bound to a key take "audience", "nonce" and "now".
#include <functional>
#include <iostream>
#include <map>
#include <string>

#include "cardlib/codec/base64url.h"
#include "cardlib/credential/cose_sign1.h"
#include "cardlib/credential/key_binding.h"
#include "cardlib/credential/refusal.h"
#include "cardlib/credential/sc1_text.h"
#include "cardlib/credential/sd_jwt.h"
#include "cardlib/credential/token_errors.h"
#include "cardlib/credential/wallet_token.h"
#include "tests/interop/card_json.h"

namespace servicecard::test {
namespace {

using Result = std::expected<json::object, std::string>;

/// One line of input.
struct Task {
  const json::object& json;
  std::string_view token;
  VerificationKey key;

  [[nodiscard]] std::string_view text(std::string_view name) const {
    return json::text_member(json, name).value();
  }
  [[nodiscard]] HolderChallenge challenge() const {
    const auto now = json::int_member(json, "now").value();
    return {.audience = text("audience"),
            .nonce = text("nonce"),
            .now = Time(std::chrono::seconds(now))};
  }
};

/// The general layer's errors have numbers, in the order of their enum.
template <class Error>
std::unexpected<std::string> refused(std::string_view where, Error error) {
  return std::unexpected(std::string(where) + " " + std::to_string(static_cast<int>(error)));
}

std::unexpected<std::string> refused(Refusal refusal) {
  return std::unexpected(std::string(to_string(refusal)));
}

std::unexpected<std::string> bad_signature() {
  return std::unexpected(std::string("bad_signature"));
}

Result read_jws(const Task& task) {
  const auto jws = parse_jws(task.token);
  if (!jws) return refused("jws", jws.error());
  if (!verify(*jws, task.key)) return bad_signature();
  return json::object{{"header", jws->header}, {"payload", jws->payload}};
}

Result read_sd_jwt(const Task& task) {
  const auto token = sd_jwt::parse(task.token);
  if (!token) return refused("sd_jwt", token.error());
  if (!verify(token->jwt, task.key)) return bad_signature();
  auto claims = sd_jwt::process(*token);
  if (!claims) return refused("sd_jwt", claims.error());
  return *std::move(claims);
}

Result read_sd_jwt_kb(const Task& task) {
  auto claims = read_sd_jwt(task);
  if (!claims) return claims;
  const auto holder =
      VerificationKey::from_jwk(claims->at("cnf").as_object().at("jwk").as_object());
  if (!holder) return refused("cnf", holder.error());
  const auto token = sd_jwt::parse(task.token);
  const auto bound = verify_key_binding(token.value(), *holder, task.challenge());
  if (!bound) return refused(refusal_of(bound.error()));
  return claims;
}

Result read_wallet(const Task& task) {
  const auto token = WalletToken::parse(task.token);
  if (!token) return refused(refusal_of(token.error()));
  const auto claims = token->verify(task.key);
  if (!claims) return refused(refusal_of(claims.error()));
  if (claims->holder_key) {
    const auto bound = token->verify_key_binding(task.challenge());
    if (!bound) return refused(refusal_of(bound.error()));
  }
  return claims_json(*claims);
}

Result read_printed(const Task& task) {
  const auto octets = sc1::decode(task.token);
  if (!octets) return refused(refusal_of(octets.error()));
  const auto token = PrintedToken::parse(*octets);
  if (!token) return refused(refusal_of(token.error()));
  const auto claims = token->verify(task.key);
  if (!claims) return refused(refusal_of(claims.error()));
  return claims_json(*claims);
}

using ReadSign1 = std::expected<cose::Sign1, std::string>;

ReadSign1 read_sign1(const Task& task) {
  const auto octets = base64url::decode(task.token);
  if (!octets) return refused("base64url", octets.error());
  auto token = cwt::parse(*octets, cbor::Strictness::well_formed);
  if (!token) return refused("cose", token.error());
  if (!token->verify(task.key)) return bad_signature();
  return *std::move(token);
}

Result read_cose(const Task& task) {
  const auto token = read_sign1(task);
  if (!token) return std::unexpected(token.error());
  return json::object{{"payload", base64url::encode(token->payload())}};
}

Result read_cwt(const Task& task) {
  const auto token = read_sign1(task);
  if (!token) return std::unexpected(token.error());
  const auto claims = cwt::read_claims(token->payload(), cbor::Strictness::well_formed);
  if (!claims) return refused("cwt", claims.error());
  return claims_json(*claims);
}

Result read_status(const Task& task,
                   const std::expected<StatusListClaims, StatusListTokenError>& claims) {
  if (!claims) return refused("status_list", claims.error());
  json::object out = claims_json(*claims);
  json::array& values = out["values"].emplace_array();
  for (const json::value& index : task.json.at("indices").as_array()) {
    const auto value = claims->list.at(index.to_number<std::uint64_t>());
    values.push_back(value ? json::value(*value) : json::value(nullptr));
  }
  return out;
}

Result read_status_jwt(const Task& task) {
  return read_status(task, read_status_list_jwt(task.token, task.key));
}

Result read_status_cwt(const Task& task) {
  const auto octets = base64url::decode(task.token);
  if (!octets) return refused("base64url", octets.error());
  return read_status(task, read_status_list_cwt(*octets, task.key));
}

const std::map<std::string_view, std::function<Result(const Task&)>>& kinds() {
  static const std::map<std::string_view, std::function<Result(const Task&)>> readers = {
      {"jws", read_jws},       {"sd_jwt", read_sd_jwt},         {"sd_jwt_kb", read_sd_jwt_kb},
      {"wallet", read_wallet}, {"printed", read_printed},       {"cose", read_cose},
      {"cwt", read_cwt},       {"status_jwt", read_status_jwt}, {"status_cwt", read_status_cwt}};
  return readers;
}

json::object answer(const std::string& line) {
  const json::object input = json::parse_object(line).value();
  const auto key = VerificationKey::from_jwk(input.at("jwk").as_object());
  const Task task{
      .json = input, .token = json::text_member(input, "token").value(), .key = key.value()};
  const Result result = kinds().at(json::text_member(input, "kind").value())(task);
  if (!result) return {{"ok", false}, {"error", result.error()}};
  return {{"ok", true}, {"claims", *result}};
}

}  // namespace
}  // namespace servicecard::test

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    std::cout << servicecard::json::serialize(servicecard::test::answer(line)) << '\n'
              << std::flush;
  }
  return 0;
}
