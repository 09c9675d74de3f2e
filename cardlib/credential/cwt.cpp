#include "cardlib/credential/cwt.h"

#include <utility>

#include "cardlib/credential/numeric_date.h"

namespace servicecard::cwt {
namespace {

std::optional<Time> date(const cbor::Value& value) {
  if (const auto number = value.as_int64()) return numeric_date(*number);
  if (const double* const real = std::get_if<double>(&value.item())) return numeric_date(*real);
  return std::nullopt;
}

std::optional<std::string> text(const cbor::Value& value) {
  if (value.as_text() == nullptr) return std::nullopt;
  return *value.as_text();
}

std::optional<Bytes> octets(const cbor::Value& value) {
  if (value.as_bytes() == nullptr) return std::nullopt;
  return *value.as_bytes();
}

// One text, or several: RFC 8392 takes over the definition of RFC 7519 §4.1.3.
std::optional<std::vector<std::string>> audience(const cbor::Value& value) {
  if (value.as_text() != nullptr) return std::vector{*value.as_text()};
  if (value.as_array() == nullptr) return std::nullopt;
  std::vector<std::string> all;
  for (const cbor::Value& one : *value.as_array()) {
    if (one.as_text() == nullptr) return std::nullopt;
    all.push_back(*one.as_text());
  }
  return all;
}

std::optional<StatusReference> status_reference(const cbor::Value& list) {
  const cbor::Value* const index = list.find("idx");
  const cbor::Value* const uri = list.find("uri");
  if (index == nullptr || index->as_unsigned() == nullptr) return std::nullopt;
  if (uri == nullptr || uri->as_text() == nullptr) return std::nullopt;
  return StatusReference{.uri = *uri->as_text(), .index = *index->as_unsigned()};
}

// Other ways to tell a status may stand beside the list, or in its place; they are left alone.
bool read_status(const cbor::Value& value, Claims& claims) {
  if (value.as_map() == nullptr) return false;
  const cbor::Value* const list = value.find("status_list");
  if (list == nullptr) return true;
  claims.status = status_reference(*list);
  return claims.status.has_value();
}

template <class T>
bool assign(std::optional<T>& claim, std::optional<T> value) {
  claim = std::move(value);
  return claim.has_value();
}

bool read_audience(const cbor::Value& value, Claims& claims) {
  auto all = audience(value);
  if (!all) return false;
  claims.audience = *std::move(all);
  return true;
}

bool read_claim(std::int64_t claim, const cbor::Value& value, Claims& claims) {
  switch (claim) {
    case key::iss:
      return assign(claims.issuer, text(value));
    case key::sub:
      return assign(claims.subject, text(value));
    case key::aud:
      return read_audience(value, claims);
    case key::exp:
      return assign(claims.expires, date(value));
    case key::nbf:
      return assign(claims.not_before, date(value));
    case key::iat:
      return assign(claims.issued_at, date(value));
    case key::cti:
      return assign(claims.id, octets(value));
    case key::status:
      return read_status(value, claims);
    default:  // not a registered claim
      return true;
  }
}

}  // namespace

std::expected<cose::Sign1, cose::Error> parse(BytesView token, cbor::Strictness strictness) {
  const auto item = cbor::decode(token, strictness);
  if (!item) return std::unexpected(cose::Error::malformed);
  const cbor::Tagged* const tag = item->as_tagged();
  if (tag == nullptr || tag->tag != cwt_tag) return cose::Sign1::from_item(*item, strictness);
  auto inner = cose::Sign1::from_item(*tag->content, strictness);
  if (inner && !inner->tagged()) return std::unexpected(cose::Error::wrong_tag);
  return inner;
}

std::expected<Claims, ClaimsError> read_claims(BytesView payload, cbor::Strictness strictness) {
  const auto item = cbor::decode(payload, strictness);
  if (!item || item->as_map() == nullptr) return std::unexpected(ClaimsError::not_a_map);
  Claims claims;
  claims.all = *item->as_map();
  for (const auto& [name, value] : claims.all) {
    const auto number = name.as_int64();
    if (number && !read_claim(*number, value, claims)) {
      return std::unexpected(ClaimsError::bad_claim);
    }
  }
  return claims;
}

}  // namespace servicecard::cwt
