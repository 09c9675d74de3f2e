#include "server/store/journal_log.h"

#include <algorithm>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/json.h"
#include "server/journal/leaf.h"
#include "server/journal/tree.h"
#include "server/store/columns.h"
#include "server/store/verifications.h"

namespace servicecard::store {
namespace {

JournalRow row_of(const Row& row) {
  return {.sequence = static_cast<std::uint64_t>(row.integer("seq")),
          .time = row.time("time"),
          .actor = row.text("actor"),
          .kind = row.text("kind"),
          .subject = row.text("subject"),
          .content = row.maybe_text("content")};
}

journal::Leaf leaf_of(const Row& row) {
  return {.sequence = static_cast<std::uint64_t>(row.integer("seq")),
          .time = row.time("time"),
          .actor = row.text("actor"),
          .kind = row.text("kind"),
          .subject = row.text("subject"),
          .commitment = digest(row, "commitment")};
}

bool content_fits(const Row& row, const journal::Leaf& leaf) {
  const std::optional<std::string> content = row.maybe_text("content");
  if (!content) return true;
  const std::optional<Bytes> stored = row.maybe_bytes("content_key");
  journal::ContentKey key{};
  if (!stored || stored->size() != key.size()) return false;
  std::ranges::copy(*stored, key.begin());
  return journal::commit_to(*content, key) == leaf.commitment;
}

bool verifications_fit(Reader& reader, const Row& row) {
  const std::optional<std::string> content = row.maybe_text("content");
  if (!content) return true;
  const auto sealed = json::parse_object(*content);
  if (!sealed) return false;
  const auto first = json::int_member(*sealed, "first");
  const auto last = json::int_member(*sealed, "last");
  const auto digest = json::text_member(*sealed, "digest");
  return first && last && digest &&
         base64url::encode(verifications::digest_of(reader, *first, *last)) == *digest;
}

// Walks the leaves in their order. The tree stands over the hashes as they are stored: a leaf that
// does not fit its hash is named by itself, and the root tells of hashes that were changed.
class Check {
 public:
  explicit Check(Reader& reader) : reader_(reader) {}

  void see(const Row& row) {
    const journal::Leaf leaf = leaf_of(row);
    for (; next_ < leaf.sequence; ++next_) report(JournalFault::missing_leaf, next_);
    next_ = leaf.sequence + 1;
    const Sha256 hash = digest(row, "hash");
    tree_.append(hash);
    if (journal::hash_of(leaf) != hash) report(JournalFault::altered_leaf, leaf.sequence);
    if (!content_fits(row, leaf)) report(JournalFault::altered_content, leaf.sequence);
    if (leaf.kind == "verifications.sealed" && !verifications_fit(reader_, row)) {
      report(JournalFault::altered_verifications, leaf.sequence);
    }
  }

  [[nodiscard]] JournalReport finish(const JournalHead& head) {
    if (tree_.size() != head.size) report(JournalFault::wrong_size, tree_.size());
    if (tree_.root() != head.root) report(JournalFault::wrong_root, tree_.size());
    return {.size = tree_.size(), .root = tree_.root(), .problems = std::move(problems_)};
  }

 private:
  void report(JournalFault fault, std::uint64_t sequence) {
    problems_.push_back({fault, sequence});
  }

  Reader& reader_;
  journal::Tree tree_;
  std::uint64_t next_ = 0;
  std::vector<JournalProblem> problems_;
};

}  // namespace

std::string_view to_string(JournalFault fault) {
  switch (fault) {
    case JournalFault::missing_leaf:
      return "missing_leaf";
    case JournalFault::altered_leaf:
      return "altered_leaf";
    case JournalFault::altered_content:
      return "altered_content";
    case JournalFault::altered_verifications:
      return "altered_verifications";
    case JournalFault::wrong_size:
      return "wrong_size";
    case JournalFault::wrong_root:
      return "wrong_root";
  }
  return {};
}

namespace journal_log {

JournalHead head(Reader& reader) {
  return reader
      .one("SELECT size, root FROM journal_head WHERE id = 1", {},
           [](const Row& row) {
             return JournalHead{.size = static_cast<std::uint64_t>(row.integer("size")),
                                .root = digest(row, "root")};
           })
      .value();
}

std::vector<JournalRow> page(Reader& reader, std::int64_t limit,
                             std::optional<std::int64_t> before) {
  return reader.all(
      "SELECT * FROM journal_leaf WHERE CAST($before AS BIGINT) IS NULL OR seq < $before"
      " ORDER BY seq DESC LIMIT $limit",
      {{"$before", before}, {"$limit", limit}}, row_of);
}

std::vector<JournalRow> about(Reader& reader, const std::string& subject) {
  return reader.all("SELECT * FROM journal_leaf WHERE subject = $subject ORDER BY seq",
                    {{"$subject", subject}}, row_of);
}

std::int64_t count_revealed(Reader& reader, const std::string& actor, Time since) {
  return reader
      .one(
          "SELECT count(*) AS shown FROM journal_leaf"
          " WHERE actor = $actor AND kind = 'person.revealed' AND time >= $since",
          {{"$actor", actor}, {"$since", since}},
          [](const Row& row) { return row.integer("shown"); })
      .value();
}

JournalReport verify(Reader& reader) {
  Check check(reader);
  reader.query("SELECT * FROM journal_leaf ORDER BY seq", {},
               [&](const Row& row) { check.see(row); });
  return check.finish(head(reader));
}

}  // namespace journal_log
}  // namespace servicecard::store
