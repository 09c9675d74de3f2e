#include "cardlib/credential/verifier.h"

#include <algorithm>
#include <utility>

#include "cardlib/credential/jws.h"
#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/sc1_text.h"
#include "cardlib/credential/token_errors.h"
#include "cardlib/credential/wallet_token.h"

namespace servicecard {
namespace {

bool is_printed_text(std::string_view text) {
  const auto raised = [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  };
  return std::ranges::equal(text.substr(0, sc1::prefix.size()), sc1::prefix, {}, raised);
}

Refusal from_key_refusal(KeyRefusal refusal, Reach reach) {
  const bool offline = reach == Reach::offline;
  switch (refusal) {
    case KeyRefusal::unknown_key:
      return offline ? Refusal::key_not_in_pack : Refusal::unknown_key;
    case KeyRefusal::wrong_purpose:
      return Refusal::wrong_purpose;
    case KeyRefusal::pending_key:
      return offline ? Refusal::key_not_in_pack : Refusal::pending_key;
    case KeyRefusal::revoked_key:
      return Refusal::revoked_key;
  }
  std::unreachable();
}

/// The card key of that `kid`, full or short, if tokens of it can count at all.
std::expected<const TrustedKey*, Refusal> card_key(const TrustList& trust_list, const auto& kid,
                                                   Reach reach) {
  const auto key = trust_list.find(kid, KeyPurpose::card);
  if (!key) return std::unexpected(from_key_refusal(key.error(), reach));
  const auto refusal = refusal_by_state(**key);
  if (!refusal) return *key;
  // Online, a revoked key's cards stand while the presented token is the recorded one.
  if (*refusal == KeyRefusal::revoked_key && reach == Reach::online) return *key;
  return std::unexpected(from_key_refusal(*refusal, reach));
}

std::optional<Refusal> check_names(const WalletClaims& claims, const Issuer& issuer) {
  if (claims.issuer != issuer.str()) return Refusal::wrong_issuer;
  if (claims.credential_type != issuer.vct()) return Refusal::wrong_credential_type;
  return std::nullopt;
}

std::optional<Refusal> check_holder(const WalletToken& token, const WalletClaims& claims,
                                    const Question& question) {
  if (!claims.holder_key) return std::nullopt;
  if (!question.challenge) return Refusal::key_binding_not_awaited;
  const auto bound = token.verify_key_binding({.audience = question.challenge->audience,
                                               .nonce = question.challenge->nonce,
                                               .now = question.now});
  if (!bound) return refusal_of(bound.error());
  return std::nullopt;
}

std::optional<Refusal> check_time(const VerifiedCard& card, Time now) {
  if (card.issued_at() > now + clock_skew) return Refusal::issued_in_future;
  if (card.not_before() > now + clock_skew) return Refusal::not_yet_valid;
  if (now >= card.expires()) return Refusal::expired;
  return std::nullopt;
}

}  // namespace

Verification Verifier::verify(std::string_view presented, const Question& question) const {
  if (question.contract == Contract::none) return {.refusal = Refusal::partner_not_contracted};
  const auto trust_list = trust_.trust_list();
  auto card = authenticate(presented, trust_list, question);
  if (!card) return {.refusal = card.error()};
  const auto refusal = check_authentic(**card, *trust_list, question);
  return {.refusal = refusal, .card = *std::move(card)};
}

Verifier::Authentic Verifier::authenticate(std::string_view presented,
                                           const std::shared_ptr<const TrustList>& trust_list,
                                           const Question& question) const {
  if (presented.size() > max_token_size) return std::unexpected(Refusal::too_large);
  const auto known = cache_ == nullptr ? nullptr : cache_->find(trust_list, presented);
  auto card = known ? Authentic(known) : compute(presented, *trust_list, question);
  if (!card || (*card)->holder_bound()) return card;
  if (cache_ != nullptr && !known) cache_->keep(trust_list, presented, *card);
  if (question.bearers == Bearers::refused) return std::unexpected(Refusal::bearer_refused);
  return card;
}

Verifier::Authentic Verifier::compute(std::string_view presented, const TrustList& trust_list,
                                      const Question& question) const {
  if (is_printed_text(presented)) return compute_printed(presented, trust_list);
  if (presented.contains('~')) return compute_wallet(presented, trust_list, question);
  return std::unexpected(Refusal::bad_text);
}

Verifier::Authentic Verifier::compute_wallet(std::string_view text, const TrustList& trust_list,
                                             const Question& question) const {
  const auto token = WalletToken::parse(text);
  if (!token) return std::unexpected(refusal_of(token.error()));
  const auto key = card_key(trust_list, std::string_view(token->kid()), status_.reach());
  if (!key) return std::unexpected(key.error());
  auto claims = token->verify((*key)->key);
  if (!claims) return std::unexpected(refusal_of(claims.error()));

  if (claims->expires > (*key)->expires) return std::unexpected(Refusal::outlives_key);
  if (const auto refusal = check_names(*claims, trust_list.issuer())) {
    return std::unexpected(*refusal);
  }
  if (!trust_list.issuer().status_list_number(claims->status.uri)) {
    return std::unexpected(Refusal::wrong_status_uri);
  }
  if (const auto refusal = check_holder(*token, *claims, question)) {
    return std::unexpected(*refusal);
  }
  return VerifiedCard::make(std::move(*claims), token->token_hash());
}

Verifier::Authentic Verifier::compute_printed(std::string_view text,
                                              const TrustList& trust_list) const {
  const auto octets = sc1::decode(text);
  if (!octets) return std::unexpected(refusal_of(octets.error()));
  const auto token = PrintedToken::parse(*octets);
  if (!token) return std::unexpected(refusal_of(token.error()));
  const auto key = card_key(trust_list, token->kid(), status_.reach());
  if (!key) return std::unexpected(key.error());
  auto claims = token->verify((*key)->key);
  if (!claims) return std::unexpected(refusal_of(claims.error()));

  if (claims->expires > (*key)->expires) return std::unexpected(Refusal::outlives_key);
  if (!trust_list.issuer().status_list_number(claims->status.uri)) {
    return std::unexpected(Refusal::wrong_status_uri);
  }
  return VerifiedCard::make(std::move(*claims), token->token_hash());
}

std::optional<Refusal> Verifier::check_authentic(const VerifiedCard& card,
                                                 const TrustList& trust_list,
                                                 const Question& question) const {
  if (const auto refusal = check_time(card, question.now)) return refusal;
  if (const auto refusal = check_status(card, trust_list, question)) return refusal;
  return check_service(card, question);
}

std::optional<Refusal> Verifier::check_status(const VerifiedCard& card, const TrustList& trust_list,
                                              const Question& question) const {
  if (question.now >= trust_list.expires()) return Refusal::trust_list_expired;
  if (trust_list.issued_at() > question.now + clock_skew) return Refusal::clock_set_back;
  return refusal_of(status_.status({.reference = card.status(),
                                    .token_hash = card.token_hash(),
                                    .now = question.now,
                                    .max_age = question.max_age}));
}

std::optional<Refusal> Verifier::check_service(const VerifiedCard& card,
                                               const Question& question) const {
  if (!question.service) return std::nullopt;
  const ServiceChoice& service = *question.service;
  if (!card.shows(service.sector)) return Refusal::sector_not_included;
  if (const WalletClaims* const wallet = card.wallet()) {
    const auto& codes = wallet->services.at(service.sector);
    if (std::ranges::find(codes, service.code) == codes.end()) {
      return Refusal::service_not_included;
    }
  }
  if (ledger_ == nullptr) return std::nullopt;
  switch (ledger_->ask(card, service, question.now)) {
    case ServiceAnswer::granted:
      return std::nullopt;
    case ServiceAnswer::not_included:
      return Refusal::service_not_included;
    case ServiceAnswer::quota_used:
      return Refusal::quota_used;
  }
  std::unreachable();
}

}  // namespace servicecard
