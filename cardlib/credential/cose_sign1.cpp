#include "cardlib/credential/cose_sign1.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace servicecard::cose {
namespace {

constexpr std::string_view context = "Signature1";

bool is_label(const cbor::Value& key) {
  return key.as_text() != nullptr || key.as_int64().has_value();
}

std::expected<cbor::Map, Error> header_map(const cbor::Value& item) {
  const cbor::Map* const map = item.as_map();
  if (map == nullptr) return std::unexpected(Error::malformed);
  const bool labelled = std::ranges::all_of(*map, [](const auto& m) { return is_label(m.first); });
  if (!labelled) return std::unexpected(Error::malformed);
  return *map;
}

std::expected<cbor::Map, Error> protected_map(BytesView octets, cbor::Strictness strictness) {
  if (octets.empty()) return cbor::Map{};
  const auto item = cbor::decode(octets, strictness);
  if (!item) return std::unexpected(Error::malformed);
  return header_map(*item);
}

const cbor::Value* find(const cbor::Map& map, const cbor::Value& label) {
  const auto found = std::ranges::find(map, label, &cbor::Map::value_type::first);
  return found == map.end() ? nullptr : &found->second;
}

std::expected<void, Error> check_headers(const cbor::Map& guarded, const cbor::Map& open) {
  for (const auto& [name, value] : guarded) {
    if (find(open, name) != nullptr) return std::unexpected(Error::duplicate_header);
  }
  for (const cbor::Map* const map : {&guarded, &open}) {
    if (find(*map, label::crit) != nullptr) return std::unexpected(Error::critical_header);
    const cbor::Value* const kid = find(*map, label::kid);
    if (kid != nullptr && kid->as_bytes() == nullptr) return std::unexpected(Error::malformed);
  }
  return {};
}

bool is_null(const cbor::Value& item) {
  return std::holds_alternative<std::nullptr_t>(item.item());
}

Bytes assemble(BytesView protected_octets, BytesView payload, BytesView signature) {
  return cbor::encode(cbor::Value::tagged(
      sign1_tag, cbor::Array{protected_octets, cbor::Map{}, payload, signature}));
}

Bytes own_header(const ShortKid& kid, cbor::Map members) {
  members.emplace_back(label::alg, es256);
  members.emplace_back(label::kid, BytesView(kid));
  return cbor::encode(std::move(members));
}

std::expected<ShortKid, Error> own_kid(BytesView protected_octets) {
  const auto header = protected_map(protected_octets, cbor::Strictness::deterministic);
  if (!header) return std::unexpected(header.error());
  const cbor::Value* const alg = find(*header, label::alg);
  const cbor::Value* const kid = find(*header, label::kid);
  const Bytes* const octets = kid == nullptr ? nullptr : kid->as_bytes();
  ShortKid own{};
  const bool good =
      alg != nullptr && *alg == es256 && octets != nullptr && octets->size() == own.size();
  if (!good) return std::unexpected(Error::malformed);
  std::ranges::copy(*octets, own.begin());
  return own;
}

}  // namespace

Bytes sig_structure(BytesView protected_header, BytesView external_aad, BytesView payload) {
  return cbor::encode(cbor::Array{context, protected_header, external_aad, payload});
}

std::expected<Sign1, Error> Sign1::parse(BytesView token, cbor::Strictness strictness) {
  const auto item = cbor::decode(token, strictness);
  if (!item) return std::unexpected(Error::malformed);
  return from_item(*item, strictness);
}

