#include "server/backup/restore.h"

#include <memory>
#include <string>
#include <system_error>
#include <utility>

#include "keys/key_ring.h"
#include "keys/private_file.h"
#include "server/app/data_layout.h"
#include "server/backup/archive.h"
#include "server/backup/new_file.h"
#include "server/store/data_directory.h"
#include "server/store/database_copy.h"
#include "server/store/migration.h"
#include "server/store/sqlite/backend.h"

namespace servicecard::backup {
namespace {

namespace fs = std::filesystem;

using Done = std::expected<void, BackupFailure>;

std::unexpected<BackupFailure> failure(BackupError error, std::string detail) {
  return std::unexpected(BackupFailure{error, std::move(detail)});
}

bool is_taken(const fs::path& place) {
  return fs::exists(place) && !(fs::is_directory(place) && fs::is_empty(place));
}

/// The data directory in the making, beside its place; gone unless it was moved there.
class Making {
 public:
  Making(fs::path place, store::DataDirectory directory)
      : place_(std::move(place)), directory_(std::move(directory)) {}
  Making(const Making&) = delete;
  Making& operator=(const Making&) = delete;
  ~Making() {
    std::error_code ignored;
    if (!placed_) fs::remove_all(directory_.path(), ignored);
  }

  [[nodiscard]] const fs::path& path() const { return directory_.path(); }
  [[nodiscard]] fs::path database() const { return directory_.database(); }

  void put_in_place() {
    sync_folder(path());
    fs::rename(path(), place_);
    placed_ = true;
    sync_folder(fs::absolute(place_).parent_path());
  }

 private:
  fs::path place_;
  store::DataDirectory directory_;
  bool placed_ = false;
};

// What a restore that was killed has left is cleared away: nobody holds it, and it is of no use.
std::expected<store::DataDirectory, store::DataDirectoryProblem> make_beside(const fs::path& place,
                                                                             Time now) {
  fs::path beside = place;
  beside += ".restoring";
  if (!fs::exists(beside / "lock")) return store::DataDirectory::create(beside, now);
  auto left = store::DataDirectory::open(beside, now);
  if (!left) return left;
  for (const auto& entry : fs::directory_iterator(beside)) {
    if (entry.path().filename() != "lock") fs::remove_all(entry.path());
  }
  return left;
}

Done unpack(ArchiveReader& archive, const fs::path& folder) {
  keys::make_private_folder(app::keys_folder(folder));
  for (const FileEntry& entry : archive.manifest().files) {
    NewFile file(folder / entry.name);
    auto read = archive.read(entry, [&file](BytesView octets) { file.write(octets); });
    if (!read) return read;
    if (!file.put_in_place()) return failure(BackupError::damaged, entry.name);
  }
  return archive.finish();
}

/// Whether what came out is what went in.
bool agrees(const store::Inspection& found, const Manifest& manifest) {
  return found.is_sound() && found.schema == manifest.schema &&
         found.journal.size == manifest.journal_size &&
         found.journal.root == manifest.journal_root && found.tables == manifest.tables;
}

Done check(const Making& making, const keys::KeyRing& ring, const Manifest& manifest) {
  if (!agrees(store::inspect_database(making.database()), manifest)) {
    return failure(BackupError::unsound, making.database().string());
  }
  if (ring.issuer().str() != manifest.issuer) {
    return failure(BackupError::unsound, ring.issuer().str());
  }
  return {};
}

/// Brings the database to this program's schema. The copy that a migration leaves is the backup
/// itself once more.
Done migrate(const Making& making, Time now) {
  const auto migrated = store::migrate(making.database(), store::built_in_migrations(), now);
  if (!migrated) return failure(BackupError::newer, migrated.error().detail);
  const std::string kept = making.database().filename().string() + ".before-";
  std::vector<fs::path> copies;
  for (const auto& entry : fs::directory_iterator(making.path())) {
    if (entry.path().filename().string().starts_with(kept)) copies.push_back(entry.path());
  }
  for (const fs::path& copy : copies) fs::remove(copy);
  return {};
}

std::expected<OfflinePack, BackupFailure> open_pack(const std::string& text,
                                                    const keys::KeyRing& ring,
                                                    store::Store& store) {
  auto pack = OfflinePack::open(text, ring.root());
  if (!pack) return failure(BackupError::foreign_pack, std::string(to_string(pack.error())));
  const std::uint64_t known =
      store.read([](store::Snapshot& snapshot) { return last_pack(snapshot); });
  if (pack->sequence() >= known) return *std::move(pack);
  return failure(BackupError::older_pack,
                 std::to_string(pack->sequence()) + " < " + std::to_string(known));
}

std::expected<Restored, BackupFailure> begin_era(const Making& making, keys::KeyRing& ring,
                                                 const Manifest& manifest,
                                                 const std::optional<std::string>& pack_text,
                                                 Time now, RandomSource& random) {
  store::Store store(store::sqlite::backend(making.database()), random);
  std::optional<OfflinePack> pack;
  if (pack_text) {
    auto opened = open_pack(*pack_text, ring, store);
    if (!opened) return std::unexpected(std::move(opened.error()));
    pack = *std::move(opened);
  }
  const OfflinePack* const published = pack ? &*pack : nullptr;
  NewEra era = begin_new_era(store, manifest, ring.issuer(), published, now);
  store.close();
  // Refused where it is the list of the backup, or where the ring lacks one of its keys: then the
  // root signs another.
  if (pack) static_cast<void>(ring.load_trust_list(pack->trust_list()->jws()));
  return Restored{.manifest = manifest,
                  .era = std::move(era),
                  .known_until = pack ? pack->issued_at() : manifest.created_at};
}

std::expected<Restored, BackupFailure> restore_into(Making& making, const RestoreOptions& options,
                                                    const keys::Passphrase& passphrase, Time now,
                                                    RandomSource& random, const OnStage& on_stage) {
  auto archive = ArchiveReader::open(
      options.file, passphrase,
      [&](std::size_t done, std::size_t all) { on_stage(Stage::open, done, all); });
  if (!archive) return std::unexpected(std::move(archive.error()));
  if (auto done = unpack(*archive, making.path()); !done) return std::unexpected(done.error());
  const Manifest& manifest = archive->manifest();

  on_stage(Stage::check, 0, 1);
  const auto ring = keys::KeyRing::open(app::keys_folder(making.path()));
  if (!ring) return failure(BackupError::unsound, keys::advice(ring.error()));
  if (auto done = check(making, **ring, manifest); !done) return std::unexpected(done.error());
  if (auto done = migrate(making, now); !done) return std::unexpected(done.error());

  on_stage(Stage::record, 0, 1);
  auto restored = begin_era(making, **ring, manifest, options.pack, now, random);
  if (restored) making.put_in_place();
  return restored;
}

}  // namespace

std::expected<Restored, BackupFailure> restore_backup(const RestoreOptions& options,
                                                      const keys::Passphrase& passphrase, Time now,
                                                      RandomSource& random,
                                                      const OnStage& on_stage) {
  if (is_taken(options.data)) return failure(BackupError::occupied, options.data.string());
  auto directory = make_beside(options.data, now);
  if (!directory) {
    const bool refused = directory.error().error == store::DataDirectoryError::unreadable;
    return failure(refused ? BackupError::unreadable : BackupError::occupied,
                   directory.error().detail);
  }
  Making making(options.data, *std::move(directory));
  return restore_into(making, options, passphrase, now, random, on_stage);
}

}  // namespace servicecard::backup
