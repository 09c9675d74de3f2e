#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/uscc.h"
#include "server/access/actor.h"
#include "server/desk/application_error.h"
#include "server/desk/desk.h"
#include "server/store/applications.h"
#include "server/store/policies.h"

/// From draft to approval. Two people stand behind every card: who wrote an application cannot
/// check it, who wrote or checked it cannot approve it, and an approval holds for exactly the
/// content that was approved.
namespace servicecard::desk {

struct ApplicationView {
  store::Application application;
  Uscc enterprise;
  std::string enterprise_name;
  std::string person_name;
  std::optional<store::DecisionRow> decision;
  std::optional<std::string> renews;  ///< number of the card that it renews
  std::optional<std::string> card;    ///< number of the card that came of it
};

struct ApplicationQuery {
  std::optional<ApplicationState> state;
  std::optional<Uscc> enterprise;
  store::Order order{};
  store::Page page;
};

/// For a person's first card, or for the one that follows on a card that is about to expire.
struct NewApplication {
  std::variant<std::int64_t, CardNumber> of;  ///< the person, or the card to renew
  std::string note;
  std::vector<std::string> evidence;  ///< references to documents, 1 to 200 characters each
};

struct ApplicationChange {
  std::optional<std::string> note;
  std::optional<std::vector<std::string>> evidence;
};

using ApplicationResult = std::expected<ApplicationView, ApplicationError>;

[[nodiscard]] std::vector<ApplicationView> list_applications(const Desk& desk,
                                                             const ApplicationQuery& query);
[[nodiscard]] ApplicationResult show_application(const Desk& desk, std::int64_t id);
[[nodiscard]] ApplicationResult draft_application(const Desk& desk, const access::Act& act,
                                                  const NewApplication& application);
[[nodiscard]] ApplicationResult edit_application(const Desk& desk, const access::Act& act,
                                                 std::int64_t id, const ApplicationChange& change);
[[nodiscard]] ApplicationResult submit_application(const Desk& desk, const access::Act& act,
                                                   std::int64_t id);
/// Decides by the policy in force today and stores the decision with its trace. Only an eligible
/// enterprise's application passes.
[[nodiscard]] ApplicationResult check_application(const Desk& desk, const access::Act& act,
                                                  std::int64_t id);
[[nodiscard]] ApplicationResult approve_application(const Desk& desk, const access::Act& act,
                                                    std::int64_t id);
/// 补正: back to its author.
[[nodiscard]] ApplicationResult return_application(const Desk& desk, const access::Act& act,
                                                   std::int64_t id, const std::string& reason);
/// 退回: final.
[[nodiscard]] ApplicationResult reject_application(const Desk& desk, const access::Act& act,
                                                   std::int64_t id, const std::string& reason);

/// As a part of a larger change.
[[nodiscard]] ApplicationResult reject_application(store::Transaction& transaction,
                                                   const access::Act& act, std::int64_t id,
                                                   const std::string& reason);

/// Since when it waits for its next step: since it was drafted, and from then on since its last
/// step or edit, for an edit is what the next person has to look at. Nothing in a final state.
[[nodiscard]] std::optional<Time> waiting_since(const store::Application& application);

/// How an application is seen inside a transaction or beside it.
[[nodiscard]] ApplicationView view_of(store::Reader& reader, store::Application application);

/// The hash that an approval binds: of the person, the enterprise, the role and the evidence, as
/// they are on record now.
[[nodiscard]] Sha256 content_of(store::Reader& reader, const store::Application& application);

}  // namespace servicecard::desk
