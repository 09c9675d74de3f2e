#include "server/store/columns.h"

#include <algorithm>
#include <stdexcept>

namespace servicecard::store {

namespace {

Sha256 digest_of(BytesView bytes, std::string_view name) {
  Sha256 digest{};
  if (bytes.size() != digest.size()) {
    throw std::logic_error("column " + std::string(name) + " is no digest");
  }
  std::ranges::copy(bytes, digest.begin());
  return digest;
}

}  // namespace

Sha256 digest(const Row& row, std::string_view name) {
  return digest_of(row.bytes_view(name), name);
}

std::optional<Sha256> maybe_digest(const Row& row, std::string_view name) {
  const auto bytes = row.maybe_bytes_view(name);
  return bytes ? std::optional(digest_of(*bytes, name)) : std::nullopt;
}

}  // namespace servicecard::store
