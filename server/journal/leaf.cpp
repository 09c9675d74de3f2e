#include "server/journal/leaf.h"

#include "cardlib/codec/cbor.h"

namespace servicecard::journal {

Sha256 commit_to(std::string_view content, const ContentKey& key) {
  return hmac_sha256(key, as_bytes(content));
}

Sha256 hash_of(const Leaf& leaf) {
  constexpr std::uint8_t leaf_prefix = 0;
  const Bytes encoded = cbor::encode(
      cbor::Array{leaf.sequence, std::int64_t{leaf.time.time_since_epoch().count()}, leaf.actor,
                  leaf.kind, leaf.subject, Bytes(leaf.commitment.begin(), leaf.commitment.end())});
  return sha256({BytesView(&leaf_prefix, 1), encoded});
}

}  // namespace servicecard::journal
