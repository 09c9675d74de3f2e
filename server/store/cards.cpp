#include "server/store/cards.h"

#include <string_view>

#include <fmt/format.h>

#include "server/store/columns.h"
#include "server/store/like.h"

namespace servicecard::store::cards {
namespace {

Validity validity_of(const Row& row) {
  return {.not_before = row.time("valid_from"), .expires = row.time("valid_until")};
}

Card card_of(const Row& row) {
  return {.id = row.integer("id"),
          .number = parsed<CardNumber>(row, "number"),
          .person_id = row.integer("person_id"),
          .enterprise_id = row.integer("enterprise_id"),
          .category = named(row, "category", parse_category),
          .state = named(row, "state", parse_card_state),
          .reason = row.maybe_text("reason"),
          .validity = validity_of(row),
          .application_id = row.maybe_integer("application_id"),
          .predecessor_id = row.maybe_integer("predecessor_id"),
          .decision_id = row.integer("decision_id"),
          .services = parse_services(row.text("services")),
          .created_at = row.time("created_at"),
          .changed_at = row.time("changed_at")};
}

CardState state_of(const Row& row) { return named(row, "state", parse_card_state); }

void announce_status(Transaction& transaction, std::int64_t id, CardState state, Time now) {
  transaction.query("SELECT list, idx FROM credential WHERE card_id = $id AND state = 'issued'",
                    {{"$id", id}}, [&](const Row& row) {
                      transaction.announce(StatusChanged{.list = row.integer("list"),
                                                         .index = row.integer("idx"),
                                                         .status = status_value(state),
                                                         .at = now});
                    });
}

std::string_view to_string(ExpiryFilter filter) {
  switch (filter) {
    case ExpiryFilter::any:
      return "any";
    case ExpiryFilter::unexpired:
      return "unexpired";
    case ExpiryFilter::expired:
      return "expired";
  }
  return {};
}

}  // namespace

std::int64_t add(Transaction& transaction, const NewCard& card) {
  const std::int64_t id =
      transaction
          .change_returning(
              "INSERT INTO card (number, person_id, enterprise_id, category, state, valid_from,"
              " valid_until, application_id, predecessor_id, decision_id, services, created_at,"
              " changed_at) VALUES ($number, $person_id, $enterprise_id, $category, 'prepared',"
              " $valid_from, $valid_until, $application_id, $predecessor_id, $decision_id,"
              " $services, $created_at, $created_at) RETURNING id",
              {{"$number", card.number.str()},
               {"$person_id", card.person_id},
               {"$enterprise_id", card.enterprise_id},
               {"$category", servicecard::to_string(card.category)},
               {"$valid_from", card.validity.not_before},
               {"$valid_until", card.validity.expires},
               {"$application_id", card.application_id},
               {"$predecessor_id", card.predecessor_id},
               {"$decision_id", card.decision_id},
               {"$services", json::serialize(services_json(card.services))},
               {"$created_at", card.created_at}},
              id_of)
          .value();
  announce(transaction, id);
  return id;
}

void move(Transaction& transaction, std::int64_t id, CardState to,
          const std::optional<std::string>& reason, Time now) {
  const CardState from =
      transaction.one("SELECT state FROM card WHERE id = $id", {{"$id", id}}, state_of).value();
  transaction.change(
      "UPDATE card SET state = $state, reason = $reason, changed_at = $changed_at WHERE id = $id",
      {{"$state", servicecard::to_string(to)},
       {"$reason", reason},
       {"$changed_at", now},
       {"$id", id}});
  announce(transaction, id);
  if (status_value(from) != status_value(to)) announce_status(transaction, id, to, now);
}

std::optional<Card> find(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM card WHERE id = $id", {{"$id", id}}, card_of);
}

std::optional<Card> find(Reader& reader, const CardNumber& number) {
  return reader.one("SELECT * FROM card WHERE number = $number", {{"$number", number.str()}},
                    card_of);
}

std::optional<Card> of_application(Reader& reader, std::int64_t application_id) {
  return reader.one("SELECT * FROM card WHERE application_id = $application_id",
                    {{"$application_id", application_id}}, card_of);
}

std::optional<Card> successor(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM card WHERE predecessor_id = $id AND state <> 'revoked'",
                    {{"$id", id}}, card_of);
}

std::vector<Card> of_person(Reader& reader, std::int64_t person_id) {
  return reader.all("SELECT * FROM card WHERE person_id = $person_id ORDER BY id",
                    {{"$person_id", person_id}}, card_of);
}

std::vector<Card> list(Reader& reader, const CardFilter& filter, Page page) {
  const auto state =
      filter.state ? std::optional(servicecard::to_string(*filter.state)) : std::nullopt;
  return reader.all(
      rows_of_page(
          fmt::format(
              "SELECT * FROM card WHERE (CAST($state AS TEXT) IS NULL OR state = $state)"
              " AND (CAST($enterprise_id AS BIGINT) IS NULL OR enterprise_id = $enterprise_id)"
              " AND (CAST($expiry AS TEXT) = 'any' OR (valid_until <= $now) = ($expiry = "
              "'expired'))"
              " AND (CAST($ends_by AS BIGINT) IS NULL OR valid_until <= $ends_by)"
              " AND (CAST($due AS BIGINT) IS NULL OR {})"
              " AND (CAST($text AS TEXT) IS NULL OR number LIKE $text ESCAPE '!' OR EXISTS"
              "  (SELECT 1 FROM person WHERE id = card.person_id AND name LIKE $text ESCAPE '!'))"
              " AND (CAST($kid AS TEXT) IS NULL OR EXISTS"
              "  (SELECT 1 FROM credential WHERE card_id = card.id AND kid = $kid))"
              " AND (CAST($print AS TEXT) IS NULL OR $print = coalesce("
              "  (SELECT state FROM card_print WHERE card_id = card.id), 'none'))",
              expires_unrenewed),
          "card", filter.order, page),
      {{"$after", page.after},
       {"$state", state},
       {"$enterprise_id", filter.enterprise_id},
       {"$expiry", to_string(filter.expiry)},
       {"$now", filter.now},
       {"$ends_by", filter.ends_by},
       {"$due", filter.due},
       {"$text", containing(filter.text)},
       {"$kid", filter.kid},
       {"$print",
        filter.print ? std::optional(servicecard::to_string(*filter.print)) : std::nullopt},
       {"$limit", page.limit}},
      card_of);
}

std::int64_t count_live(Reader& reader, std::int64_t enterprise_id, Time now,
                        std::optional<std::int64_t> except) {
  return reader
      .one(
          "SELECT count(*) AS count FROM card WHERE enterprise_id = $enterprise_id"
          " AND state IN ('prepared', 'active', 'lost', 'suspended')"
          " AND valid_from <= $now AND valid_until > $now"
          " AND (CAST($except AS BIGINT) IS NULL OR id <> $except)",
          {{"$enterprise_id", enterprise_id}, {"$now", now}, {"$except", except}},
          [](const Row& row) { return row.integer("count"); })
      .value();
}

}  // namespace servicecard::store::cards
