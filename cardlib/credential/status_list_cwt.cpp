#include <algorithm>
#include <array>
#include <utility>

#include "cardlib/credential/cwt.h"
#include "cardlib/credential/status_list_fields.h"
#include "cardlib/credential/status_list_token.h"

namespace servicecard {
namespace {

using Error = StatusListTokenError;
using status_list_fields::Fields;
using status_list_fields::Layer;

cbor::Strictness strictness(Layer layer) {
  switch (layer) {
    case Layer::general:
      return cbor::Strictness::well_formed;
    case Layer::profile:
      return cbor::Strictness::deterministic;
  }
  std::unreachable();
}

// An unsigned integer (draft §5.2), and positive.
std::optional<std::chrono::seconds> duration(const cbor::Value& value) {
  constexpr std::uint64_t longest = 1'000'000'000;
  const std::uint64_t* const seconds = value.as_unsigned();
  if (seconds == nullptr || *seconds == 0 || *seconds > longest) return std::nullopt;
  return std::chrono::seconds(*seconds);
}

std::expected<void, Error> read_list(const cbor::Value& list, Layer layer, Fields& fields) {
  const cbor::Value* const bits = list.find("bits");
  const cbor::Value* const lst = list.find("lst");
  if (bits == nullptr || bits->as_unsigned() == nullptr || lst == nullptr ||
      lst->as_bytes() == nullptr) {
    return std::unexpected(Error::bad_claim);
  }
  if (layer == Layer::profile && list.as_map()->size() != 2) {
    return std::unexpected(Error::unknown_claim);
  }
  if (const cbor::Value* const uri = list.find("aggregation_uri")) {
    if (uri->as_text() == nullptr) return std::unexpected(Error::bad_claim);
    fields.aggregation_uri = *uri->as_text();
  }
  fields.list = {.bits = *bits->as_unsigned(), .lst = *lst->as_bytes()};
  return {};
}

std::expected<void, Error> check_profile(const cbor::Map& claims) {
  constexpr std::array ours = {cwt::key::sub, cwt::key::exp, cwt::key::iat, cwt::key::status_list,
                               cwt::key::ttl};
  constexpr std::array times = {cwt::key::exp, cwt::key::iat};
  for (const auto& claim : claims) {
    const auto is_name = [&claim](int key) { return claim.first == key; };
    if (!std::ranges::any_of(ours, is_name)) return std::unexpected(Error::unknown_claim);
    if (std::ranges::any_of(times, is_name) && claim.second.as_unsigned() == nullptr) {
      return std::unexpected(Error::bad_claim);
    }
  }
  return {};
}

std::expected<void, Error> check_type(const cose::Sign1& token) {
  const cbor::Value protected_header(token.protected_header());
  const cbor::Value* const type = protected_header.find(cose::label::typ);
  if (type == nullptr || *type != status_list_cwt_media_type) {
    return std::unexpected(Error::wrong_type);
  }
  return {};
}

std::expected<ShortKid, Error> profile_kid(const cose::Sign1& token) {
  constexpr std::size_t our_members = 3;  // alg, kid, typ
  const auto kid = token.kid();
  ShortKid own{};
  const bool exact = token.tagged() && token.unprotected_header().empty() &&
                     token.protected_header().size() == our_members &&
                     token.header(cose::label::alg) != nullptr && kid && kid->size() == own.size();
  if (!exact) return std::unexpected(Error::bad_header);
  std::ranges::copy(*kid, own.begin());
  return own;
}

}  // namespace

namespace status_list_fields {

FieldsOrError from_cwt(BytesView payload, Layer layer) {
  const auto claims = cwt::read_claims(payload, strictness(layer));
  if (!claims) return std::unexpected(Error::bad_claim);
  if (layer == Layer::profile) {
    if (const auto checked = check_profile(claims->all); !checked) {
      return std::unexpected(checked.error());
    }
  }
  const cbor::Value all(claims->all);
  Fields fields;
  fields.uri = claims->subject;
  fields.issued_at = claims->issued_at;
  fields.expires = claims->expires;
  if (const cbor::Value* const ttl = all.find(cwt::key::ttl)) {
    fields.ttl = duration(*ttl);
    if (!fields.ttl) return std::unexpected(Error::bad_claim);
  }
  const cbor::Value* const list = all.find(cwt::key::status_list);
  if (list == nullptr) return std::unexpected(Error::bad_claim);
  if (const auto read = read_list(*list, layer, fields); !read) {
    return std::unexpected(read.error());
  }
  return fields;
}

Error from_cose_error(cose::Error error) {
  switch (error) {
    case cose::Error::malformed:
    case cose::Error::wrong_tag:
      return Error::malformed;
    case cose::Error::duplicate_header:
    case cose::Error::critical_header:
      return Error::bad_header;
    case cose::Error::unsupported:
      return Error::unsupported;
    case cose::Error::bad_signature:
      return Error::bad_signature;
  }
  std::unreachable();
}

}  // namespace status_list_fields

std::expected<StatusListClaims, Error> read_status_list_cwt(BytesView token,
                                                            const VerificationKey& key) {
  if (token.size() > max_status_list_token_size) return std::unexpected(Error::too_large);
  const auto sign1 = cwt::parse(token, strictness(Layer::general));
  if (!sign1) return std::unexpected(status_list_fields::from_cose_error(sign1.error()));
  if (const auto typed = check_type(*sign1); !typed) return std::unexpected(typed.error());
  if (const auto good = sign1->verify(key); !good) {
    return std::unexpected(status_list_fields::from_cose_error(good.error()));
  }
  return complete(status_list_fields::from_cwt(sign1->payload(), Layer::general), Layer::general);
}

std::expected<StatusListToken, Error> StatusListToken::parse_cwt(BytesView token) {
  if (token.size() > max_status_list_token_size) return std::unexpected(Error::too_large);
  auto sign1 = cose::Sign1::parse(token, strictness(Layer::profile));
  if (!sign1) return std::unexpected(status_list_fields::from_cose_error(sign1.error()));
  if (const auto typed = check_type(*sign1); !typed) return std::unexpected(typed.error());
  const auto kid = profile_kid(*sign1);
  if (!kid) return std::unexpected(kid.error());
  return StatusListToken(*std::move(sign1), *kid);
}

Bytes make_status_list_cwt(std::string_view uri, const PackedStatusList& list, Time now,
                           const Signer& signer) {
  const std::int64_t iat = now.time_since_epoch().count();
  const cbor::Map claims{
      {cwt::key::sub, uri},
      {cwt::key::iat, iat},
      {cwt::key::exp, iat + status_list_lifetime.count()},
      {cwt::key::ttl, std::int64_t{status_list_ttl.count()}},
      {cwt::key::status_list, cbor::Map{{"bits", list.bits}, {"lst", list.lst}}}};
  const cbor::Map type{{cose::label::typ, status_list_cwt_media_type}};
  return cose::ToBeSigned::make(signer.public_key(), type, cbor::encode(claims)).sign(signer);
}

}  // namespace servicecard
