#include "server/store/credentials.h"

#include <array>

#include "cardlib/codec/names.h"
#include "cardlib/credential/status_list.h"
#include "server/store/columns.h"
#include "server/store/status_lists.h"

namespace servicecard::store {
namespace {

Credential credential_of(const Row& row) {
  return {.id = row.integer("id"),
          .card_id = row.integer("card_id"),
          .kind = named(row, "kind", parse_credential_kind),
          .list = row.integer("list"),
          .index = row.integer("idx"),
          .state = named(row, "state", parse_credential_state),
          .kid = row.text("kid"),
          .holder_kid = row.maybe_text("holder_kid"),
          .token_hash = maybe_digest(row, "token_hash"),
          .prepared_at = row.time("prepared_at"),
          .issued_at = row.maybe_time("issued_at")};
}

CredentialFacts facts_of(const Row& row) {
  return {.card_id = row.integer("card_id"),
          .list = row.integer("list"),
          .index = row.integer("idx"),
          .state = named(row, "state", parse_credential_state),
          .token_hash = maybe_digest(row, "token_hash")};
}

void announce(Transaction& transaction, std::int64_t id) {
  transaction.query(
      "SELECT card_id, list, idx, state, token_hash FROM credential WHERE id = $id", {{"$id", id}},
      [&](const Row& row) { transaction.announce(CredentialChanged{facts_of(row)}); });
}

std::optional<std::int64_t> insert(Transaction& transaction, const NewCredential& credential) {
  return transaction.change_returning(
      "INSERT INTO credential (card_id, kind, list, idx, state, kid, holder_kid, prepared_at,"
      " prepared_by) VALUES ($card_id, $kind, $list, $idx, 'prepared', $kid, $holder_kid,"
      " $prepared_at, $prepared_by)"
      " ON CONFLICT (list, idx) DO NOTHING RETURNING id",
      {{"$card_id", credential.card_id},
       {"$kind", to_string(credential.kind)},
       {"$list", credential.list},
       {"$idx", credential.index},
       {"$kid", credential.kid},
       {"$holder_kid", credential.holder_kid},
       {"$prepared_at", credential.prepared_at},
       {"$prepared_by", credential.prepared_by}},
      id_of);
}

}  // namespace

std::string_view to_string(CredentialKind kind) {
  switch (kind) {
    case CredentialKind::wallet:
      return "wallet";
    case CredentialKind::printed:
      return "printed";
  }
  return {};
}

std::optional<CredentialKind> parse_credential_kind(std::string_view name) {
  return find_by_name(std::array{CredentialKind::wallet, CredentialKind::printed}, name);
}

std::string_view to_string(CredentialState state) {
  switch (state) {
    case CredentialState::prepared:
      return "prepared";
    case CredentialState::issued:
      return "issued";
    case CredentialState::voided:
      return "voided";
  }
  return {};
}

std::optional<CredentialState> parse_credential_state(std::string_view name) {
  return find_by_name(
      std::array{CredentialState::prepared, CredentialState::issued, CredentialState::voided},
      name);
}

namespace credentials {

std::optional<std::int64_t> prepare(Transaction& transaction, const NewCredential& credential) {
  const std::optional<std::int64_t> id = insert(transaction, credential);
  if (!id) return std::nullopt;
  transaction.change(
      "INSERT INTO credential_secret (credential_id, prepared_sealed)"
      " VALUES ($id, $prepared_sealed)",
      {{"$id", *id}, {"$prepared_sealed", credential.prepared_sealed}});
  status_lists::take_index(transaction, credential.list, credential.expires);
  announce(transaction, *id);
  return id;
}

bool record_issued(Transaction& transaction, std::int64_t id, const Sha256& token_hash,
                   BytesView token_sealed, Time now) {
  const std::int64_t changed = transaction.change(
      "UPDATE credential SET state = 'issued', token_hash = $token_hash, issued_at = $issued_at"
      " WHERE id = $id AND state = 'prepared'",
      {{"$token_hash", token_hash}, {"$issued_at", now}, {"$id", id}});
  if (changed == 0) return false;
  transaction.change(
      "UPDATE credential_secret SET prepared_sealed = NULL, token_sealed = $token_sealed"
      " WHERE credential_id = $id",
      {{"$token_sealed", token_sealed}, {"$id", id}});
  announce(transaction, id);
  return true;
}

void void_credential(Transaction& transaction, std::int64_t id, Time now) {
  transaction.change(
      "UPDATE credential SET state = 'voided', voided_at = $voided_at"
      " WHERE id = $id AND state <> 'voided'",
      {{"$voided_at", now}, {"$id", id}});
  announce(transaction, id);
  transaction.query(
      "SELECT list, idx FROM credential WHERE id = $id", {{"$id", id}}, [&](const Row& row) {
        transaction.announce(StatusChanged{.list = row.integer("list"),
                                           .index = row.integer("idx"),
                                           .status = static_cast<std::uint8_t>(Status::invalid),
                                           .at = now});
      });
}

std::vector<Credential> of_card(Reader& reader, std::int64_t card_id) {
  return reader.all("SELECT * FROM credential WHERE card_id = $card_id ORDER BY id",
                    {{"$card_id", card_id}}, credential_of);
}

std::vector<Credential> of_list(Reader& reader, std::int64_t list) {
  return reader.all("SELECT * FROM credential WHERE list = $list ORDER BY idx", {{"$list", list}},
                    credential_of);
}

std::optional<Credential> issued(Reader& reader, std::int64_t card_id, CredentialKind kind) {
  return reader.one(
      "SELECT * FROM credential WHERE card_id = $card_id AND kind = $kind AND state = 'issued'",
      {{"$card_id", card_id}, {"$kind", to_string(kind)}}, credential_of);
}

std::optional<Bytes> sealed_token(Reader& reader, std::int64_t id) {
  return reader.one(
      "SELECT token_sealed FROM credential_secret"
      " WHERE credential_id = $id AND token_sealed IS NOT NULL",
      {{"$id", id}}, [](const Row& row) { return row.bytes("token_sealed"); });
}

std::vector<PreparedCredential> prepared(Reader& reader) {
  return reader.all(
      "SELECT credential.*, prepared_sealed FROM credential"
      " JOIN credential_secret ON credential_id = credential.id"
      " WHERE state = 'prepared' ORDER BY credential.id",
      {}, [](const Row& row) {
        return PreparedCredential{credential_of(row), row.bytes("prepared_sealed")};
      });
}

std::int64_t count_prepared(Reader& reader, const std::string& actor, Time since) {
  return reader
      .one(
          "SELECT count(*) AS count FROM credential"
          " WHERE kind = 'wallet' AND prepared_by = $actor AND prepared_at >= $since",
          {{"$actor", actor}, {"$since", since}},
          [](const Row& row) { return row.integer("count"); })
      .value();
}

void for_each_facts(Reader& reader, const std::function<void(const CredentialFacts&)>& visit) {
  reader.query("SELECT card_id, list, idx, state, token_hash FROM credential ORDER BY id", {},
               [&](const Row& row) { visit(facts_of(row)); });
}

}  // namespace credentials
}  // namespace servicecard::store
