#include "tests/server/desk/whole_record.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gtest/gtest.h>

#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/wallet_token.h"
#include "server/desk/cards.h"
#include "server/store/applications.h"
#include "server/store/cards.h"
#include "server/store/credentials.h"
#include "server/store/journal_log.h"
#include "server/store/status_lists.h"

namespace servicecard::test {
namespace {

constexpr store::Page everything{.limit = 1'000'000};

/// How often the journal says that something was done to a subject.
class Leaves {
 public:
  explicit Leaves(store::Reader& reader) {
    for (const auto& row : store::journal_log::page(reader, everything.limit, std::nullopt)) {
      ++counts_[{row.subject, row.kind}];
    }
  }
  [[nodiscard]] int count(const std::string& subject, const std::string& kind) const {
    const auto found = counts_.find({subject, kind});
    return found == counts_.end() ? 0 : found->second;
  }
  /// Every subject of that kind of thing.
  [[nodiscard]] std::set<std::string> subjects(const std::string& prefix) const {
    std::set<std::string> found;
    for (const auto& [key, count] : counts_) {
      if (key.first.starts_with(prefix)) found.insert(key.first.substr(prefix.size()));
    }
    return found;
  }

 private:
  std::map<std::pair<std::string, std::string>, int> counts_;
};

void expect_application(store::Reader& reader, const store::Application& application,
                        const Leaves& leaves) {
  const std::string subject = "application:" + std::to_string(application.id);
  const ApplicationState state = application.record.state;
  const auto card = store::cards::of_application(reader, application.id);
  const bool approved = state == ApplicationState::approved || state == ApplicationState::issued;
  EXPECT_EQ(leaves.count(subject, "application.approved"), approved ? 1 : 0) << subject;
  EXPECT_EQ(application.approved_at.has_value(), approved) << subject;
  EXPECT_EQ(state == ApplicationState::issued, card && card->state != CardState::prepared)
      << subject;
}

void expect_card(TestDesk& desk, store::Reader& reader, const store::Card& card,
                 const Leaves& leaves) {
  const std::string subject = "card:" + card.number.str();
  EXPECT_NE(card.state, CardState::prepared) << subject;
  EXPECT_EQ(leaves.count(subject, "card.prepared"), 1) << subject;
  EXPECT_EQ(leaves.count(subject, "card.issued"), 1) << subject;
  EXPECT_EQ(leaves.count(subject, "card.revoked"), card.state == CardState::revoked ? 1 : 0);
  EXPECT_EQ(leaves.count(subject, "card.superseded"), card.state == CardState::superseded ? 1 : 0);
  for (const store::Credential& credential : store::credentials::of_card(reader, card.id)) {
    EXPECT_NE(credential.state, store::CredentialState::prepared) << subject;
  }
  for (const auto kind : {store::CredentialKind::wallet, store::CredentialKind::printed}) {
    const auto credential = store::credentials::issued(reader, card.id, kind);
    const auto token = desk::card_token(desk.desk(), card.number, kind);
    ASSERT_TRUE(credential && token) << subject;
    EXPECT_EQ(kind == store::CredentialKind::wallet
                  ? WalletToken::parse(as_text(*token)).value().token_hash()
                  : PrintedToken::parse(*token).value().token_hash(),
              credential->token_hash)
        << subject;
  }
}

void expect_lists(store::Reader& reader, const counter::CardMemory& memory) {
  for (std::int64_t number = 1; const auto row = store::status_lists::find(reader, number);
       ++number) {
    StatusList list = StatusList::all_valid(static_cast<std::size_t>(row->capacity));
    std::set<std::int64_t> indices;
    store::status_lists::for_each_entry(reader, number, [&](const store::StatusEntry& entry) {
      EXPECT_TRUE(indices.insert(entry.index).second);
      const bool voided = entry.credential == store::CredentialState::voided;
      list.set(static_cast<std::uint64_t>(entry.index),
               voided ? Status::invalid : static_cast<Status>(status_value(entry.card)));
    });
    EXPECT_EQ(row->used, std::ssize(indices));
    const counter::CardMemory::ListSize size{
        .number = number, .capacity = row->capacity, .unused = row->unused};
    EXPECT_EQ(memory.status_lists({&size, 1}).at(0), list);
  }
}

void expect_sound_file(const std::filesystem::path& file) {
  const SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
  SQLite::Statement integrity(database, "PRAGMA integrity_check");
  ASSERT_TRUE(integrity.executeStep());
  EXPECT_EQ(integrity.getColumn(0).getString(), "ok");
  SQLite::Statement dangling(database, "PRAGMA foreign_key_check");
  EXPECT_FALSE(dangling.executeStep());
}

}  // namespace

void expect_whole(TestDesk& desk, const counter::CardMemory& memory) {
  desk.store().read([&](store::Snapshot& snapshot) {
    EXPECT_TRUE(store::journal_log::verify(snapshot).problems.empty());
    const Leaves leaves(snapshot);
    for (const auto& application : store::applications::list(snapshot, {}, everything)) {
      expect_application(snapshot, application, leaves);
    }
    std::set<std::string> numbers;
    for (const store::Card& card : store::cards::list(snapshot, {}, everything)) {
      expect_card(desk, snapshot, card, leaves);
      EXPECT_TRUE(numbers.insert(card.number.str()).second);
      const auto known = memory.find(card.number);
      EXPECT_TRUE(known && known->state == card.state) << card.number.str();
    }
    EXPECT_EQ(leaves.subjects("card:"), numbers);
    expect_lists(snapshot, memory);
  });
  expect_sound_file(desk.database());
}

}  // namespace servicecard::test
