#include "cli/root_folder.h"

#include <algorithm>

#include "cli/files.h"
#include "cli/stop.h"
#include "keys/key_ring.h"
#include "keys/lifetimes.h"
#include "keys/root.h"
#include "server/app/data_layout.h"

namespace servicecard::cli {
namespace {

[[noreturn]] void refuse(const keys::FileFailure& failure) {
  throw Stop(ExitCode::failure, failure.file.string(), keys::advice(failure));
}

// From the file beside the root, where there is one; else a person knows it.
keys::Passphrase root_passphrase(const std::filesystem::path& folder) {
  const auto file = app::passphrase_file(folder);
  if (std::filesystem::exists(file)) {
    auto passphrase = keys::passphrase_from_file(file);
    if (!passphrase) refuse({.file = file, .error = passphrase.error()});
    return *std::move(passphrase);
  }
  auto asked =
      keys::passphrase_from_terminal("根密钥口令 / Passphrase of the root: ", keys::Entry::once);
  if (asked) return *std::move(asked);
  throw Stop(ExitCode::failure, file.string(),
             "没有口令文件，也没有终端可问 / no passphrase file, and no terminal to ask at");
}

}  // namespace

std::filesystem::path root_copy(const std::filesystem::path& data) {
  return data / keys::RootKey::public_name;
}

void copy_root(const std::filesystem::path& root_folder, const std::filesystem::path& data) {
  write_file(root_copy(data), read_file(root_folder / keys::RootKey::public_name));
}

std::string sign_trust_list(const std::filesystem::path& keys_folder,
                            const std::filesystem::path& root_folder, Time now) {
  const auto ring = keys::KeyRing::open(keys_folder);
  if (!ring) refuse(ring.error());
  auto root = keys::RootKey::open(root_folder, root_passphrase(root_folder));
  if (!root) refuse(root.error());
  TrustListContent content = (*ring)->next_trust_list(now, keys::Lifetimes{}.trust_list);
  // A ring that was restored from a backup may be behind its root.
  content.sequence = std::max(content.sequence, root->next_sequence());
  auto list = root->sign(content);
  if (list) return *std::move(list);
  throw Stop(ExitCode::refused, "根密钥未签发 / The root does not sign",
             std::string(to_string(list.error())));
}

}  // namespace servicecard::cli
