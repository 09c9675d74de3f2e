#include "server/store/redemptions.h"

#include "cardlib/codec/names.h"
#include "server/store/columns.h"

namespace servicecard::store {
namespace {

constexpr std::string_view all_columns =
    "SELECT redemption.*, card.number AS card_number FROM redemption"
    " JOIN card ON card.id = redemption.card_id";

std::optional<QuotaPeriod> quota_of(const Row& row) {
  const auto uses = row.maybe_integer("quota");
  if (!uses) return std::nullopt;
  return QuotaPeriod{.uses = static_cast<int>(*uses),
                     .from = parsed<CivilDate>(row, "period_from"),
                     .until = parsed<CivilDate>(row, "period_until")};
}

std::optional<Redemption::Voiding> voiding_of(const Row& row) {
  const auto at = row.maybe_time("voided_at");
  if (!at) return std::nullopt;
  return Redemption::Voiding{
      .at = *at, .by = row.text("voided_by"), .reason = row.text("void_reason")};
}

Redemption redemption_of(const Row& row) {
  return {
      .id = row.integer("id"),
      .entry = {.partner_id = row.text("partner_id"),
                .request = {.key = row.text("request_key"), .hash = digest(row, "request_hash")},
                .verification_id = row.maybe_integer("verification_id"),
                .card_id = row.integer("card_id"),
                .person_id = row.integer("person_id"),
                .service = row.text("service"),
                .beneficiary = named(row, "beneficiary", parse_beneficiary),
                .site = row.maybe_text("site"),
                .standing = named(row, "standing", parse_use_standing),
                .quota = quota_of(row),
                .ordinal = row.maybe_integer("ordinal"),
                .used_at = row.time("used_at"),
                .recorded_at = row.time("recorded_at"),
                .recorded_by = row.text("recorded_by"),
                .receipt_code = row.maybe_text("receipt_code"),
                .receipt = row.maybe_text("receipt")},
      .card_number = parsed<CardNumber>(row, "card_number"),
      .voided = voiding_of(row)};
}

UsesCounted count_of(const Row& row) {
  return {.person_id = row.integer("person_id"),
          .service = row.text("service"),
          .period_from = parsed<CivilDate>(row, "period_from"),
          .uses = static_cast<int>(row.integer("uses"))};
}

void announce_count(Transaction& transaction, const NewRedemption& redemption) {
  if (!redemption.ordinal) return;
  const auto taken = redemptions::ordinals(transaction, redemption.person_id, redemption.service,
                                           redemption.quota.value());
  transaction.announce(UsesCounted{.person_id = redemption.person_id,
                                   .service = redemption.service,
                                   .period_from = redemption.quota->from,
                                   .uses = static_cast<int>(taken.size())});
}

std::optional<std::string> written_day(const std::optional<QuotaPeriod>& quota,
                                       CivilDate QuotaPeriod::* day) {
  if (!quota) return std::nullopt;
  return ((*quota).*day).str();
}

}  // namespace

std::string_view to_string(UseStanding standing) {
  switch (standing) {
    case UseStanding::counted:
      return "counted";
    case UseStanding::over_quota:
      return "over_quota";
    case UseStanding::not_valid_then:
      return "not_valid_then";
    case UseStanding::not_entitled:
      return "not_entitled";
    case UseStanding::not_for_them:
      return "not_for_them";
  }
  return {};
}

std::optional<UseStanding> parse_use_standing(std::string_view name) {
  return find_by_name(all_use_standings, name);
}

namespace redemptions {

std::vector<std::int64_t> ordinals(Reader& reader, std::int64_t person_id,
                                   const std::string& service, const QuotaPeriod& period) {
  return reader.all(
      "SELECT ordinal FROM redemption WHERE person_id = $person_id AND service = $service"
      " AND period_from = $period_from AND ordinal IS NOT NULL AND voided_at IS NULL"
      " ORDER BY ordinal",
      {{"$person_id", person_id}, {"$service", service}, {"$period_from", period.from.str()}},
      [](const Row& row) { return row.integer("ordinal"); });
}

std::int64_t add(Transaction& transaction, const NewRedemption& redemption) {
  const std::int64_t id =
      transaction
          .change_returning(
              "INSERT INTO redemption (partner_id, request_key, request_hash, verification_id,"
              " card_id, person_id, service, beneficiary, site, standing, quota, period_from,"
              " period_until, ordinal, used_at, recorded_at, recorded_by, receipt_code, receipt)"
              " VALUES ($partner_id, $request_key, $request_hash, $verification_id, $card_id,"
              " $person_id, $service, $beneficiary, $site, $standing, $quota, $period_from,"
              " $period_until, $ordinal, $used_at, $recorded_at, $recorded_by, $receipt_code,"
              " $receipt) RETURNING id",
              {{"$partner_id", redemption.partner_id},
               {"$request_key", redemption.request.key},
               {"$request_hash", redemption.request.hash},
               {"$verification_id", redemption.verification_id},
               {"$card_id", redemption.card_id},
               {"$person_id", redemption.person_id},
               {"$service", redemption.service},
               {"$beneficiary", servicecard::to_string(redemption.beneficiary)},
               {"$site", redemption.site},
               {"$standing", to_string(redemption.standing)},
               {"$quota", redemption.quota ? std::optional(redemption.quota->uses) : std::nullopt},
               {"$period_from", written_day(redemption.quota, &QuotaPeriod::from)},
               {"$period_until", written_day(redemption.quota, &QuotaPeriod::until)},
               {"$ordinal", redemption.ordinal},
               {"$used_at", redemption.used_at},
               {"$recorded_at", redemption.recorded_at},
               {"$recorded_by", redemption.recorded_by},
               {"$receipt_code", redemption.receipt_code},
               {"$receipt", redemption.receipt}},
              id_of)
          .value();
  announce_count(transaction, redemption);
  return id;
}

void annul(Transaction& transaction, const Redemption& redemption,
           const Redemption::Voiding& voiding) {
  transaction.change(
      "UPDATE redemption SET voided_at = $voided_at, voided_by = $voided_by,"
      " void_reason = $void_reason WHERE id = $id AND voided_at IS NULL",
      {{"$voided_at", voiding.at},
       {"$voided_by", voiding.by},
       {"$void_reason", voiding.reason},
       {"$id", redemption.id}});
  announce_count(transaction, redemption.entry);
}

std::optional<Redemption> find(Reader& reader, std::int64_t id) {
  return reader.one(std::string(all_columns) + " WHERE redemption.id = $id", {{"$id", id}},
                    redemption_of);
}

std::optional<Redemption> of_request(Reader& reader, const std::string& partner_id,
                                     const std::string& request_key) {
  return reader.one(
      std::string(all_columns) + " WHERE partner_id = $partner_id AND request_key = $request_key",
      {{"$partner_id", partner_id}, {"$request_key", request_key}}, redemption_of);
}

std::optional<Redemption> of_receipt(Reader& reader, const std::string& code) {
  return reader.one(std::string(all_columns) + " WHERE receipt_code = $code", {{"$code", code}},
                    redemption_of);
}

std::vector<Redemption> of_partner(Reader& reader, const std::string& partner_id,
                                   std::optional<Time> since, Page page) {
  return reader.all(std::string(all_columns) +
                        " WHERE partner_id = $partner_id"
                        " AND (CAST($since AS BIGINT) IS NULL OR recorded_at >= $since)"
                        " AND ($after = 0 OR redemption.id < $after)"
                        " ORDER BY redemption.id DESC LIMIT $limit",
                    {{"$partner_id", partner_id},
                     {"$since", since},
                     {"$after", page.after},
                     {"$limit", page.limit}},
                    redemption_of);
}

std::vector<Redemption> of_card(Reader& reader, std::int64_t card_id, Page page) {
  return reader.all(std::string(all_columns) +
                        " WHERE card_id = $card_id AND ($after = 0 OR redemption.id < $after)"
                        " ORDER BY redemption.id DESC LIMIT $limit",
                    {{"$card_id", card_id}, {"$after", page.after}, {"$limit", page.limit}},
                    redemption_of);
}

void for_each_count(Reader& reader, CivilDate day,
                    const std::function<void(const UsesCounted&)>& visit) {
  reader.query(
      "SELECT person_id, service, period_from, count(*) AS uses FROM redemption"
      " WHERE ordinal IS NOT NULL AND voided_at IS NULL AND period_until >= $day"
      " GROUP BY person_id, service, period_from",
      {{"$day", day.str()}}, [&](const Row& row) { visit(count_of(row)); });
}

}  // namespace redemptions
}  // namespace servicecard::store
