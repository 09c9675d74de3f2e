#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/wallet_token.h"
#include "cardlib/lifecycle/card_state.h"
#include "server/access/actor.h"
#include "server/desk/card_error.h"
#include "server/desk/desk.h"
#include "server/store/cards.h"
#include "server/store/credentials.h"
#include "server/store/services.h"
#include "server/store/transaction.h"

/// The two steps in which every credential comes into being. What is to be signed is recorded first
/// (commit 1: number, indices, claims, salts), then signed, and the token recorded (commit 2: hash,
/// state) before it leaves this machine. After a crash between the two, the record is signed again
/// or voided. Nothing but `sign` reaches a card signer, and it takes nothing but a recorded card.
namespace servicecard::desk {

/// One card to be made; who may have it has been decided.
struct CardPlan {
  std::int64_t person_id = 0;
  std::int64_t enterprise_id = 0;
  Category category = Category::principal;
  Validity validity;
  std::string county;  ///< the first two letters of its number
  store::Services services;
  std::optional<std::int64_t> application_id;
  std::optional<std::int64_t> predecessor_id;  ///< the card that it takes the place of
  std::int64_t decision_id = 0;
};

enum class IssueRefusal {
  cannot_sign,  ///< no card key may sign for that long, or another than the record names
  too_long,     ///< the names do not fit into the printed code
  daily_cap,    ///< the account has issued as many today as one may
};

/// As an act on a card says it.
[[nodiscard]] CardError card_error_of(IssueRefusal refusal);

/// A credential that is recorded and not signed.
template <class Unsigned>
struct RecordedCredential {
  std::int64_t id = 0;
  std::string place;  ///< the list and index, to which its sealed record is bound
  Unsigned content;
};

/// Credentials of one card that are recorded and not signed; used once. A new card has both, one
/// whose wallet is bound to a key has that alone.
class PreparedCard {
 public:
  PreparedCard(const PreparedCard&) = delete;
  PreparedCard& operator=(const PreparedCard&) = delete;
  PreparedCard(PreparedCard&&) = default;
  PreparedCard& operator=(PreparedCard&&) = default;
  ~PreparedCard() = default;

  [[nodiscard]] std::int64_t card_id() const { return card_id_; }
  [[nodiscard]] Time expires() const { return expires_; }

 private:
  friend class Issuing;
  PreparedCard(std::int64_t card_id, Time expires, std::string kid)
      : card_id_(card_id), expires_(expires), kid_(std::move(kid)) {}

  std::int64_t card_id_;
  Time expires_;
  std::string kid_;  // of the key that its record names
  std::optional<RecordedCredential<UnsignedWalletToken>> wallet_;
  std::optional<RecordedCredential<UnsignedPrintedToken>> printed_;
};

/// Tokens that are signed and not recorded: nobody has them yet.
class SignedCard {
 public:
  SignedCard(const SignedCard&) = delete;
  SignedCard& operator=(const SignedCard&) = delete;
  SignedCard(SignedCard&&) = default;
  SignedCard& operator=(SignedCard&&) = default;
  ~SignedCard() = default;

  [[nodiscard]] std::int64_t card_id() const { return card_id_; }

 private:
  friend class Issuing;
  struct Token {
    std::int64_t id = 0;
    std::string place;
    Sha256 hash{};
    Bytes octets;
  };
  explicit SignedCard(std::int64_t card_id) : card_id_(card_id) {}

  std::int64_t card_id_;
  std::vector<Token> tokens_;
};

/// Prepares, signs and records.
class Issuing {
 public:
  explicit Issuing(const Desk& desk) : desk_(desk) {}

  /// Commit 1 of a new card. Changes nothing where it refuses.
  [[nodiscard]] std::expected<PreparedCard, IssueRefusal> prepare(store::Transaction& transaction,
                                                                  const access::Act& act,
                                                                  const CardPlan& plan) const;

  /// Commit 1 of a wallet token in the place of another: bound to the holder's key.
  [[nodiscard]] std::expected<PreparedCard, IssueRefusal> prepare_wallet(
      store::Transaction& transaction, const access::Act& act, const store::Card& card,
      const VerificationKey& holder) const;

  /// What a crash left prepared of one card, from its record; nothing where there is nothing.
  [[nodiscard]] std::optional<PreparedCard> recorded(store::Reader& reader,
                                                     const store::Card& card) const;

  [[nodiscard]] std::expected<SignedCard, IssueRefusal> sign(PreparedCard&& prepared,
                                                             Time now) const;

  /// Commit 2, all but the card's own state. The tokens that these replace are void from here on.
  /// False where another request has issued or voided one of them meanwhile: to be undone.
  [[nodiscard]] bool record(store::Transaction& transaction, SignedCard&& issued, Time now) const;

  /// The issued token of a card, as it was signed: the text of a wallet token, the octets of a
  /// printed one. Nothing while there is none.
  [[nodiscard]] std::optional<Bytes> token(store::Reader& reader, std::int64_t card_id,
                                           store::CredentialKind kind) const;

 private:
  const Desk& desk_;
};

}  // namespace servicecard::desk
