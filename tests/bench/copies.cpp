#include "tests/bench/copies.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "cardlib/codec/json.h"
#include "server/desk/issue.h"
#include "server/desk/status_index.h"
#include "server/store/status_lists.h"

namespace servicecard::bench {
namespace {

constexpr std::int64_t rows_a_commit = 10'000;
constexpr std::array<std::uint8_t, 64> sealed = {};

// Distinct, and in order, so that the indices of the database are filled from one end.
Sha256 hash_of(std::int64_t n, std::uint8_t kind) {
  Sha256 hash{};
  hash[0] = kind;
  for (std::size_t i = 0; i < 8; ++i) {
    hash[8 - i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(n) >> (8 * i));
  }
  return hash;
}

// Rows that are copies of one card, each with a holder of its own.
class Copies {
 public:
  Copies(County& county, const store::Card& model, std::vector<std::int64_t> enterprises)
      : county_(county), model_(model), enterprises_(std::move(enterprises)) {
    county.store().read([&](store::Snapshot& snapshot) {
      kid_ = store::credentials::of_card(snapshot, model.id).front().kid;
      next_ = 1 + std::max({last(snapshot, "SELECT MAX(id) AS last FROM person"),
                            last(snapshot, "SELECT MAX(id) AS last FROM application"),
                            last(snapshot, "SELECT MAX(id) AS last FROM card")});
      next_credential_ = 1 + last(snapshot, "SELECT MAX(id) AS last FROM credential");
      serial_ = last(snapshot, "SELECT MAX(last) AS last FROM serial");
      return true;
    });
  }

  void add(std::int64_t count) {
    for (std::int64_t done = 0; done < count; done += rows_a_commit) {
      county_.store().write([&](store::Transaction& transaction) {
        for (std::int64_t i = done; i < std::min(count, done + rows_a_commit); ++i) {
          add_one(transaction);
        }
        transaction.change("UPDATE serial SET last = $last", {{"$last", serial_}});
        transaction.append({.time = county_.now(),
                            .actor = "system",
                            .kind = "cards.filled",
                            .subject = "benchmark",
                            .content = {}});
        return true;
      });
    }
  }

 private:
  static std::int64_t last(store::Reader& reader, std::string_view sql) {
    return reader.one(sql, {}, [](const store::Row& row) { return row.integer("last"); }).value();
  }

  [[nodiscard]] std::int64_t enterprise_of(std::int64_t id) const {
    return enterprises_[static_cast<std::size_t>(id) % enterprises_.size()];
  }

  CardNumber take_number() {
    while (true) {
      const auto made = CardNumber::make("YC", day_of(county_.now()).year(), ++serial_);
      if (made) return *made;
    }
  }

  void add_one(store::Transaction& transaction) {
    const std::int64_t id = next_++;
    add_holder(transaction, id);
    transaction.change(
        "INSERT INTO card (id, number, person_id, enterprise_id, category, state, valid_from, "
        "valid_until, application_id, decision_id, services, created_at, changed_at) VALUES "
        "($id, $number, $id, $enterprise, 'principal', 'active', $from, $until, $id, $decision, "
        "$services, $now, $now)",
        {{"$id", id},
         {"$number", take_number().str()},
         {"$enterprise", enterprise_of(id)},
         {"$from", model_.validity.not_before},
         {"$until", model_.validity.expires},
         {"$decision", model_.decision_id},
         {"$services", json::serialize(store::services_json(model_.services))},
         {"$now", county_.now()}});
    add_credential(transaction, id, "wallet");
    add_credential(transaction, id, "printed");
  }

