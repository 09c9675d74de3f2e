#include "server/counter/client_tokens.h"

#include <algorithm>
#include <utility>

#include "server/access/bearer_token.h"

namespace servicecard::counter {

std::string ClientTokens::open(const Sha256& thumbprint, const store::PartnerScopes& scopes,
                               Time now) {
  std::string token = access::make_token(access::TokenKind::client, random_);
  const std::scoped_lock lock(mutex_);
  make_room(thumbprint, now);
  tokens_.insert_or_assign(
      access::token_hash(token),
      Token{.thumbprint = thumbprint, .scopes = scopes, .ends = now + lifetime});
  return token;
}

void ClientTokens::make_room(const Sha256& thumbprint, Time now) {
  std::erase_if(tokens_, [now](const auto& entry) { return entry.second.ends <= now; });
  std::size_t count = 0;
  auto oldest = tokens_.end();
  for (auto entry = tokens_.begin(); entry != tokens_.end(); ++entry) {
    if (entry->second.thumbprint != thumbprint) continue;
    ++count;
    if (oldest == tokens_.end() || entry->second.ends < oldest->second.ends) oldest = entry;
  }
  if (count >= max_of_key) tokens_.erase(oldest);
}

std::optional<AdmittedCaller> ClientTokens::find(const Sha256& hash, Time now) const {
  std::optional<Token> token;
  {
    const std::scoped_lock lock(mutex_);
    const auto found = tokens_.find(hash);
    if (found != tokens_.end() && found->second.ends > now) token = found->second;
  }
  auto key = token ? partners_.find_client_key(token->thumbprint) : std::nullopt;
  if (!key) return std::nullopt;
  key->holder.scopes = std::move(token->scopes);
  return std::move(key->holder);
}

}  // namespace servicecard::counter
