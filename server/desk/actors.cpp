#include "server/desk/actors.h"

#include <algorithm>
#include <utility>

#include "cardlib/codec/utf8.h"
#include "server/access/bearer_token.h"

namespace servicecard::desk {
namespace {

constexpr std::size_t max_name_length = 40;  // code points

bool is_good_name(std::string_view name) {
  const auto points = utf8::decode(name);
  return points && !points->empty() && points->size() <= max_name_length && name != system_name &&
         !utf8::is_space(points->front()) && !utf8::is_space(points->back()) &&
         std::ranges::none_of(*points, utf8::is_control);
}

void journal(store::Transaction& transaction, const access::Act& act, std::string kind,
             const store::ActorRow& actor) {
  transaction.append({.time = act.now,
                      .actor = act.actor.name,
                      .kind = std::move(kind),
                      .subject = "actor:" + std::to_string(actor.id),
                      .content = {{"name", actor.name}, {"role", actor.role}}});
}

}  // namespace

std::string_view to_string(ActorError error) {
  switch (error) {
    case ActorError::bad_name:
      return "bad-name";
    case ActorError::name_taken:
      return "name-taken";
    case ActorError::no_such_actor:
      return "no-such-actor";
    case ActorError::disabled_already:
      return "disabled-already";
    case ActorError::own_account:
      return "own-account";
  }
  return {};
}

std::vector<store::ActorRow> list_actors(const Desk& desk) {
  return desk.store.read([](store::Snapshot& snapshot) { return store::actors::list(snapshot); });
}

std::expected<NewActor, ActorError> add_actor(const Desk& desk, const access::Act& act,
                                              const std::string& name, access::Role role) {
  if (!is_good_name(name)) return std::unexpected(ActorError::bad_name);
  std::string token = access::make_token(access::TokenKind::actor, desk.random);
  using Result = std::expected<NewActor, ActorError>;
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    const auto id =
        store::actors::add(transaction, name, to_string(role), access::token_hash(token), act.now);
    if (!id) return std::unexpected(ActorError::name_taken);
    NewActor added{.actor = store::actors::find(transaction, *id).value(), .token = token};
    journal(transaction, act, "actor.added", added.actor);
    return added;
  });
}

std::expected<store::ActorRow, ActorError> disable_actor(const Desk& desk, const access::Act& act,
                                                         std::int64_t id) {
  using Result = std::expected<store::ActorRow, ActorError>;
  return desk.store.write([&](store::Transaction& transaction) -> Result {
    if (!store::actors::find(transaction, id)) return std::unexpected(ActorError::no_such_actor);
    if (id == act.actor.id) return std::unexpected(ActorError::own_account);
    if (!store::actors::disable(transaction, id, act.now)) {
      return std::unexpected(ActorError::disabled_already);
    }
    store::ActorRow actor = store::actors::find(transaction, id).value();
    journal(transaction, act, "actor.disabled", actor);
    return actor;
  });
}

std::optional<access::Actor> actor_with_token(const Desk& desk, const Sha256& token_hash) {
  const auto row = desk.store.read(
      [&](store::Snapshot& snapshot) { return store::actors::of_token(snapshot, token_hash); });
  if (!row || row->disabled_at) return std::nullopt;
  return access::Actor{
      .id = row->id, .name = row->name, .role = access::parse_role(row->role).value()};
}

}  // namespace servicecard::desk
