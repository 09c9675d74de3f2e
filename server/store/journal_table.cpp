#include "server/store/journal_table.h"

#include "cardlib/codec/json.h"
#include "server/journal/leaf.h"
#include "server/store/failure.h"
#include "server/store/transaction.h"

namespace servicecard::store {
namespace {

void ignore_row(const Row&) {}

}  // namespace

JournalTable::JournalTable(Connection& connection, RandomSource& random) : random_(random) {
  std::expected<journal::Tree, journal::TreeError> tree =
      std::unexpected(journal::TreeError::malformed);
  connection.run("SELECT size, state FROM journal_head WHERE id = 1", {}, Access::read,
                 [&](const Row& row) {
                   tree = journal::Tree::restore(static_cast<std::uint64_t>(row.integer("size")),
                                                 row.bytes_view("state"));
                 });
  if (!tree) throw Failure(FailureKind::broken, "the head of the journal is damaged");
  tree_ = *tree;
  committed_ = *tree;
}

bool JournalTable::owns(std::string_view table) {
  return table == "journal_leaf" || table == "journal_head";
}

std::uint64_t JournalTable::append(Connection& connection, const JournalEntry& entry) {
  const std::string content = json::serialize(entry.content);
  journal::ContentKey key{};
  random_.fill(key);
  const journal::Leaf leaf{.sequence = tree_.size(),
                           .time = entry.time,
                           .actor = entry.actor,
                           .kind = entry.kind,
                           .subject = entry.subject,
                           .commitment = journal::commit_to(content, key)};
  const Sha256 hash = journal::hash_of(leaf);
  connection.run(
      "INSERT INTO journal_leaf (seq, time, actor, kind, subject, commitment, hash, content,"
      " content_key) VALUES ($seq, $time, $actor, $kind, $subject, $commitment, $hash, $content,"
      " $content_key)",
      {{"$seq", leaf.sequence},
       {"$time", leaf.time},
       {"$actor", leaf.actor},
       {"$kind", leaf.kind},
       {"$subject", leaf.subject},
       {"$commitment", leaf.commitment},
       {"$hash", hash},
       {"$content", content},
       {"$content_key", key}},
      Access::write, ignore_row);
  tree_.append(hash);
  return leaf.sequence;
}

void JournalTable::save_head(Connection& connection) const {
  if (tree_ == committed_) return;
  const Bytes state = tree_.state();
  connection.run("UPDATE journal_head SET size = $size, root = $root, state = $state WHERE id = 1",
                 {{"$size", tree_.size()}, {"$root", tree_.root()}, {"$state", state}},
                 Access::write, ignore_row);
}

}  // namespace servicecard::store
