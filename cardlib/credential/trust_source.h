#pragma once

#include <memory>

#include "cardlib/credential/trust_list.h"

namespace servicecard {

/// Where the trust list comes from: the server's memory, or an offline pack. Implementations are
/// safe to call from several threads.
class TrustSource {
 public:
  TrustSource() = default;
  TrustSource(const TrustSource&) = default;
  TrustSource& operator=(const TrustSource&) = default;
  virtual ~TrustSource() = default;

  /// The list in force, never null. One verification asks once and keeps to what it got.
  [[nodiscard]] virtual std::shared_ptr<const TrustList> trust_list() const = 0;
};

}  // namespace servicecard
