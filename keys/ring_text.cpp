#include <set>
#include <utility>

#include "cardlib/credential/trust_list_json.h"
#include "keys/ring_index.h"

namespace servicecard::keys {
namespace {

constexpr std::int64_t version = 1;

json::object record_json(const KeyRecord& record) {
  json::object members = trusted_key_json(record.key);
  if (record.reason) members["reason"] = to_string(*record.reason);
  return members;
}

json::object index_json(const RingIndex& index) {
  json::array records;
  for (const KeyRecord& record : index.records) records.push_back(record_json(record));
  json::object members{{"version", version},
                       {"issuer", index.issuer.str()},
                       {"root", index.root.to_jwk()},
                       {"keys", std::move(records)}};
  if (index.next_root) members["next_root"] = index.next_root->to_jwk();
  return members;
}

std::optional<VerificationKey> key_member(const json::object& from, std::string_view name) {
  const json::object* const jwk = json::object_member(from, name);
  if (jwk == nullptr) return std::nullopt;
  auto key = VerificationKey::from_jwk(*jwk);
  if (!key) return std::nullopt;
  return std::move(*key);
}

std::optional<KeyRecord> read_record(const json::value& item) {
  auto key = read_trusted_key(item);
  if (!key) return std::nullopt;
  const auto reason = json::text_member(item.as_object(), "reason");
  return KeyRecord{.key = std::move(*key),
                   .reason = reason ? parse_revocation_reason(*reason) : std::nullopt};
}

std::optional<std::vector<KeyRecord>> read_records(const json::array& items) {
  std::vector<KeyRecord> records;
  records.reserve(items.size());
  for (const json::value& item : items) {
    auto record = read_record(item);
    if (!record) return std::nullopt;
    records.push_back(std::move(*record));
  }
  return records;
}

std::optional<RingIndex> read_index(const json::object& members) {
  auto issuer = Issuer::parse(json::text_member(members, "issuer").value_or(""));
  auto root = key_member(members, "root");
  const json::array* const items = json::array_member(members, "keys");
  if (!issuer || !root || items == nullptr) return std::nullopt;
  auto records = read_records(*items);
  if (!records) return std::nullopt;
  return RingIndex{.issuer = std::move(*issuer),
                   .root = std::move(*root),
                   .next_root = key_member(members, "next_root"),
                   .records = std::move(*records)};
}

}  // namespace

bool is_consistent(const RingIndex& index) {
  std::set<ShortKid> kids{index.root.short_kid()};
  if (index.next_root && !kids.insert(index.next_root->short_kid()).second) return false;
  std::set<std::pair<KeyPurpose, KeyState>> single;
  for (const auto& [key, reason] : index.records) {
    const bool at_most_one = key.state == KeyState::pending || key.state == KeyState::active;
    if (key.purpose == KeyPurpose::root || !kids.insert(key.key.short_kid()).second ||
        (at_most_one && !single.insert({key.purpose, key.state}).second) ||
        (reason && key.state != KeyState::revoked) || key.created >= key.expires ||
        key.since < key.created) {
      return false;
    }
  }
  return true;
}

std::string ring_text(const RingIndex& index) { return json::serialize(index_json(index)) + "\n"; }

std::expected<RingIndex, FileError> read_ring_text(std::string_view text) {
  const auto members = json::parse_object(text);
  if (!members) return std::unexpected(FileError::damaged);
  auto index = read_index(*members);
  // Written again it is the same text: so nothing was left out, doubled, or spelt otherwise.
  if (!index || !is_consistent(*index) || ring_text(*index) != text) {
    return std::unexpected(FileError::damaged);
  }
  return std::move(*index);
}

}  // namespace servicecard::keys
