#pragma once

#include <memory>
#include <utility>

#include "cardlib/credential/status_source.h"
#include "cardlib/credential/trust_source.h"
#include "cardlib/credential/verifier.h"

namespace servicecard::test {

/// A trust list that the test holds.
class FakeTrust final : public TrustSource {
 public:
  explicit FakeTrust(TrustList list) : list_(std::make_shared<const TrustList>(std::move(list))) {}

  [[nodiscard]] std::shared_ptr<const TrustList> trust_list() const override { return list_; }

 private:
  std::shared_ptr<const TrustList> list_;
};

/// Says the same of every card.
class FakeStatus final : public StatusSource {
 public:
  CardStatus answer = CardStatus::active;
  Reach seen_from = Reach::online;

  [[nodiscard]] Reach reach() const override { return seen_from; }
  [[nodiscard]] CardStatus status(const StatusQuery&) const override { return answer; }
};

/// Says the same of every service.
class FakeLedger final : public ServiceLedger {
 public:
  ServiceAnswer answer = ServiceAnswer::granted;

  [[nodiscard]] ServiceAnswer ask(const VerifiedCard&, const ServiceChoice&, Time) const override {
    return answer;
  }
};

}  // namespace servicecard::test
