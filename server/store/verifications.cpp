#include "server/store/verifications.h"

#include <chrono>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/cbor.h"
#include "server/store/columns.h"

namespace servicecard::store {
namespace {

Verification verification_of(const Row& row) {
  return {.id = row.integer("id"),
          .time = row.time("time"),
          .partner_id = row.text("partner_id"),
          .key_id = row.maybe_integer("key_id"),
          .verdict = row.text("verdict"),
          .kind = row.text("kind"),
          .card_id = row.maybe_integer("card_id"),
          .service = row.maybe_text("service"),
          .site = row.maybe_text("site"),
          .account_id = row.maybe_integer("account_id")};
}

template <class T>
cbor::Value or_null(const std::optional<T>& value) {
  return value ? cbor::Value(*value) : cbor::Value(cbor::Value::Variant(nullptr));
}

Bytes encoded(const Verification& row) {
  cbor::Array members{row.id,
                      std::int64_t{row.time.time_since_epoch().count()},
                      row.partner_id,
                      or_null(row.key_id),
                      row.verdict,
                      row.kind,
                      or_null(row.card_id),
                      or_null(row.service),
                      or_null(row.site)};
  if (row.account_id) members.emplace_back(*row.account_id);
  return cbor::encode(members);
}

// The log is in the order of time but for seconds: by halves, since no index has the time.
std::int64_t first_since(Reader& reader, Time from) {
  constexpr std::chrono::minutes disorder{1};
  const auto last = reader.one("SELECT MAX(id) AS last FROM verification", {},
                               [](const Row& row) { return row.maybe_integer("last"); });
  std::int64_t low = 1;
  std::int64_t high = last->value_or(0) + 1;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const auto time =
        reader.one("SELECT time FROM verification WHERE id >= $id ORDER BY id LIMIT 1",
                   {{"$id", middle}}, [](const Row& row) { return row.time("time"); });
    if (time && *time < from - disorder) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// A leaf states its range, and the seal's row where the next one begins.
void seal_range(Transaction& transaction, std::int64_t first, std::int64_t last, Time now) {
  const Sha256 digest = verifications::digest_of(transaction, first, last);
  const std::uint64_t leaf = transaction.append(
      {.time = now,
       .actor = "system",
       .kind = "verifications.sealed",
       .subject = "verification:" + std::to_string(first) + "-" + std::to_string(last),
       .content = {{"first", first}, {"last", last}, {"digest", base64url::encode(digest)}}});
  transaction.change(
      "INSERT INTO verification_seal (first_id, last_id, leaf) VALUES ($first, $last, $leaf)",
      {{"$first", first}, {"$last", last}, {"$leaf", leaf}});
}

}  // namespace

std::int64_t verifications::append(Transaction& transaction, const NewVerification& verification) {
  return transaction
      .note_returning(
          "INSERT INTO verification (time, partner_id, key_id, verdict, kind, card_id, service,"
          " site, account_id) VALUES ($time, $partner_id, $key_id, $verdict, $kind, $card_id,"
          " $service, $site, $account_id) RETURNING id",
          {{"$time", verification.time},
           {"$partner_id", verification.partner_id},
           {"$key_id", verification.key_id},
           {"$verdict", verification.verdict},
           {"$kind", verification.kind},
           {"$card_id", verification.card_id},
           {"$service", verification.service},
           {"$site", verification.site},
           {"$account_id", verification.account_id}},
          id_of)
      .value();
}

std::optional<Verification> verifications::find(Reader& reader, std::int64_t id) {
  return reader.one("SELECT * FROM verification WHERE id = $id", {{"$id", id}}, verification_of);
}

std::vector<Verification> verifications::of_card(Reader& reader, std::int64_t card_id, Page page) {
  return reader.all(
      "SELECT * FROM verification WHERE card_id = $card_id AND ($after = 0 OR id < $after)"
      " ORDER BY id DESC LIMIT $limit",
      {{"$card_id", card_id}, {"$after", page.after}, {"$limit", page.limit}}, verification_of);
}

std::vector<Verification> verifications::within(Reader& reader, const Stretch& stretch, Page page) {
  const std::int64_t first = first_since(reader, stretch.from);
  return reader.all(
      "SELECT * FROM verification WHERE id >= $first AND time BETWEEN $from AND $until"
      " AND (CAST($card_id AS BIGINT) IS NULL OR card_id = $card_id)"
      " AND (CAST($partner_id AS TEXT) IS NULL OR partner_id = $partner_id)"
      " AND ($after = 0 OR id < $after) ORDER BY id DESC LIMIT $limit",
      {{"$first", first},
       {"$from", stretch.from},
       {"$until", stretch.until},
       {"$card_id", stretch.card_id},
       {"$partner_id", stretch.partner_id},
       {"$after", page.after},
       {"$limit", page.limit}},
      verification_of);
}

Sha256 verifications::digest_of(Reader& reader, std::int64_t first, std::int64_t last) {
  Sha256 digest{};
  reader.query("SELECT * FROM verification WHERE id BETWEEN $first AND $last ORDER BY id",
               {{"$first", first}, {"$last", last}},
               [&](const Row& row) { digest = sha256({digest, encoded(verification_of(row))}); });
  return digest;
}

void verifications::seal(Transaction& transaction, Time now) {
  const std::int64_t first =
      transaction
          .one("SELECT COALESCE(MAX(last_id), 0) + 1 AS first FROM verification_seal", {},
               [](const Row& row) { return row.integer("first"); })
          .value();
  const std::optional<std::int64_t> last =
      transaction
          .one("SELECT MAX(id) AS last FROM verification", {},
               [](const Row& row) { return row.maybe_integer("last"); })
          .value();
  if (last && *last >= first) seal_range(transaction, first, *last, now);
}

void HourlySeal::at(Time now) {
  const std::int64_t hour = std::chrono::floor<std::chrono::hours>(now).time_since_epoch().count();
  std::int64_t known = hour_.load(std::memory_order_relaxed);
  if (known == hour || !hour_.compare_exchange_strong(known, hour)) return;
  submit(now);
}

void HourlySeal::finish(Time now) { submit(now); }

void HourlySeal::submit(Time now) {
  store_.submit(
      [now](Transaction& transaction) {
        verifications::seal(transaction, now);
        return Outcome::commit;
      },
      [](Completion) {});
}

}  // namespace servicecard::store
