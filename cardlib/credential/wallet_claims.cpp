#include "cardlib/credential/wallet_claims.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "cardlib/credential/issuer.h"

namespace servicecard {
namespace {

using Error = WalletTokenError;
using Done = std::expected<void, Error>;

constexpr std::array required_claims = {"iss", "iat",     "nbf",    "exp",
                                        "vct", "_sd_alg", "status", "services"};

bool is_one_of(std::string_view name, const auto& names) {
  return std::ranges::find(names, name) != names.end();
}

/// Everything that must be readable without a disclosure is there, and nothing else is.
Done check_visible(const json::object& payload) {
  for (const char* name : required_claims) {
    if (!payload.contains(name)) return std::unexpected(Error::missing_claim);
  }
  for (const auto& member : payload) {
    const std::string_view name = member.key();
    const bool known = is_one_of(name, required_claims) || name == "cnf" || name == "_sd";
    if (!known) return std::unexpected(Error::unknown_claim);
  }
  const json::object* const services = json::object_member(payload, "services");
  if (services == nullptr) return std::unexpected(Error::bad_claim);
  for (const auto& member : *services) {
    if (member.key() != "_sd") return std::unexpected(Error::unknown_claim);
  }
  return {};
}

std::expected<std::string, Error> read_text(const json::object& from, std::string_view name) {
  const auto text = json::text_member(from, name);
  if (!text || text->empty()) return std::unexpected(Error::bad_claim);
  return std::string(*text);
}

/// 00:00 in Asia/Shanghai of a day from 1970 to 9999.
std::expected<Time, Error> read_day(const json::object& from, std::string_view name) {
  constexpr std::int64_t day = 86'400;
  constexpr std::int64_t offset = 8 * std::int64_t{3'600};
  constexpr std::int64_t end = 253'402'300'800;
  const auto seconds = json::int_member(from, name);
  if (!seconds) return std::unexpected(Error::bad_claim);
  const bool whole = *seconds >= 0 && *seconds < end && (*seconds + offset) % day == 0;
  if (!whole) return std::unexpected(Error::bad_time);
  return Time(std::chrono::seconds(*seconds));
}

std::expected<StatusReference, Error> read_status(const json::object& payload) {
  const json::object* const status = json::object_member(payload, "status");
  if (status == nullptr || status->size() != 1) return std::unexpected(Error::bad_status);
  const json::object* const list = json::object_member(*status, "status_list");
  if (list == nullptr || list->size() != 2) return std::unexpected(Error::bad_status);
  const auto index = json::int_member(*list, "idx");
  const auto uri = json::text_member(*list, "uri");
  if (!index || *index < 0 || !uri) return std::unexpected(Error::bad_status);
  return StatusReference{.uri = std::string(*uri), .index = static_cast<std::uint64_t>(*index)};
}

std::expected<std::optional<VerificationKey>, Error> read_holder_key(const json::object& payload) {
  if (!payload.contains("cnf")) return std::nullopt;
  const json::object* const cnf = json::object_member(payload, "cnf");
  if (cnf == nullptr || cnf->size() != 1) return std::unexpected(Error::bad_holder_key);
  const json::object* const jwk = json::object_member(*cnf, "jwk");
  if (jwk == nullptr) return std::unexpected(Error::bad_holder_key);
  auto key = VerificationKey::from_jwk(*jwk);
  if (!key) return std::unexpected(Error::bad_holder_key);
  return *std::move(key);
}

/// What is always visible.
std::expected<WalletClaims, Error> read_visible(const json::object& payload) {
  auto issuer = read_text(payload, "iss");
  auto type = read_text(payload, "vct");
  if (!issuer || !type) return std::unexpected(Error::bad_claim);
  const auto issued_at = read_day(payload, "iat");
  if (!issued_at) return std::unexpected(issued_at.error());
  const auto not_before = read_day(payload, "nbf");
  if (!not_before) return std::unexpected(not_before.error());
  const auto expires = read_day(payload, "exp");
  if (!expires) return std::unexpected(expires.error());
  auto status = read_status(payload);
  if (!status) return std::unexpected(status.error());
  auto holder_key = read_holder_key(payload);
  if (!holder_key) return std::unexpected(holder_key.error());
  WalletClaims claims;
  claims.issuer = *std::move(issuer);
  claims.credential_type = *std::move(type);
  claims.issued_at = *issued_at;
  claims.not_before = *not_before;
  claims.expires = *expires;
  claims.status = *std::move(status);
  claims.holder_key = *std::move(holder_key);
  return claims;
}

/// A value that is its own canonical text. False where it is not.
template <class T>
bool read_canonical(std::string_view text, std::optional<T>& out) {
  auto value = T::parse(text);
  if (!value || value->str() != text) return false;
  out = *std::move(value);
  return true;
}

/// The end of a resident ID: digits, or X for the last.
bool is_last4(std::string_view text) {
  constexpr std::string_view digits = "0123456789";
  return text.size() == 4 &&
         text.substr(0, 3).find_first_not_of(digits) == std::string_view::npos &&
         (text[3] == 'X' || digits.contains(text[3]));
}

/// One disclosed claim into its place; false for a value that the profile does not allow there.
bool read_disclosed(std::string_view name, std::string_view text, WalletClaims& claims) {
  if (text.empty()) return false;
  if (name == "card_number") return read_canonical(text, claims.card_number);
  if (name == "holder_name") return read_canonical(text, claims.holder_name);
  if (name == "enterprise_uscc") return read_canonical(text, claims.enterprise_uscc);
  if (name == "holder_id_last4") {
    claims.holder_id_last4 = text;
    return is_last4(text);
  }
  if (name == "category") {
    claims.category = parse_category(text);
    return claims.category.has_value();
  }
  claims.enterprise_name = text;
  return true;
}

/// What the payload has beyond what is visible. A `cnf` among it is unknown: it would let a holder
/// choose whether his key counts.
Done read_disclosed(const json::object& payload, const json::object& visible,
                    WalletClaims& claims) {
  for (const auto& member : payload) {
    const std::string_view name = member.key();
    if (visible.contains(name)) continue;
    if (!is_one_of(name, disclosable_claims)) return std::unexpected(Error::unknown_claim);
    const auto text = json::text_member(payload, name);
    if (!text || !read_disclosed(name, *text, claims)) return std::unexpected(Error::bad_claim);
  }
  return {};
}

std::expected<std::vector<std::string>, Error> read_codes(const json::value& value) {
  const json::array* const items = value.if_array();
  if (items == nullptr || items->empty()) return std::unexpected(Error::bad_claim);
  std::vector<std::string> codes;
  for (const json::value& item : *items) {
    if (!item.is_string() || item.get_string().empty()) return std::unexpected(Error::bad_claim);
    codes.emplace_back(item.get_string());
  }
  return codes;
}

Done read_services(const json::object& services, WalletClaims& claims) {
  for (const auto& member : services) {
    const auto sector = parse_sector(member.key());
    if (!sector) return std::unexpected(Error::unknown_claim);
    auto codes = read_codes(member.value());
    if (!codes) return std::unexpected(codes.error());
    claims.services.emplace(*sector, *std::move(codes));
  }
  return {};
}

std::int64_t seconds(Time time) { return time.time_since_epoch().count(); }

json::object services_of(const CardClaims& claims) {
  json::object services;
  for (const auto& [sector, codes] : claims.services) {
    if (!codes.empty()) services[to_string(sector)] = json::array(codes.begin(), codes.end());
  }
  return services;
}

/// The members that make up the key, and no more (RFC 7800 §3.2).
json::object confirmation_of(const VerificationKey& holder) {
  const json::object jwk = holder.to_jwk();
  return {
      {"jwk",
       {{"kty", jwk.at("kty")}, {"crv", jwk.at("crv")}, {"x", jwk.at("x")}, {"y", jwk.at("y")}}}};
}

}  // namespace

std::expected<WalletClaims, WalletTokenError> read_wallet_claims(const sd_jwt::Parsed& token) {
  const json::object& visible = token.jwt.claims;
  if (const Done done = check_visible(visible); !done) return std::unexpected(done.error());
  auto claims = read_visible(visible);
  if (!claims) return claims;
  const auto payload = sd_jwt::process(token);
  if (!payload) return std::unexpected(Error::bad_sd_jwt);
  if (const Done done = read_disclosed(*payload, visible, *claims); !done) {
    return std::unexpected(done.error());
  }
  const json::object& services = payload->at("services").as_object();
  if (const Done done = read_services(services, *claims); !done) {
    return std::unexpected(done.error());
  }
  return claims;
}

json::object wallet_payload(const CardClaims& claims,
                            const std::optional<VerificationKey>& holder) {
  const auto issuer = Issuer::parse(claims.issuer);
  if (!issuer) throw std::logic_error("wallet token: its issuer is none");
  json::object payload{
      {"iss", issuer->str()},
      {"iat", seconds(claims.issued_at)},
      {"nbf", seconds(claims.not_before)},
      {"exp", seconds(claims.expires)},
      {"vct", issuer->vct()},
      {"status", {{"status_list", {{"idx", claims.status.index}, {"uri", claims.status.uri}}}}},
      {"card_number", claims.card_number.str()},
      {"holder_name", claims.holder_name.str()},
      {"holder_id_last4", claims.holder_id_last4},
      {"enterprise_name", claims.enterprise_name},
      {"enterprise_uscc", claims.enterprise_uscc.str()},
      {"category", to_string(claims.category)},
      {"services", services_of(claims)}};
  if (holder) payload["cnf"] = confirmation_of(*holder);
  return payload;
}

}  // namespace servicecard
