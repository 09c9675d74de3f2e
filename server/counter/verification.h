#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cardlib/credential/claims.h"
#include "cardlib/credential/refusal.h"
#include "cardlib/credential/verdict.h"
#include "cardlib/eligibility/day_range.h"
#include "cardlib/eligibility/service.h"
#include "cardlib/identity/bilingual.h"
#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"

/// One question of a partner's counter, and its answer.
namespace servicecard::counter {

/// What was scanned or shown.
struct ShownToken {
  std::string presentation;          ///< white space around it does not matter
  std::optional<std::string> nonce;  ///< of the request it answers; else the one that it names
};

/// What was typed from the card and from the ID in the holder's hand.
struct TypedNumber {
  CardNumber number;
  std::string last4;  ///< of the resident ID, `X` in upper case
};

struct VerificationQuestion {
  std::variant<ShownToken, TypedNumber> card;
  std::optional<std::string> service;  ///< code of the catalogue
  std::optional<std::string> site;     ///< where the partner asks
};

/// What a counter sees of a card: what the token discloses, or little for a typed number, and of
/// that what its partner is shown. Never a whole name.
struct CardView {
  std::optional<std::string> number;
  std::optional<std::string> holder_name;  ///< masked
  std::optional<std::string> holder_id_last4;
  std::optional<std::string> enterprise_name;
  std::optional<Category> category;
  std::optional<CivilDate> valid_until;  ///< the last day
};

/// What is left of a service's quota, for this holder and the period in which the day lies. What a
/// use decides by is the record; this is what memory knows.
struct QuotaState {
  int uses = 0;  ///< in a period
  int used = 0;
  DayRange period;

  [[nodiscard]] int left() const { return std::max(0, uses - used); }
};

/// One service of the partner's sector for this card: `valid`, `not_entitled` or `quota_used`.
struct ServiceState {
  std::string code;
  BilingualText name;
  std::vector<Beneficiary> beneficiaries;
  Verdict state = Verdict::not_entitled;
  std::optional<QuotaState> quota;  ///< of a service that the card has, and that has one
};

struct VerificationAnswer {
  std::int64_t id = 0;  ///< in the verification log
  Time checked_at;
  std::optional<Refusal> refusal;  ///< nothing for a valid card
  std::optional<CardView> card;    ///< of cards on record, once they were found authentic
  std::vector<ServiceState> services;

  [[nodiscard]] Verdict verdict() const { return refusal ? verdict_of(*refusal) : Verdict::valid; }
};

/// Why there is no verdict.
enum class VerificationError : std::uint8_t {
  no_such_service,  ///< none of the catalogue's in the partner's sector
  no_such_site,     ///< the partner has sites, and that is no open one
  too_many_misses,  ///< see `MissLimiter`
  not_logged,       ///< the verification log cannot be written
};

struct VerificationFailure {
  VerificationError error = VerificationError::not_logged;
  std::chrono::seconds retry_after{0};  ///< with `too_many_misses`
};

using VerificationResult = std::expected<VerificationAnswer, VerificationFailure>;
using VerificationDone = std::move_only_function<void(VerificationResult)>;

}  // namespace servicecard::counter
