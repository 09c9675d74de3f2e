#include "cardlib/credential/verified_card.h"

#include <utility>

namespace servicecard {
namespace {

template <class T>
const T* pointer_to(const std::optional<T>& value) {
  return value ? &*value : nullptr;
}

}  // namespace

std::string_view to_string(TokenKind kind) {
  switch (kind) {
    case TokenKind::wallet:
      return "wallet";
    case TokenKind::printed:
      return "printed";
  }
  std::unreachable();
}

TokenKind VerifiedCard::kind() const {
  return wallet() == nullptr ? TokenKind::printed : TokenKind::wallet;
}

const StatusReference& VerifiedCard::status() const {
  return std::visit([](const auto& claims) -> const auto& { return claims.status; }, claims_);
}

Time VerifiedCard::issued_at() const {
  return std::visit([](const auto& claims) { return claims.issued_at; }, claims_);
}

Time VerifiedCard::not_before() const {
  return std::visit([](const auto& claims) { return claims.not_before; }, claims_);
}

Time VerifiedCard::expires() const {
  return std::visit([](const auto& claims) { return claims.expires; }, claims_);
}

bool VerifiedCard::holder_bound() const {
  return wallet() != nullptr && wallet()->holder_key.has_value();
}

const CardNumber* VerifiedCard::card_number() const {
  return wallet() == nullptr ? &printed()->card_number : pointer_to(wallet()->card_number);
}

const PersonName* VerifiedCard::holder_name() const {
  return wallet() == nullptr ? &printed()->holder_name : pointer_to(wallet()->holder_name);
}

const std::string* VerifiedCard::enterprise_name() const {
  return wallet() == nullptr ? &printed()->enterprise_name : pointer_to(wallet()->enterprise_name);
}

std::optional<Category> VerifiedCard::category() const {
  return wallet() == nullptr ? printed()->category : wallet()->category;
}

bool VerifiedCard::shows(Sector sector) const {
  return wallet() == nullptr ? printed()->sectors.contains(sector)
                             : wallet()->services.contains(sector);
}

}  // namespace servicecard
