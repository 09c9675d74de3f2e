#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/codec/bytes.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/identity/civil_date.h"
#include "server/store/events.h"
#include "server/store/reader.h"
#include "server/store/transaction.h"

namespace servicecard::store {

enum class CredentialKind : std::uint8_t { wallet, printed };

/// `"wallet"`, `"printed"`: the name in the database and the API.
[[nodiscard]] std::string_view to_string(CredentialKind kind);
[[nodiscard]] std::optional<CredentialKind> parse_credential_kind(std::string_view name);
/// `"prepared"`, `"issued"`, `"voided"`.
[[nodiscard]] std::string_view to_string(CredentialState state);
[[nodiscard]] std::optional<CredentialState> parse_credential_state(std::string_view name);

/// One credential of a card: what is known of its token.
struct Credential {
  std::int64_t id = 0;
  std::int64_t card_id = 0;
  CredentialKind kind = CredentialKind::wallet;
  std::int64_t list = 0;   ///< the status list's number
  std::int64_t index = 0;  ///< in that list
  CredentialState state = CredentialState::prepared;
  std::string kid;                        ///< of the key that signs it
  std::optional<std::string> holder_kid;  ///< of the holder's key, where it is bound to one
  std::optional<Sha256> token_hash;       ///< once issued
  Time prepared_at;
  std::optional<Time> issued_at;

  bool operator==(const Credential&) const = default;
};

/// A credential as it is recorded before it is signed.
struct NewCredential {
  std::int64_t card_id = 0;
  CredentialKind kind = CredentialKind::wallet;
  std::int64_t list = 0;
  std::int64_t index = 0;
  std::string kid;
  std::optional<std::string> holder_kid;
  BytesView prepared_sealed;  ///< what is to be signed, sealed
  Time prepared_at;
  std::optional<std::string> prepared_by;  ///< the account
  Time expires;                            ///< the list is served until then at least
};

struct PreparedCredential {
  Credential credential;
  Bytes prepared_sealed;
};

namespace credentials {

/// Takes the index for good. Nothing where it was taken before: draw another.
[[nodiscard]] std::optional<std::int64_t> prepare(Transaction& transaction,
                                                  const NewCredential& credential);
/// Records the token that the prepared credential has become; it takes the place of what was to be
/// signed. Void the one that it replaces first. False where it is no longer prepared.
[[nodiscard]] bool record_issued(Transaction& transaction, std::int64_t id,
                                 const Sha256& token_hash, BytesView token_sealed, Time now);
/// Its index says invalid from now on.
void void_credential(Transaction& transaction, std::int64_t id, Time now);

[[nodiscard]] std::vector<Credential> of_card(Reader& reader, std::int64_t card_id);
/// All whose index is in that status list.
[[nodiscard]] std::vector<Credential> of_list(Reader& reader, std::int64_t list);
/// The one in force.
[[nodiscard]] std::optional<Credential> issued(Reader& reader, std::int64_t card_id,
                                               CredentialKind kind);
/// The sealed token of an issued credential.
[[nodiscard]] std::optional<Bytes> sealed_token(Reader& reader, std::int64_t id);
/// Those that a crash left between the two commits: to be signed from their record, or voided.
[[nodiscard]] std::vector<PreparedCredential> prepared(Reader& reader);
/// How many the actor has had prepared since then, one for each card or bound wallet.
[[nodiscard]] std::int64_t count_prepared(Reader& reader, const std::string& actor, Time since);

/// Every credential, as the counter knows it.
void for_each_facts(Reader& reader, const std::function<void(const CredentialFacts&)>& visit);

}  // namespace credentials
}  // namespace servicecard::store
