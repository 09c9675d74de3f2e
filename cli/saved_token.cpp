#include "cli/saved_token.h"

#include "cardlib/codec/ascii.h"
#include "cli/files.h"
#include "keys/private_file.h"

namespace servicecard::cli {

SavedToken::SavedToken(const std::filesystem::path& config_home, const ServerAddress& server)
    : file_(config_home / "servicecard" / "tokens" /
            ((server.secure ? "https-" : "http-") + server.host + '-' + server.port)) {}

std::optional<std::string> SavedToken::read() const {
  if (!std::filesystem::exists(file_)) return std::nullopt;
  return std::string(ascii::trimmed(read_secret(file_)));
}

void SavedToken::write(const std::string& token) const {
  keys::make_private_folder(file_.parent_path());
  write_private(file_, token + "\n");
}

void SavedToken::remove() const { std::filesystem::remove(file_); }

}  // namespace servicecard::cli
