#include "cli/offline_check.h"

#include <limits>

#include "cardlib/codec/ascii.h"
#include "cardlib/codec/json.h"
#include "cardlib/credential/offline_source.h"
#include "cli/files.h"
#include "cli/stop.h"

namespace servicecard::cli {
namespace {

VerificationKey read_root(const std::string& text) {
  if (const auto jwk = json::parse_object(text)) {
    if (auto key = VerificationKey::from_jwk(*jwk)) return *std::move(key);
  }
  throw Stop(ExitCode::failure, "根公钥不是 JWK / The root's public key is no JWK");
}

OfflinePack open_pack(const OfflineEvidence& evidence) {
  auto pack = OfflinePack::open(evidence.pack, read_root(evidence.root));
  if (pack) return *std::move(pack);
  throw Stop(ExitCode::cannot_tell, "离线包不可信 / The offline pack is not to be trusted",
             std::string(to_string(pack.error())));
}

OfflineSource take_pack(OfflinePack pack, const std::filesystem::path& state_file) {
  if (!std::filesystem::exists(state_file)) return OfflineSource::first(std::move(pack));
  const std::string content = read_file(state_file);
  const auto seen = PackState::read(as_bytes(content));
  if (!seen) {
    throw Stop(ExitCode::cannot_tell, "状态文件已损坏 / The state file is damaged",
               state_file.string() + ": 从备份恢复 / restore it from a backup");
  }
  auto source = OfflineSource::after(*seen, std::move(pack));
  if (source) return *std::move(source);
  throw Stop(ExitCode::cannot_tell, "离线包比见过的旧 / An older pack than one that was seen",
             std::string(to_string(source.error())));
}

OfflineSource open_source(const OfflineEvidence& evidence) {
  OfflinePack pack = open_pack(evidence);
  if (!evidence.state) return OfflineSource::first(std::move(pack));
  OfflineSource source = take_pack(std::move(pack), *evidence.state);
  write_private(*evidence.state, source.state().bytes());  // before the first answer
  return source;
}

}  // namespace

OfflineOutcome check_offline(std::string_view token, const OfflineEvidence& evidence, Time now) {
  const OfflineSource source = open_source(evidence);
  Verification verification =
      Verifier(source, source).verify(token, {.now = now, .max_age = evidence.max_age});
  return {.verification = std::move(verification),
          .data_issued_at = source.pack().issued_at(),
          .data_expires = source.pack().expires()};
}

std::optional<std::chrono::seconds> parse_age(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto number = ascii::parse_number<int>(text.substr(0, text.size() - 1));
  if (!number || *number <= 0) return std::nullopt;
  switch (text.back()) {
    case 's':
      return std::chrono::seconds(*number);
    case 'm':
      return std::chrono::minutes(*number);
    case 'h':
      return std::chrono::hours(*number);
    case 'd':
      return std::chrono::days(*number);
    default:
      return std::nullopt;
  }
}

}  // namespace servicecard::cli
