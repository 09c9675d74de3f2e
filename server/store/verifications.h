#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/page.h"
#include "server/store/store.h"

namespace servicecard::store {

/// One check of one card by one partner, with its verdict.
struct NewVerification {
  Time time;
  std::string partner_id;
  std::optional<std::int64_t> key_id{};  ///< of the partner's key; else `account_id`
  std::string verdict;
  std::string kind;  ///< `wallet`, `printed`, `number` or `unreadable`
  std::optional<std::int64_t> card_id;
  std::optional<std::string> service;
  std::optional<std::string> site;
  std::optional<std::int64_t> account_id{};  ///< of the partner's counter
};

struct Verification {
  std::int64_t id = 0;
  Time time;
  std::string partner_id;
  std::optional<std::int64_t> key_id{};
  std::string verdict;
  std::string kind;
  std::optional<std::int64_t> card_id;
  std::optional<std::string> service;
  std::optional<std::string> site;
  std::optional<std::int64_t> account_id{};
};

namespace verifications {

/// Needs no leaf of its own: `seal` covers it. Gives its id.
std::int64_t append(Transaction& transaction, const NewVerification& verification);
[[nodiscard]] std::optional<Verification> find(Reader& reader, std::int64_t id);
/// Newest first.
[[nodiscard]] std::vector<Verification> of_card(Reader& reader, std::int64_t card_id, Page page);
/// Those from one moment to another, both included, the newest first; of one card or one partner
/// where that is asked.
struct Stretch {
  Time from;
  Time until;
  std::optional<std::int64_t> card_id{};
  std::optional<std::string> partner_id{};
};
[[nodiscard]] std::vector<Verification> within(Reader& reader, const Stretch& stretch, Page page);

/// SHA-256 over the rows from `first` to `last`: each row, as deterministic CBOR, is hashed behind
/// the hash of all before it. A key's row is written as it always was; an account's goes on with
/// the account.
[[nodiscard]] Sha256 digest_of(Reader& reader, std::int64_t first, std::int64_t last);
/// One leaf over all rows that no leaf covers yet; nothing where there are none.
void seal(Transaction& transaction, Time now);

}  // namespace verifications

/// Sees to it that the journal has a leaf for each hour of the verification log.
class HourlySeal {
 public:
  explicit HourlySeal(Store& store) : store_(store) {}

  /// To be called with every verification, and once at the start: with the first one of an hour the
  /// rows before it are sealed. Cheap, and safe from several threads.
  void at(Time now);
  /// Seals the rest: to be called when no more verifications come, before the store is closed,
  /// which waits for it. What a failed disk does not take is sealed after the next start.
  void finish(Time now);

 private:
  void submit(Time now);

  Store& store_;
  std::atomic<std::int64_t> hour_ = 0;
};

}  // namespace servicecard::store
