#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "cardlib/crypto/digest.h"
#include "cardlib/identity/bilingual.h"

namespace servicecard {

enum class ApplicationState : std::uint8_t {
  draft,      ///< being written
  submitted,  ///< waits for the first person
  checked,    ///< the first person found it right; waits for the second
  approved,   ///< the second person approved exactly this content
  issued,     ///< its card exists; final
  returned,   ///< 补正: back to its author, to be put right
  rejected,   ///< 退回: final
};

inline constexpr std::array all_application_states = {
    ApplicationState::draft,    ApplicationState::submitted, ApplicationState::checked,
    ApplicationState::approved, ApplicationState::issued,    ApplicationState::returned,
    ApplicationState::rejected};

[[nodiscard]] std::string_view to_string(ApplicationState state);
[[nodiscard]] std::optional<ApplicationState> parse_application_state(std::string_view name);
[[nodiscard]] Bilingual text_of(ApplicationState state);

enum class ApplicationAct : std::uint8_t {
  edit,
  submit,
  check,
  approve,
  issue,
  send_back,  ///< 补正, with a reason
  reject,     ///< 退回, with a reason
};

inline constexpr std::array all_application_acts = {
    ApplicationAct::edit,    ApplicationAct::submit, ApplicationAct::check,
    ApplicationAct::approve, ApplicationAct::issue,  ApplicationAct::send_back,
    ApplicationAct::reject};

[[nodiscard]] std::string_view to_string(ApplicationAct act);

enum class ApplicationRefusal {
  illegal_act,      ///< the state does not allow the act
  own_application,  ///< whoever wrote or edited it can neither check nor approve it
  own_check,        ///< whoever checked it cannot approve it
  content_changed,  ///< the content is not the one that the record stands for
};

[[nodiscard]] std::string_view to_string(ApplicationRefusal why);

/// Where an application stands, and who brought it there. Four eyes are a matter of this record
/// alone: the same rules hold for a clerk, a batch and a program.
struct ApplicationRecord {
  ApplicationState state = ApplicationState::draft;
  std::set<std::string> authors;           ///< everyone who wrote or edited it, ever
  std::optional<std::string> checked_by;   ///< of the present content
  std::optional<std::string> approved_by;  ///< of the present content
  Sha256 content{};                        ///< hash of the present content

  bool operator==(const ApplicationRecord&) const = default;

  /// A new draft.
  [[nodiscard]] static ApplicationRecord drafted(std::string author, const Sha256& content);
};

/// The record after `actor` did `act`; `content` is the hash of what the actor saw, or wrote. An
/// edit voids the check and the approval and brings the application back before the first person
/// (or leaves it with its author, before it is submitted). Submitting, checking, approving and
/// issuing bind to the content on record: with another hash they are refused.
[[nodiscard]] std::expected<ApplicationRecord, ApplicationRefusal> next(
    const ApplicationRecord& record, ApplicationAct act, const std::string& actor,
    const Sha256& content);

}  // namespace servicecard
