#include "cardlib/credential/printed_token.h"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <utility>

#include "cardlib/credential/cwt.h"

namespace servicecard {
namespace {

using Error = PrintedTokenError;

constexpr int card_claim = -65537;
// Members of the card.
constexpr int number_member = 1;
constexpr int holder_member = 2;
constexpr int enterprise_member = 3;
constexpr int category_member = 4;
constexpr int sectors_member = 5;

/// What the format holds, before it is known to be good.
struct Fields {
  std::string_view number;
  std::string_view holder;
  std::string_view enterprise;
  std::uint64_t category;
  std::uint64_t sectors;
  Time issued_at;
  Time not_before;
  Time expires;
  StatusReference status;
};

std::int64_t seconds(Time time) { return time.time_since_epoch().count(); }

Bytes payload_of(const Fields& fields) {
  const cbor::Map card{{number_member, fields.number},
                       {holder_member, fields.holder},
                       {enterprise_member, fields.enterprise},
                       {category_member, fields.category},
                       {sectors_member, fields.sectors}};
  const cbor::Map list{{"idx", fields.status.index}, {"uri", fields.status.uri}};
  return cbor::encode(cbor::Map{{cwt::key::exp, seconds(fields.expires)},
                                {cwt::key::nbf, seconds(fields.not_before)},
                                {cwt::key::iat, seconds(fields.issued_at)},
                                {cwt::key::status, cbor::Map{{"status_list", list}}},
                                {card_claim, card}});
}

std::uint64_t sector_bits(const CardClaims& claims) {
  std::uint64_t bits = 0;
  for (const auto& [sector, codes] : claims.services) {
    if (!codes.empty()) bits |= std::uint64_t{1} << static_cast<unsigned>(sector);
  }
  return bits;
}

Bytes payload_of(const CardClaims& claims) {
  return payload_of(Fields{.number = claims.card_number.str(),
                           .holder = claims.holder_name.str(),
                           .enterprise = claims.enterprise_name,
                           .category = static_cast<std::uint64_t>(claims.category),
                           .sectors = sector_bits(claims),
                           .issued_at = claims.issued_at,
                           .not_before = claims.not_before,
                           .expires = claims.expires,
                           .status = claims.status});
}

std::expected<ShortKid, Error> read_header(const cose::Sign1& token) {
  const auto kid = token.kid();
  ShortKid own{};
  const bool exact = token.unprotected_header().empty() && token.protected_header().size() == 2 &&
                     token.header(cose::label::alg) != nullptr &&
                     *token.header(cose::label::alg) == cose::es256 && kid &&
                     kid->size() == own.size();
  if (!exact) return std::unexpected(Error::bad_header);
  std::ranges::copy(*kid, own.begin());
  return own;
}

std::expected<std::set<Sector>, Error> read_sectors(const cbor::Value& value) {
  if (value.as_unsigned() == nullptr) return std::unexpected(Error::bad_claim);
  std::uint64_t bits = *value.as_unsigned();
  std::set<Sector> sectors;
  for (const Sector sector : all_sectors) {
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(sector);
    if ((bits & bit) != 0) sectors.insert(sector);
    bits &= ~bit;
  }
  if (bits != 0) return std::unexpected(Error::unknown_sector);
  return sectors;
}

std::optional<CardNumber> read_number(const std::string& text) {
  auto number = CardNumber::parse(text);
  if (!number || number->str() != text) return std::nullopt;
  return *std::move(number);
}

std::optional<Category> read_category(const cbor::Value& value) {
  for (const Category category : {Category::principal, Category::talent}) {
    if (value == static_cast<std::uint64_t>(category)) return category;
  }
  return std::nullopt;
}

// Whole seconds since 1970 and nothing else, whatever a NumericDate may be elsewhere.
bool times_are_integers(const cwt::Claims& claims) {
  return std::ranges::all_of(claims.all, [](const auto& claim) {
    const bool is_time = claim.first == cwt::key::exp || claim.first == cwt::key::nbf ||
                         claim.first == cwt::key::iat;
    return !is_time || claim.second.as_unsigned() != nullptr;
  });
}

/// The value under the key of a map that has to hold it and `size` keys in all.
std::expected<const cbor::Value*, Error> only(const cbor::Value& map, const cbor::Value& key,
                                              std::size_t size) {
  if (map.as_map() == nullptr || map.find(key) == nullptr) {
    return std::unexpected(Error::bad_claim);
  }
  if (map.as_map()->size() > size) return std::unexpected(Error::unknown_claim);
  return map.find(key);
}

// The reference itself was read with the other claims; here, nothing may stand beside it.
std::expected<void, Error> check_status(const cbor::Value& status) {
  const auto list = only(status, "status_list", 1);
  if (!list) return std::unexpected(list.error());
  const auto index = only(**list, "idx", 2);
  if (!index) return std::unexpected(index.error());
  return {};
}

std::expected<PrintedClaims, Error> read_card(const cbor::Value& card, const cwt::Claims& claims) {
  std::array<const cbor::Value*, 6> member{};
  for (int i = number_member; i <= sectors_member; ++i) {
    const auto found = only(card, i, 5);
    if (!found) return std::unexpected(found.error());
    member[static_cast<std::size_t>(i)] = *found;
  }
  const std::string* const number_text = member[number_member]->as_text();
  const std::string* const holder_text = member[holder_member]->as_text();
  const std::string* const enterprise = member[enterprise_member]->as_text();
  if (number_text == nullptr || holder_text == nullptr || enterprise == nullptr) {
    return std::unexpected(Error::bad_claim);
  }
  const auto number = read_number(*number_text);
  const auto holder = PersonName::parse(*holder_text);
  const auto category = read_category(*member[category_member]);
  if (!number || !holder || !category || enterprise->empty()) {
    return std::unexpected(Error::bad_claim);
  }
  const auto sectors = read_sectors(*member[sectors_member]);
  if (!sectors) return std::unexpected(sectors.error());
  return PrintedClaims{.card_number = *number,
                       .holder_name = *holder,
                       .enterprise_name = *enterprise,
                       .category = *category,
                       .sectors = *sectors,
                       .issued_at = *claims.issued_at,
                       .not_before = *claims.not_before,
                       .expires = *claims.expires,
                       .status = *claims.status};
}

std::expected<PrintedClaims, Error> read_payload(BytesView payload) {
  const auto claims = cwt::read_claims(payload, cbor::Strictness::deterministic);
  if (!claims) {
    const bool bad_claim = claims.error() == cwt::ClaimsError::bad_claim;
    return std::unexpected(bad_claim ? Error::bad_claim : Error::malformed);
  }
  const bool complete = claims->expires && claims->not_before && claims->issued_at &&
                        claims->status && times_are_integers(*claims) &&
                        claims->not_before < claims->expires;
  if (!complete) return std::unexpected(Error::bad_claim);
  const cbor::Value all(claims->all);
  const auto card = only(all, card_claim, 5);
  if (!card) return std::unexpected(card.error());
  if (const auto status = check_status(*all.find(cwt::key::status)); !status) {
    return std::unexpected(status.error());
  }
  return read_card(**card, *claims);
}

Error from_cose(cose::Error error) {
  switch (error) {
    case cose::Error::wrong_tag:
      return Error::wrong_tag;
    case cose::Error::duplicate_header:
    case cose::Error::critical_header:
      return Error::bad_header;
    case cose::Error::malformed:
    case cose::Error::unsupported:
      return Error::malformed;
    case cose::Error::bad_signature:
      return Error::bad_signature;
  }
  std::unreachable();
}

}  // namespace

PrintedToken::PrintedToken(cose::Sign1 token, const ShortKid& kid, PrintedClaims claims)
    : token_(std::move(token)), kid_(kid), claims_(std::move(claims)) {}

std::expected<PrintedToken, Error> PrintedToken::parse(BytesView token) {
  if (token.size() > max_printed_token_size) return std::unexpected(Error::too_long);
  auto sign1 = cose::Sign1::parse(token, cbor::Strictness::deterministic);
  if (!sign1) return std::unexpected(from_cose(sign1.error()));
  if (!sign1->tagged()) return std::unexpected(Error::wrong_tag);
  const auto kid = read_header(*sign1);
  if (!kid) return std::unexpected(kid.error());
  auto claims = read_payload(sign1->payload());
  if (!claims) return std::unexpected(claims.error());
  return PrintedToken(*std::move(sign1), *kid, *std::move(claims));
}

std::expected<PrintedClaims, Error> PrintedToken::verify(const VerificationKey& key) const {
  if (const auto verified = token_.verify(key); !verified) {
    return std::unexpected(from_cose(verified.error()));
  }
  return claims_;
}

std::expected<UnsignedPrintedToken, PrintedTokenTooLong> UnsignedPrintedToken::make(
    const CardClaims& claims, const VerificationKey& key) {
  const Bytes payload = payload_of(claims);
  const std::size_t size = cose::signed_size({}, payload);
  if (size > max_printed_token_size) return std::unexpected(PrintedTokenTooLong{.size = size});
  if (!read_payload(payload)) throw std::logic_error("claims that no reader would take");
  return UnsignedPrintedToken(cose::ToBeSigned::make(key, {}, payload));
}

std::expected<UnsignedPrintedToken, Error> UnsignedPrintedToken::from_record(
    BytesView to_be_signed) {
  auto token = cose::ToBeSigned::from_record(to_be_signed);
  if (!token) return std::unexpected(Error::malformed);
  if (const auto claims = read_payload(token->payload()); !claims) {
    return std::unexpected(claims.error());
  }
  return UnsignedPrintedToken(*std::move(token));
}

std::size_t printed_token_size(const CardClaims& claims) {
  return cose::signed_size({}, payload_of(claims));
}

std::size_t longest_printed_token_size(std::string_view issuer, const PersonName& holder_name,
                                       std::string_view enterprise_name) {
  // Numbers below 2^32 take five octets from 2^16 on, and so do the times of this century.
  constexpr Time some_time(std::chrono::seconds(0xFFFF'FFFF));
  const Fields longest{
      .number = "YC26-9999999-X",
      .holder = holder_name.str(),
      .enterprise = enterprise_name,
      .category = 1,
      .sectors = 7,
      .issued_at = some_time,
      .not_before = some_time,
      .expires = some_time,
      .status = {.uri = std::string(issuer) + "/status-lists/999999", .index = 0xFFFF'FFFF}};
  return cose::signed_size({}, payload_of(longest));
}

}  // namespace servicecard
