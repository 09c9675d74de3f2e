#include "tests/support/sample_status_list.h"

namespace servicecard::test {

StatusList sample_list() {
  StatusList list = StatusList::all_valid(64);
  list.set(3, Status::invalid);
  list.set(5, Status::suspended);
  return list;
}

PackedStatusList sample_packed_list() { return sample_list().pack(zlib::Effort::best); }

std::string sample_list_jwt(const Signer& signer) {
  return make_status_list_jwt(sample_list_uri, sample_packed_list(), sample_list_time, signer);
}

Bytes sample_list_cwt(const Signer& signer) {
  return make_status_list_cwt(sample_list_uri, sample_packed_list(), sample_list_time, signer);
}

StatusListResult read_list_jwt(std::string_view token, const VerificationKey& key) {
  const auto parsed = StatusListToken::parse_jwt(token);
  if (!parsed) return std::unexpected(parsed.error());
  return parsed->verify(key, sample_list_uri);
}

StatusListResult read_list_cwt(BytesView token, const VerificationKey& key) {
  const auto parsed = StatusListToken::parse_cwt(token);
  if (!parsed) return std::unexpected(parsed.error());
  return parsed->verify(key, sample_list_uri);
}

std::optional<StatusListTokenError> error_of(const StatusListResult& result) {
  if (result) return std::nullopt;
  return result.error();
}

}  // namespace servicecard::test
