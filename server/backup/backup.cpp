#include "server/backup/backup.h"

#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "keys/key_ring.h"
#include "keys/private_file.h"
#include "keys/root.h"
#include "keys/sealed_stream.h"
#include "server/app/data_layout.h"
#include "server/backup/archive.h"
#include "server/backup/new_file.h"
#include "server/store/database_copy.h"

namespace servicecard::backup {
namespace {

namespace fs = std::filesystem;

std::unexpected<BackupFailure> failure(BackupError error, std::string detail) {
  return std::unexpected(BackupFailure{error, std::move(detail)});
}

using SmallFiles = std::map<std::string, SecretBytes>;  // by name in the data directory

void add_if_there(SmallFiles& files, const fs::path& data, const fs::path& file) {
  if (!fs::is_regular_file(file)) return;
  auto content = keys::read_file(file, keys::Readers::anybody);
  if (!content) throw std::runtime_error(keys::advice({.file = file, .error = content.error()}));
  files.emplace(fs::relative(file, data).generic_string(), *std::move(content));
}

/// All that is not the database.
SmallFiles read_small_files(const fs::path& data) {
  SmallFiles files;
  const fs::path keys_folder = app::keys_folder(data);
  const keys::FolderLock while_no_key_changes(keys_folder);
  for (const auto& entry : fs::directory_iterator(keys_folder)) {
    const bool is_hidden = entry.path().filename().string().starts_with('.');
    if (!is_hidden) add_if_there(files, data, entry.path());
  }
  for (const fs::path& file : {app::passphrase_file(data), app::admin_token_file(data),
                               data / keys::RootKey::public_name}) {
    add_if_there(files, data, file);
  }
  return files;
}

/// The place of the plain copy, which goes with it. The folder stays: it is what two backups of the
/// same data exclude each other by.
class Draft {
 public:
  explicit Draft(const fs::path& folder)
      : folder_((keys::make_private_folder(folder), folder)), lock_(folder) {
    for (const auto& entry : fs::directory_iterator(folder_)) fs::remove_all(entry.path());
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    std::error_code ignored;
    fs::remove(database(), ignored);
  }
  [[nodiscard]] fs::path database() const { return folder_ / "servicecard.db"; }

 private:
  fs::path folder_;
  keys::FolderLock lock_;
};

void read_database(const fs::path& file, const Take& take) {
  std::ifstream in(file, std::ios::binary);
  Bytes some(std::size_t{256} * 1024);
  while (in) {
    in.read(reinterpret_cast<char*>(some.data()), static_cast<std::streamsize>(some.size()));
    take(std::span(some).first(static_cast<std::size_t>(in.gcount())));
  }
  if (!in.eof()) {
    throw std::system_error(std::make_error_code(std::errc::io_error),
                            "cannot read " + file.string());
  }
}

Manifest manifest_of(const store::Inspection& found, const fs::path& database,
                     const SmallFiles& small_files, std::string issuer, Time now) {
  Manifest manifest{
      .created_at = now,
      .issuer = std::move(issuer),
      .schema = found.schema,
      .journal_size = found.journal.size,
      .journal_root = found.journal.root,
      .tables = found.tables,
      .files = {{.name = database.filename().string(), .size = fs::file_size(database)}}};
  for (const auto& [name, content] : small_files) {
    manifest.files.push_back({.name = name, .size = content.view().size()});
  }
  return manifest;
}

void seal(const Manifest& manifest, const fs::path& database, const SmallFiles& small_files,
          keys::SealedWriter& writer, const OnStage& on_stage) {
  write_archive(
      manifest,
      [&](const FileEntry& file, const Take& take) {
        const auto small = small_files.find(file.name);
        if (small != small_files.end()) return take(small->second.view());
        read_database(database, take);
      },
      writer, [&](std::size_t done, std::size_t all) { on_stage(Stage::seal, done, all); });
}

}  // namespace

std::expected<Manifest, BackupFailure> make_backup(const BackupOptions& options,
                                                   const keys::Passphrase& passphrase, Time now,
                                                   RandomSource& random, const OnStage& on_stage) {
  const fs::path database = options.data / "servicecard.db";
  if (!fs::is_regular_file(database) || !fs::is_directory(app::keys_folder(options.data))) {
    return failure(BackupError::no_data, options.data.string());
  }
  if (fs::exists(options.to)) return failure(BackupError::occupied, options.to.string());
  NewFile file(options.to);  // before the work: that nothing can be written there shows at once

  const Draft draft(options.data / "backup.draft");
  store::copy_database(database, draft.database(), [&](std::size_t done, std::size_t all) {
    on_stage(Stage::copy, done, all);
  });
  on_stage(Stage::check, 0, 1);
  const store::Inspection found = store::inspect_database(draft.database());
  if (!found.is_sound()) return failure(BackupError::unsound, database.string());
  // After the database: no key that it speaks of may be missing.
  const SmallFiles small_files = read_small_files(options.data);
  const auto ring = keys::KeyRing::open(app::keys_folder(options.data));
  if (!ring) return failure(BackupError::no_data, keys::advice(ring.error()));
  Manifest manifest =
      manifest_of(found, draft.database(), small_files, (*ring)->issuer().str(), now);

  keys::SealedWriter writer([&](BytesView octets) { file.write(octets); }, passphrase, random);
  seal(manifest, draft.database(), small_files, writer, on_stage);
  if (!file.put_in_place()) return failure(BackupError::occupied, options.to.string());
  return manifest;
}

std::expected<Manifest, BackupFailure> check_backup(const fs::path& file,
                                                    const keys::Passphrase& passphrase,
                                                    const OnStage& on_stage) {
  auto archive = ArchiveReader::open(file, passphrase, [&](std::size_t done, std::size_t all) {
    on_stage(Stage::open, done, all);
  });
  if (!archive) return std::unexpected(std::move(archive.error()));
  for (const FileEntry& entry : archive->manifest().files) {
    if (auto read = archive->read(entry, [](BytesView) {}); !read) {
      return std::unexpected(std::move(read.error()));
    }
  }
  if (auto ended = archive->finish(); !ended) return std::unexpected(std::move(ended.error()));
  return archive->manifest();
}

}  // namespace servicecard::backup
