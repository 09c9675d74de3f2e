#include "server/backup/manifest.h"

#include <algorithm>
#include <set>
#include <utility>

#include "cardlib/codec/ascii.h"
#include "cardlib/codec/base64url.h"
#include "cardlib/codec/json.h"

namespace servicecard::backup {
namespace {

constexpr std::int64_t version = 1;

json::object file_json(const FileEntry& file) { return {{"name", file.name}, {"size", file.size}}; }

std::optional<Sha256> digest_in(const json::object& from, std::string_view name) {
  const auto octets = base64url::decode(json::text_member(from, name).value_or(""));
  Sha256 digest{};
  if (!octets || octets->size() != digest.size()) return std::nullopt;
  std::ranges::copy(*octets, digest.begin());
  return digest;
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '-' || c == '_';
}

// `servicecard.db`, `keys/ring.json`: of the folder or its folder `keys`, and nowhere else.
bool is_good_name(std::string_view name) {
  constexpr std::string_view keys = "keys/";
  if (name.starts_with(keys)) name.remove_prefix(keys.size());
  return !name.empty() && name.front() != '.' && std::ranges::all_of(name, is_plain);
}

std::optional<FileEntry> file_of(const json::value& value) {
  const json::object* const members = value.if_object();
  if (members == nullptr) return std::nullopt;
  const auto name = json::text_member(*members, "name");
  const auto size = json::int_member(*members, "size");
  if (!name || !size || *size < 0 || !is_good_name(*name)) return std::nullopt;
  return FileEntry{.name = std::string(*name), .size = static_cast<std::uint64_t>(*size)};
}

std::optional<Manifest> manifest_of(const json::object& members) {
  const auto created = json::int_member(members, "created_at");
  const auto issuer = json::text_member(members, "issuer");
  const auto schema = json::text_member(members, "schema");
  const auto* const journal = json::object_member(members, "journal");
  const auto* const tables = json::object_member(members, "tables");
  const auto* const files = json::array_member(members, "files");
  if (!created || !issuer || !schema || journal == nullptr || tables == nullptr ||
      files == nullptr) {
    return std::nullopt;
  }
  const auto size = json::int_member(*journal, "size");
  const auto root = digest_in(*journal, "root");
  if (!size || *size < 0 || !root) return std::nullopt;
  Manifest manifest{.created_at = Time(std::chrono::seconds(*created)),
                    .issuer = std::string(*issuer),
                    .schema = std::string(*schema),
                    .journal_size = static_cast<std::uint64_t>(*size),
                    .journal_root = *root,
                    .tables = {},
                    .files = {}};
  for (const auto& [name, rows] : *tables) {
    if (!rows.is_int64()) return std::nullopt;
    manifest.tables[name] = rows.get_int64();
  }
  std::set<std::string> names;
  for (const json::value& value : *files) {
    auto file = file_of(value);
    if (!file || !names.insert(file->name).second) return std::nullopt;
    manifest.files.push_back(*std::move(file));
  }
  return manifest;
}

}  // namespace

std::int64_t Manifest::rows_of(const std::string& table) const {
  const auto found = tables.find(table);
  return found == tables.end() ? 0 : found->second;
}

std::uint64_t Manifest::size() const {
  std::uint64_t total = 0;
  for (const FileEntry& file : files) total += file.size;
  return total;
}

std::string to_json(const Manifest& manifest) {
  json::object tables;
  for (const auto& [name, rows] : manifest.tables) tables[name] = rows;
  json::array files;
  for (const FileEntry& file : manifest.files) files.emplace_back(file_json(file));
  return json::serialize(
      json::object{{"version", version},
                   {"created_at", manifest.created_at.time_since_epoch().count()},
                   {"issuer", manifest.issuer},
                   {"schema", manifest.schema},
                   {"journal", json::object{{"size", manifest.journal_size},
                                            {"root", base64url::encode(manifest.journal_root)}}},
                   {"tables", std::move(tables)},
                   {"files", std::move(files)}});
}

std::optional<Manifest> parse_manifest(std::string_view text) {
  const auto members = json::parse_object(text);
  if (!members) return std::nullopt;
  auto manifest = manifest_of(*members);
  if (!manifest || to_json(*manifest) != text) return std::nullopt;
  return manifest;
}

}  // namespace servicecard::backup