  void add_holder(store::Transaction& transaction, std::int64_t id) {
    const std::string name = person_name(id);
    transaction.change(
        "INSERT INTO person (id, enterprise_id, name, role, resident_id_sealed, resident_id_hash, "
        "last4_hash, created_at) VALUES ($id, $enterprise, $name, 'principal', $sealed, $hash, "
        "$last4, $now)",
        {{"$id", id},
         {"$enterprise", enterprise_of(id)},
         {"$name", name},
         {"$sealed", BytesView(sealed)},
         {"$hash", BytesView(hash_of(id, 'p'))},
         {"$last4", BytesView(hash_of(id, 'l'))},
         {"$now", county_.now()}});
    transaction.change(
        "INSERT INTO application (id, person_id, enterprise_id, category, state, note, evidence, "
        "content_hash, decision_id, drafted_by, drafted_at, checked_by, checked_at, approved_by, "
        "approved_at, changed_at) VALUES ($id, $id, $enterprise, 'principal', 'issued', '', '[]', "
        "$hash, $decision, 'chen', $now, 'li', $now, 'wang-0', $now, $now)",
        {{"$id", id},
         {"$enterprise", enterprise_of(id)},
         {"$hash", BytesView(hash_of(id, 'a'))},
         {"$decision", model_.decision_id},
         {"$now", county_.now()}});
    transaction.change(
        "INSERT INTO application_author (application_id, actor) VALUES ($id, 'chen')",
        {{"$id", id}});
  }

  void add_credential(store::Transaction& transaction, std::int64_t card, std::string_view kind) {
    const std::int64_t id = next_credential_++;
    const Place place = take_place(transaction);
    transaction.change(
        "INSERT INTO credential (id, card_id, kind, list, idx, state, kid, token_hash, "
        "prepared_at, issued_at) VALUES ($id, $card, $kind, $list, $index, 'issued', $kid, $hash, "
        "$now, $now)",
        {{"$id", id},
         {"$card", card},
         {"$kind", kind},
         {"$list", place.list},
         {"$index", place.index},
         {"$kid", kid_},
         {"$hash", BytesView(hash_of(id, 't'))},
         {"$now", county_.now()}});
    transaction.change(
        "INSERT INTO credential_secret (credential_id, token_sealed) VALUES ($id, $sealed)",
        {{"$id", id}, {"$sealed", BytesView(sealed)}});
  }

  struct Place {
    std::int64_t list = 0;
    std::int64_t index = 0;
  };

  // In lists of their own, here and there, three quarters of each.
  Place take_place(store::Transaction& transaction) {
    if (place_.list == 0 || place_.index * 4 >= store::status_lists::default_capacity * 3) {
      place_ = {.list = store::status_lists::open_next(
                    transaction, store::status_lists::default_capacity, county_.now()),
                .index = 0};
      transaction.change(
          "UPDATE status_list SET used = $used, last_expiry = $until WHERE number = $number",
          {{"$used", store::status_lists::default_capacity / 4 * 3},
           {"$until", model_.validity.expires},
           {"$number", place_.list}});
    }
    constexpr std::int64_t stride = 40503;  // odd: every place comes up once
    return {.list = place_.list,
            .index = place_.index++ * stride % store::status_lists::default_capacity};
  }

  County& county_;
  const store::Card& model_;
  std::vector<std::int64_t> enterprises_;
  std::string kid_;
  std::int64_t next_ = 0;
  std::int64_t next_credential_ = 0;
  std::int64_t serial_ = 0;
  Place place_;
};

}  // namespace

std::vector<store::Card> issue_real(County& county, std::int64_t count) {
  const auto ids = county.approve(static_cast<int>(count));
  county.cap({.approvals = ids.size(), .cards = ids.size()});
  const access::Act approver = county.approver(ids.front());
  for (const auto& result : desk::issue_applications(county.desk(), approver, ids)) {
    static_cast<void>(must(result.card, "a card"));
  }
  return county.store().read([&](store::Snapshot& snapshot) {
    return store::cards::list(snapshot, {}, {.limit = count});
  });
}

void add_copies(County& county, const store::Card& model, std::vector<std::int64_t> enterprises,
                std::int64_t count) {
  Copies(county, model, std::move(enterprises)).add(count);
}

}  // namespace servicecard::bench
