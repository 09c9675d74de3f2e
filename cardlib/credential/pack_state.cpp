#include "cardlib/credential/pack_state.h"

#include <utility>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/json.h"
#include "cardlib/credential/json_members.h"

namespace servicecard {
namespace {

json::object seen_json(std::uint64_t sequence, const Sha256& hash) {
  return {{"seq", static_cast<std::int64_t>(sequence)}, {"sha256", base64url::encode(hash)}};
}

std::string with_digest(json::object content) {
  const std::string digest = base64url::encode(sha256(json::serialize(content)));
  content["digest"] = digest;
  return json::serialize(content);
}

}  // namespace

PackState PackState::first(const OfflinePack& pack) {
  PackState state;
  state.issuer_ = pack.trust_list()->issuer().str();
  state.trust_list_ = {.sequence = pack.trust_list()->sequence(),
                       .hash = pack.trust_list()->hash()};
  state.pack_ = {.sequence = pack.sequence(), .hash = pack.hash()};
  // A pack is never older than its parts.
  state.latest_ = pack.issued_at();
  return state;
}

std::string PackState::bytes() const {
  return with_digest({{"iss", issuer_},
                      {"trust_list", seen_json(trust_list_.sequence, trust_list_.hash)},
                      {"pack", seen_json(pack_.sequence, pack_.hash)},
                      {"iat", seconds_of(latest_)}});
}

std::expected<PackState, PackStateError> PackState::read(BytesView bytes) {
  auto state = read_members(as_text(bytes));
  // The digest, and any other spelling, shows when the state is written again.
  if (!state || state->bytes() != as_text(bytes)) {
    return std::unexpected(PackStateError::corrupted);
  }
  return std::move(*state);
}

std::optional<PackState> PackState::read_members(std::string_view text) {
  const auto content = json::parse_object(text);
  if (!content) return std::nullopt;
  const auto issuer = json::text_member(*content, "iss");
  const auto trust_list = read_seen(*content, "trust_list");
  const auto pack = read_seen(*content, "pack");
  const auto latest = time_member(*content, "iat");
  if (!issuer || !trust_list || !pack || !latest) return std::nullopt;
  PackState state;
  state.issuer_ = *issuer;
  state.trust_list_ = *trust_list;
  state.pack_ = *pack;
  state.latest_ = *latest;
  return state;
}

std::optional<PackState::Seen> PackState::read_seen(const json::object& from,
                                                    std::string_view name) {
  const json::object* const members = json::object_member(from, name);
  if (members == nullptr) return std::nullopt;
  const auto sequence = json::int_member(*members, "seq");
  const auto hash = hash_member(*members, "sha256");
  if (!sequence || !hash) return std::nullopt;
  return Seen{.sequence = static_cast<std::uint64_t>(*sequence), .hash = *hash};
}

std::expected<PackState, RollbackError> PackState::after(const OfflinePack& pack) const {
  PackState next = first(pack);
  if (next.issuer_ != issuer_) return std::unexpected(RollbackError::other_issuer);
  if (next.trust_list_.sequence < trust_list_.sequence) {
    return std::unexpected(RollbackError::older_trust_list);
  }
  if (next.trust_list_.sequence == trust_list_.sequence && next.trust_list_ != trust_list_) {
    return std::unexpected(RollbackError::other_trust_list);
  }
  if (next.pack_.sequence < pack_.sequence) return std::unexpected(RollbackError::older_pack);
  if (next.pack_.sequence == pack_.sequence && next.pack_ != pack_) {
    return std::unexpected(RollbackError::other_pack);
  }
  if (next.latest_ < latest_) return std::unexpected(RollbackError::older_issue);
  return next;
}

std::string_view to_string(RollbackError error) {
  switch (error) {
    case RollbackError::other_issuer:
      return "other_issuer";
    case RollbackError::older_trust_list:
      return "older_trust_list";
    case RollbackError::other_trust_list:
      return "other_trust_list";
    case RollbackError::older_pack:
      return "older_pack";
    case RollbackError::other_pack:
      return "other_pack";
    case RollbackError::older_issue:
      return "older_issue";
  }
  return {};
}

}  // namespace servicecard
