#include "server/access/bearer_token.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "cardlib/codec/base64url.h"

namespace servicecard::access {
namespace {

constexpr std::size_t secret_octets = 32;
constexpr std::size_t secret_characters = 43;  // of base64url

constexpr std::string_view prefix(TokenKind kind) {
  switch (kind) {
    case TokenKind::actor:
      return "sca_";
    case TokenKind::partner:
      return "scp_";
    case TokenKind::client:
      return "scc_";
  }
  return {};
}

bool has_form(std::string_view token, TokenKind kind) {
  if (!token.starts_with(prefix(kind))) return false;
  const std::string_view secret = token.substr(prefix(kind).size());
  return secret.size() == secret_characters && base64url::decode(secret).has_value();
}

}  // namespace

std::string make_token(TokenKind kind, RandomSource& random) {
  std::array<std::uint8_t, secret_octets> secret{};
  random.fill(secret);
  return std::string(prefix(kind)) + base64url::encode(secret);
}

Sha256 token_hash(std::string_view token) { return sha256(token); }

std::optional<TokenKind> token_kind(std::string_view token) {
  for (const TokenKind kind : {TokenKind::actor, TokenKind::partner, TokenKind::client}) {
    if (has_form(token, kind)) return kind;
  }
  return std::nullopt;
}

std::optional<std::string_view> bearer_of(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer ";
  if (authorization.size() <= scheme.size()) return std::nullopt;
  const bool matches = std::ranges::equal(
      authorization.substr(0, scheme.size()), scheme, [](char given, char wanted) {
        return std::tolower(static_cast<unsigned char>(given)) == wanted;
      });
  if (!matches) return std::nullopt;
  return authorization.substr(scheme.size());
}

}  // namespace servicecard::access
