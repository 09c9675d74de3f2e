#include "server/store/columns.h"

#include <algorithm>
#include <stdexcept>

namespace servicecard::store {

Sha256 digest(const Row& row, std::string_view name) {
  Sha256 digest{};
  const BytesView bytes = row.bytes_view(name);
  if (bytes.size() != digest.size()) {
    throw std::logic_error("column " + std::string(name) + " is no digest");
  }
  std::ranges::copy(bytes, digest.begin());
  return digest;
}

std::optional<Sha256> maybe_digest(const Row& row, std::string_view name) {
  if (!row.maybe_bytes(name)) return std::nullopt;
  return digest(row, name);
}

}  // namespace servicecard::store
