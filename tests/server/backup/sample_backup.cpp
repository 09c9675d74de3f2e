#include "tests/server/backup/sample_backup.h"

#include <fstream>
#include <iterator>
#include <set>

#include "tests/server/store/test_store.h"
#include "tests/support/fixed_random.h"
#include "tests/support/remembered_scrypt.h"

namespace servicecard::test {

namespace fs = std::filesystem;

keys::Passphrase backup_passphrase() {
  return keys::Passphrase::parse(as_bytes("the passphrase of a backup")).value();
}

std::expected<backup::Manifest, backup::BackupFailure> back_up(const fs::path& data,
                                                               const fs::path& to,
                                                               const backup::OnStage& on_stage) {
  remember_scrypt();
  FixedRandom random{3};  // one salt, so that scrypt is done once
  return backup::make_backup({.data = data, .to = to}, backup_passphrase(), test_time(), random,
                             on_stage);
}

std::string checked(const fs::path& file) {
  const auto found = backup::check_backup(file, backup_passphrase(),
                                          [](backup::Stage, std::size_t, std::size_t) {});
  return found ? "whole" : std::string(to_string(found.error().error));
}

std::string octets_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_octets(const fs::path& file, const std::string& octets) {
  std::ofstream(file, std::ios::binary) << octets;
}

std::string names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    names.insert(fs::relative(entry.path(), folder).generic_string());
  }
  std::string all;
  for (const std::string& name : names) all += name + " ";
  return all;
}

}  // namespace servicecard::test
