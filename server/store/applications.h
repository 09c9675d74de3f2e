#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cardlib/credential/claims.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/lifecycle/application_state.h"
#include "server/store/order.h"
#include "server/store/page.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

/// What an application asks for. `record.content` is the hash of it.
struct NewApplication {
  std::int64_t person_id = 0;
  std::int64_t enterprise_id = 0;
  Category category = Category::principal;
  std::optional<std::int64_t> predecessor_id;  ///< the card that it renews
  std::string note;
  std::string evidence;  ///< references, a JSON array
  ApplicationRecord record;
  Time drafted_at;
};

struct Application {
  std::int64_t id = 0;
  std::int64_t person_id = 0;
  std::int64_t enterprise_id = 0;
  Category category = Category::principal;
  std::optional<std::int64_t> predecessor_id;
  std::string note;
  std::string evidence;
  ApplicationRecord record;
  std::optional<std::int64_t> decision_id;
  std::optional<std::string> reason;  ///< why it was returned or rejected
  std::string drafted_by;
  Time drafted_at;
  std::optional<Time> checked_at;
  std::optional<Time> approved_at;
  Time changed_at;
};

struct ApplicationFilter {
  std::optional<ApplicationState> state;
  std::optional<std::int64_t> enterprise_id;
  Order order{};
};

namespace applications {

/// Nothing where the person has an application under way.
[[nodiscard]] std::optional<std::int64_t> add(Transaction& transaction,
                                              const NewApplication& application);
[[nodiscard]] std::optional<Application> find(Reader& reader, std::int64_t id);
[[nodiscard]] std::vector<Application> list(Reader& reader, const ApplicationFilter& filter,
                                            Page page);
/// The one that the person has under way.
[[nodiscard]] std::optional<Application> open_of_person(Reader& reader, std::int64_t person_id);
/// Writes all but the person, the enterprise and who drafted it. Throws `Failure` where the record
/// breaks the four eyes: the database holds them too.
void save(Transaction& transaction, const Application& application);
/// How many the actor approved since then.
[[nodiscard]] std::int64_t count_approved(Reader& reader, const std::string& actor, Time since);

}  // namespace applications
}  // namespace servicecard::store
