#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/crypto/digest.h"
#include "cardlib/eligibility/service.h"
#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/page.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// What a recorded use is worth. All but the first were reported afterwards, when the service had
/// been given already: they are kept, and count in no quota.
enum class UseStanding : std::uint8_t {
  counted,
  over_quota,
  not_valid_then,  ///< the card was not valid at the time of the use
  not_entitled,    ///< the card does not have the service
  not_for_them,    ///< not for that relation of the holder
};

inline constexpr std::array all_use_standings = {
    UseStanding::counted, UseStanding::over_quota, UseStanding::not_valid_then,
    UseStanding::not_entitled, UseStanding::not_for_them};

/// `"over_quota"`: the name in the database and the API.
[[nodiscard]] std::string_view to_string(UseStanding standing);
[[nodiscard]] std::optional<UseStanding> parse_use_standing(std::string_view name);

/// The quota under which a use stands: so many in a period, both days included.
struct QuotaPeriod {
  int uses = 0;
  CivilDate from;
  CivilDate until;

  bool operator==(const QuotaPeriod&) const = default;
};

/// A request that counts once: what its sender calls it, and what it said.
struct RequestMark {
  std::string key;
  Sha256 hash{};
};

struct NewRedemption {
  std::string partner_id;
  RequestMark request;
  std::optional<std::int64_t> verification_id;  ///< none: reported afterwards
  std::int64_t card_id = 0;
  std::int64_t person_id = 0;
  std::string service;
  Beneficiary beneficiary = Beneficiary::self;
  std::optional<std::string> site;
  UseStanding standing = UseStanding::counted;
  std::optional<QuotaPeriod> quota;
  std::optional<std::int64_t> ordinal;  ///< of one that counts in a quota
  Time used_at;
  Time recorded_at;
  std::string recorded_by;
  std::optional<std::string> receipt_code;  ///< with the receipt
  std::optional<std::string> receipt;       ///< a JWT
};

/// One use of one service by one card at one partner.
struct Redemption {
  struct Voiding {
    Time at;
    std::string by;
    std::string reason;
  };

  std::int64_t id = 0;
  NewRedemption entry;
  CardNumber card_number;
  std::optional<Voiding> voided;
};

namespace redemptions {

/// The places of the quota that are taken in the period, in order.
[[nodiscard]] std::vector<std::int64_t> ordinals(Reader& reader, std::int64_t person_id,
                                                 const std::string& service,
                                                 const QuotaPeriod& period);
[[nodiscard]] std::int64_t add(Transaction& transaction, const NewRedemption& redemption);
/// Its place in the quota is free again. It must not be voided yet.
void annul(Transaction& transaction, const Redemption& redemption,
           const Redemption::Voiding& voiding);

[[nodiscard]] std::optional<Redemption> find(Reader& reader, std::int64_t id);
[[nodiscard]] std::optional<Redemption> of_request(Reader& reader, const std::string& partner_id,
                                                   const std::string& request_key);
[[nodiscard]] std::optional<Redemption> of_receipt(Reader& reader, const std::string& code);
/// Newest first; `since` by when they were recorded.
[[nodiscard]] std::vector<Redemption> of_partner(Reader& reader, const std::string& partner_id,
                                                 std::optional<Time> since, Page page);
/// Newest first.
[[nodiscard]] std::vector<Redemption> of_card(Reader& reader, std::int64_t card_id, Page page);

/// How often services with a quota were used in periods that last until that day or longer.
void for_each_count(Reader& reader, CivilDate day,
                    const std::function<void(const UsesCounted&)>& visit);

}  // namespace redemptions
}  // namespace servicecard::store
