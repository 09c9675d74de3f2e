#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/credential/verdict.h"
#include "cardlib/eligibility/service.h"
#include "cardlib/identity/bilingual.h"
#include "server/counter/catalogue.h"
#include "server/counter/use_error.h"
#include "server/store/cards.h"
#include "server/store/redemptions.h"
#include "server/store/verifications.h"

/// What decides about a use, for one that is asked for now and for one that is reported afterwards.
namespace servicecard::counter {

/// A service of the catalogue on a day, with the period of its quota in which the day lies.
struct OfferedService {
  Service service;
  std::optional<store::QuotaPeriod> quota;
};

/// How a service is called on a day; its code where that day's catalogue does not have it.
[[nodiscard]] BilingualText service_name(const Catalogue& catalogue, const std::string& code,
                                         CivilDate day);

/// A use is recorded on a check of the card that is not older.
inline constexpr std::chrono::hours check_lasts{12};

/// A check by that partner which found the card valid, whatever it said of a service:
/// `no_such_verification`, `verification_not_valid` or `verification_too_old` otherwise.
[[nodiscard]] std::expected<store::Verification, UseError> find_valid_check(
    store::Reader& reader, const std::string& partner, std::int64_t id, Time now);

/// `no_such_service` unless the catalogue of that day has it in the partner's sector.
[[nodiscard]] std::expected<OfferedService, UseError> find_offered(const Catalogue& catalogue,
                                                                   Sector sector,
                                                                   std::string_view code,
                                                                   CivilDate day);

/// The verdict on the card at that moment, from the record alone, `valid` among them. A moment that
/// is over is judged by what the journal says of it.
[[nodiscard]] Verdict card_verdict_at(store::Reader& reader, const store::Card& card, Time at);

/// `not_entitled`, `not_for_them`, or nothing.
[[nodiscard]] std::optional<UseError> objection_to(const store::Card& card, const Service& service,
                                                   Beneficiary beneficiary);

/// A place of the quota that nobody has taken; nothing where all are.
[[nodiscard]] std::optional<std::int64_t> free_place(store::Reader& reader, std::int64_t person,
                                                     const std::string& service,
                                                     const store::QuotaPeriod& quota);

/// Writes the use and its leaf; gives its id.
[[nodiscard]] std::int64_t record_use(store::Transaction& transaction,
                                      const store::NewRedemption& use, const CardNumber& card);

}  // namespace servicecard::counter
