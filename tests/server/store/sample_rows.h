#pragma once

#include <cstdint>
#include <string>

#include "server/store/applications.h"
#include "server/store/cards.h"
#include "server/store/credentials.h"
#include "server/store/enterprises.h"
#include "server/store/partners.h"
#include "server/store/people.h"
#include "server/store/store.h"

namespace servicecard::test {

/// Runs a change with a leaf, waits for it and gives its result.
template <class ChangeFunction>
auto with_leaf(store::Store& store, ChangeFunction change) {
  return store.write([&](store::Transaction& transaction) {
    auto result = change(transaction);
    transaction.append({.time = {}, .actor = "t", .kind = "test", .subject = "", .content = {}});
    return result;
  });
}

/// The smallest county in which a card can be: its rows' ids.
struct SampleRows {
  std::int64_t enterprise_id = 0;
  std::int64_t policy_id = 0;
  std::int64_t decision_id = 0;

  /// Three actors (`chen`, `li`, `wang`), an enterprise, a policy and a decision.
  explicit SampleRows(store::Store& store);

  /// Somebody new; `n` makes the resident ID.
  [[nodiscard]] std::int64_t add_person(store::Transaction& transaction, int n,
                                        const std::string& name = "张三") const;
  /// An application of that person: approved, if `state` says so, by wang after li.
  [[nodiscard]] std::int64_t add_application(store::Transaction& transaction,
                                             std::int64_t person_id, ApplicationState state) const;
  /// A card for the year from `test_time`.
  [[nodiscard]] store::NewCard card(std::int64_t person_id, std::int64_t application_id,
                                    int n) const;
  /// Person, application and prepared card in one.
  [[nodiscard]] std::int64_t add_card(store::Transaction& transaction, int n) const;
};

[[nodiscard]] Sha256 digest_of(const std::string& text);
/// A number for each n; some serials do not exist.
[[nodiscard]] CardNumber number(int n);
[[nodiscard]] store::NewCredential credential(std::int64_t card_id, store::CredentialKind kind,
                                              std::int64_t index);
[[nodiscard]] store::Partner hospital();

}  // namespace servicecard::test