std::expected<Sign1, Error> Sign1::from_item(const cbor::Value& item, cbor::Strictness strictness) {
  const cbor::Tagged* const tag = item.as_tagged();
  if (tag != nullptr && tag->tag != sign1_tag) return std::unexpected(Error::wrong_tag);
  const cbor::Array* const parts = (tag == nullptr ? item : *tag->content).as_array();
  if (parts == nullptr || parts->size() != 4) return std::unexpected(Error::malformed);
  const Bytes* const protected_octets = (*parts)[0].as_bytes();
  const Bytes* const payload = (*parts)[2].as_bytes();
  const Bytes* const signature = (*parts)[3].as_bytes();
  if (protected_octets == nullptr || signature == nullptr) return std::unexpected(Error::malformed);
  if (payload == nullptr) {
    return std::unexpected(is_null((*parts)[2]) ? Error::unsupported : Error::malformed);
  }
  auto guarded = protected_map(*protected_octets, strictness);
  if (!guarded) return std::unexpected(guarded.error());
  auto open = header_map((*parts)[1]);
  if (!open) return std::unexpected(open.error());
  if (const auto checked = check_headers(*guarded, *open); !checked) {
    return std::unexpected(checked.error());
  }
  Sign1 token;
  token.tagged_ = tag != nullptr;
  token.protected_octets_ = *protected_octets;
  token.protected_header_ = *std::move(guarded);
  token.unprotected_header_ = *std::move(open);
  token.payload_ = *payload;
  token.signature_ = *signature;
  return token;
}

const cbor::Value* Sign1::header(int label) const {
  const cbor::Value* const guarded = find(protected_header_, label);
  return guarded != nullptr ? guarded : find(unprotected_header_, label);
}

std::optional<BytesView> Sign1::kid() const {
  const cbor::Value* const kid = header(label::kid);
  if (kid == nullptr) return std::nullopt;
  return *kid->as_bytes();
}

Bytes Sign1::to_be_signed(BytesView external_aad) const {
  // A header without members is signed as an empty string, however it was sent (RFC 9052 §4.4).
  const BytesView guarded = protected_header_.empty() ? BytesView{} : protected_octets_;
  return sig_structure(guarded, external_aad, payload_);
}

std::expected<void, Error> Sign1::verify(const VerificationKey& key, BytesView external_aad) const {
  const cbor::Value* const alg = header(label::alg);
  if (alg == nullptr || *alg != es256) return std::unexpected(Error::unsupported);
  if (!key.verify(to_be_signed(external_aad), signature_)) {
    return std::unexpected(Error::bad_signature);
  }
  return {};
}

ToBeSigned::ToBeSigned(Bytes protected_octets, Bytes payload, ShortKid kid)
    : protected_octets_(std::move(protected_octets)),
      payload_(std::move(payload)),
      kid_(kid),
      octets_(sig_structure(protected_octets_, {}, payload_)) {}

ToBeSigned ToBeSigned::make(const VerificationKey& key, cbor::Map more, BytesView payload) {
  const ShortKid& kid = key.short_kid();
  return {own_header(kid, std::move(more)), Bytes(payload.begin(), payload.end()), kid};
}

std::expected<ToBeSigned, Error> ToBeSigned::from_record(BytesView octets) {
  const auto item = cbor::decode(octets, cbor::Strictness::deterministic);
  const cbor::Array* const parts = item ? item->as_array() : nullptr;
  if (parts == nullptr || parts->size() != 4) return std::unexpected(Error::malformed);
  const Bytes* const protected_octets = (*parts)[1].as_bytes();
  const Bytes* const payload = (*parts)[3].as_bytes();
  if ((*parts)[0] != context || protected_octets == nullptr || (*parts)[2] != Bytes{} ||
      payload == nullptr) {
    return std::unexpected(Error::malformed);
  }
  const auto kid = own_kid(*protected_octets);
  if (!kid) return std::unexpected(kid.error());
  return ToBeSigned(*protected_octets, *payload, *kid);
}

Bytes ToBeSigned::sign(const Signer& signer) const {
  if (signer.public_key().short_kid() != kid_) {
    throw std::logic_error("the signer's key is not the one that the header names");
  }
  return assemble(protected_octets_, payload_, signer.sign(octets_));
}

std::size_t signed_size(const cbor::Map& more, BytesView payload) {
  return assemble(own_header(ShortKid{}, more), payload, Signature{}).size();
}

}  // namespace servicecard::cose
