#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "server/access/bearer_token.h"
#include "server/desk/account_office.h"
#include "server/desk/security_error.h"
#include "server/store/access_tokens.h"

/// Personal tokens: by them the programs of a person act for it, without its password.
namespace servicecard::desk {

inline constexpr std::size_t max_tokens = 20;  ///< in use at a time, an account
inline constexpr std::chrono::days longest_token{366};

struct NewAccessToken {
  std::string label;  ///< what it is for, up to 80 characters
  access::TokenScope scope = access::TokenScope::read;
  /// Nothing: it never ends. Only the program itself makes such a token, for the data directory.
  std::optional<Time> expires_at{};
};

/// The secret is shown this once; only its hash is kept.
struct AccessTokenWithSecret {
  store::AccessToken token;
  std::string secret;
};

/// One's own, those that are in use.
[[nodiscard]] std::vector<store::AccessToken> list_tokens(const AccountOffice& office,
                                                          const access::Act& act);
[[nodiscard]] std::expected<AccessTokenWithSecret, SecurityRefusal> add_token(
    const AccountOffice& office, const access::Act& act, const NewAccessToken& asked);
/// From then on it opens nothing.
[[nodiscard]] std::expected<void, SecurityRefusal> revoke_token(const AccountOffice& office,
                                                                const access::Act& act,
                                                                std::int64_t id);

/// Whose token has that hash, and what it may; nothing where it is nobody's, has ended or was
/// revoked, or the account is disabled.
struct TokenHolder {
  access::Actor actor;
  access::TokenScope scope = access::TokenScope::read;
  std::int64_t token = 0;
};
[[nodiscard]] std::optional<TokenHolder> find_token(store::Store& store, const Sha256& hash,
                                                    Time now);

}  // namespace servicecard::desk
