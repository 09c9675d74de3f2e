#include "server/desk/access_tokens.h"

#include <algorithm>
#include <utility>

#include "cardlib/codec/utf8.h"

namespace servicecard::desk {
namespace {

constexpr std::size_t max_label_length = 80;  // code points

using Refused = std::unexpected<SecurityRefusal>;

bool is_good_label(std::string_view label) {
  const auto points = utf8::decode(label);
  return points && !points->empty() && points->size() <= max_label_length &&
         std::ranges::none_of(*points, utf8::is_control);
}

bool is_good_expiry(const std::optional<Time>& end, Time now) {
  return !end || (*end > now && *end <= now + longest_token);
}

std::int64_t count_good(store::Reader& reader, std::int64_t account, Time now) {
  const auto tokens = store::access_tokens::list(reader, account);
  return std::ranges::count_if(tokens, [now](const auto& token) { return token.is_good(now); });
}

}  // namespace

std::vector<store::AccessToken> list_tokens(const AccountOffice& office, const access::Act& act) {
  auto tokens = office.store.read([&](store::Snapshot& snapshot) {
    return store::access_tokens::list(snapshot, act.actor.id);
  });
  std::erase_if(tokens, [&](const auto& token) { return !token.is_good(act.now); });
  return tokens;
}

std::expected<AccessTokenWithSecret, SecurityRefusal> add_token(const AccountOffice& office,
                                                                const access::Act& act,
                                                                const NewAccessToken& asked) {
  if (!is_good_label(asked.label)) return Refused(SecurityError::bad_label);
  if (!is_good_expiry(asked.expires_at, act.now)) return Refused(SecurityError::bad_expiry);
  const std::string secret = access::make_token(access::TokenKind::actor, office.random);
  store::AccessToken token{.actor_id = act.actor.id,
                           .label = asked.label,
                           .scope = std::string(to_string(asked.scope)),
                           .created_at = act.now,
                           .expires_at = asked.expires_at};
  using Result = std::expected<AccessTokenWithSecret, SecurityError>;
  auto added = office.store.write([&](store::Transaction& transaction) -> Result {
    if (std::cmp_greater_equal(count_good(transaction, act.actor.id, act.now), max_tokens)) {
      return std::unexpected(SecurityError::too_many_tokens);
    }
    token.id = store::access_tokens::add(transaction, token, access::token_hash(secret));
    journal_account(transaction, act, "token.added",
                    store::actors::find(transaction, act.actor.id).value(),
                    {{"token", token.id}, {"label", token.label}, {"scope", token.scope}});
    return AccessTokenWithSecret{.token = token, .secret = secret};
  });
  if (!added) return Refused(added.error());
  return *std::move(added);
}

std::expected<void, SecurityRefusal> revoke_token(const AccountOffice& office,
                                                  const access::Act& act, std::int64_t id) {
  using Result = std::expected<bool, SecurityError>;
  const auto revoked = office.store.write([&](store::Transaction& transaction) -> Result {
    if (!store::access_tokens::revoke(transaction, act.actor.id, id, act.now)) {
      return std::unexpected(SecurityError::no_such_token);
    }
    journal_account(transaction, act, "token.revoked",
                    store::actors::find(transaction, act.actor.id).value(), {{"token", id}});
    return true;
  });
  if (!revoked) return Refused(revoked.error());
  return {};
}

std::optional<TokenHolder> find_token(store::Store& store, const Sha256& hash, Time now) {
  return store.read([&](store::Snapshot& snapshot) -> std::optional<TokenHolder> {
    const auto token = store::access_tokens::find(snapshot, hash);
    if (!token || !token->is_good(now)) return std::nullopt;
    const auto account = store::actors::find(snapshot, token->actor_id);
    if (!account || account->disabled_at) return std::nullopt;
    return TokenHolder{.actor = actor_of(*account),
                       .scope = access::parse_token_scope(token->scope).value(),
                       .token = token->id};
  });
}

}  // namespace servicecard::desk
