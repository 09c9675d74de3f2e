#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/reader.h"

namespace servicecard::store {

/// One entry of the journal as it is read back.
struct JournalRow {
  std::uint64_t sequence = 0;
  Time time;
  std::string actor;
  std::string kind;
  std::string subject;
  std::optional<std::string> content;  ///< JSON; nothing once it is erased
};

struct JournalHead {
  std::uint64_t size = 0;
  Sha256 root{};
};

enum class JournalFault {
  missing_leaf,           ///< no leaf at that place
  altered_leaf,           ///< the leaf is not what its hash says
  altered_content,        ///< the content is not what the leaf commits to
  altered_verifications,  ///< rows of the verification log are not what that leaf says
  wrong_size,             ///< there are more or fewer leaves than the head says
  wrong_root,             ///< the leaves' hashes do not give the root of the head
};

/// `"missing_leaf"`: the name in the API and in commands.
[[nodiscard]] std::string_view to_string(JournalFault fault);

struct JournalProblem {
  JournalFault fault = JournalFault::wrong_root;
  std::uint64_t sequence = 0;  ///< which leaf; for the head, how many there are

  bool operator==(const JournalProblem&) const = default;
};

struct JournalReport {
  std::uint64_t size = 0;
  Sha256 root{};                         ///< recomputed
  std::vector<JournalProblem> problems;  ///< none: the record is as it was written
};

namespace journal_log {

[[nodiscard]] JournalHead head(Reader& reader);
/// The newest first; `before` none: from the end.
[[nodiscard]] std::vector<JournalRow> page(Reader& reader, std::int64_t limit,
                                           std::optional<std::int64_t> before);
/// What was done to one subject, the oldest first.
[[nodiscard]] std::vector<JournalRow> about(Reader& reader, const std::string& subject);

/// How often that account was shown what is masked, since then.
[[nodiscard]] std::int64_t count_revealed(Reader& reader, const std::string& actor, Time since);

/// Recomputes every hash, commitment and sealed range, and the root over them all.
[[nodiscard]] JournalReport verify(Reader& reader);

}  // namespace journal_log
}  // namespace servicecard::store
