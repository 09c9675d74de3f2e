#pragma once

#include <expected>
#include <memory>

#include "cardlib/credential/offline_pack.h"
#include "cardlib/credential/pack_state.h"
#include "cardlib/credential/status_source.h"
#include "cardlib/credential/trust_source.h"

namespace servicecard {

/// Trust and status out of one offline pack, for a verifier without a server.
class OfflineSource final : public TrustSource, public StatusSource {
 public:
  /// Of a verifier that never took a pack before.
  [[nodiscard]] static OfflineSource first(OfflinePack pack);

  /// Of a verifier that remembers what it took.
  [[nodiscard]] static std::expected<OfflineSource, RollbackError> after(const PackState& seen,
                                                                         OfflinePack pack);

  /// To be kept durably before the first answer is believed.
  [[nodiscard]] const PackState& state() const { return state_; }
  [[nodiscard]] const OfflinePack& pack() const { return pack_; }

  [[nodiscard]] std::shared_ptr<const TrustList> trust_list() const override;
  [[nodiscard]] Reach reach() const override { return Reach::offline; }
  [[nodiscard]] CardStatus status(const StatusQuery& query) const override;

 private:
  OfflineSource(OfflinePack pack, PackState state);

  OfflinePack pack_;
  PackState state_;
};

}  // namespace servicecard
