#include "server/store/refusals.h"

#include "cardlib/codec/names.h"
#include "server/store/columns.h"

namespace servicecard::store {
namespace {

constexpr std::string_view all_columns =
    "SELECT refusal.*, card.number AS card_number FROM refusal"
    " JOIN card ON card.id = refusal.card_id";

TurnAway refusal_of(const Row& row) {
  return {
      .id = row.integer("id"),
      .entry = {.partner_id = row.text("partner_id"),
                .request = {.key = row.text("request_key"), .hash = digest(row, "request_hash")},
                .verification_id = row.maybe_integer("verification_id"),
                .card_id = row.integer("card_id"),
                .service = row.maybe_text("service"),
                .site = row.maybe_text("site"),
                .reason = named(row, "reason", parse_turned_away),
                .note = row.maybe_text("note"),
                .refused_at = row.time("refused_at"),
                .recorded_at = row.time("recorded_at"),
                .recorded_by = row.text("recorded_by")},
      .card_number = parsed<CardNumber>(row, "card_number")};
}

}  // namespace

std::string_view to_string(TurnedAway reason) {
  switch (reason) {
    case TurnedAway::not_offered:
      return "not_offered";
    case TurnedAway::no_capacity:
      return "no_capacity";
    case TurnedAway::wrong_site:
      return "wrong_site";
    case TurnedAway::system_failure:
      return "system_failure";
    case TurnedAway::other:
      return "other";
  }
  return {};
}

std::optional<TurnedAway> parse_turned_away(std::string_view name) {
  return find_by_name(all_turned_away, name);
}

namespace refusals {

std::int64_t add(Transaction& transaction, const NewTurnAway& refusal) {
  return transaction
      .change_returning(
          "INSERT INTO refusal (partner_id, request_key, request_hash, verification_id, card_id,"
          " service, site, reason, note, refused_at, recorded_at, recorded_by)"
          " VALUES ($partner_id, $request_key, $request_hash, $verification_id, $card_id,"
          " $service, $site, $reason, $note, $refused_at, $recorded_at, $recorded_by)"
          " RETURNING id",
          {{"$partner_id", refusal.partner_id},
           {"$request_key", refusal.request.key},
           {"$request_hash", refusal.request.hash},
           {"$verification_id", refusal.verification_id},
           {"$card_id", refusal.card_id},
           {"$service", refusal.service},
           {"$site", refusal.site},
           {"$reason", to_string(refusal.reason)},
           {"$note", refusal.note},
           {"$refused_at", refusal.refused_at},
           {"$recorded_at", refusal.recorded_at},
           {"$recorded_by", refusal.recorded_by}},
          id_of)
      .value();
}

std::optional<TurnAway> of_request(Reader& reader, const std::string& partner_id,
                                   const std::string& request_key) {
  return reader.one(
      std::string(all_columns) + " WHERE partner_id = $partner_id AND request_key = $request_key",
      {{"$partner_id", partner_id}, {"$request_key", request_key}}, refusal_of);
}

std::vector<TurnAway> of_card(Reader& reader, std::int64_t card_id, Page page) {
  return reader.all(std::string(all_columns) +
                        " WHERE card_id = $card_id AND ($after = 0 OR refusal.id < $after)"
                        " ORDER BY refusal.id DESC LIMIT $limit",
                    {{"$card_id", card_id}, {"$after", page.after}, {"$limit", page.limit}},
                    refusal_of);
}

}  // namespace refusals
}  // namespace servicecard::store
