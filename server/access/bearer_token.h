#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cardlib/codec/names.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/crypto/random_source.h"

/// Bearer tokens (RFC 6750): a prefix that says what kind it is, so that a leak is found by a
/// search, and 256 random bits. Only their SHA-256 is kept; with that much randomness it needs no
/// salt.
namespace servicecard::access {

enum class TokenKind : std::uint8_t {
  actor,    ///< `sca_…`: a person of the desk
  partner,  ///< `scp_…`: a partner's API key
  client,   ///< `scc_…`: a partner's program, for some minutes, after it signed with its own key
};

/// What a program may do for the person whose token it has.
enum class TokenScope : std::uint8_t {
  read,   ///< only look
  write,  ///< all that the person may
};

inline constexpr std::array all_token_scopes = {TokenScope::read, TokenScope::write};

/// The name in the API and the database.
[[nodiscard]] constexpr std::string_view to_string(TokenScope scope) {
  switch (scope) {
    case TokenScope::read:
      return "read";
    case TokenScope::write:
      return "write";
  }
  return {};
}

[[nodiscard]] constexpr std::optional<TokenScope> parse_token_scope(std::string_view name) {
  return find_by_name(all_token_scopes, name);
}

/// A new token. Shown once, to whoever asked for it, and never again.
[[nodiscard]] std::string make_token(TokenKind kind, RandomSource& random);

/// What is stored of a token, and looked up by.
[[nodiscard]] Sha256 token_hash(std::string_view token);

/// Which kind a text claims to be; nothing where it has not the form of a token.
[[nodiscard]] std::optional<TokenKind> token_kind(std::string_view token);

/// The token of an `Authorization: Bearer …` header value; nothing for any other scheme.
[[nodiscard]] std::optional<std::string_view> bearer_of(std::string_view authorization);

}  // namespace servicecard::access
