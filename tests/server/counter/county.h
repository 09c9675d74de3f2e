#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/codec/json.h"
#include "keys/data_key.h"
#include "keys/key_ring.h"
#include "keys/system_random.h"
#include "server/access/clock.h"
#include "server/access/role.h"
#include "server/counter/card_memory.h"
#include "server/counter/catalogue.h"
#include "server/counter/change_feed.h"
#include "server/counter/office.h"
#include "server/counter/partner_memory.h"
#include "server/counter/publisher.h"
#include "server/counter/use_counts.h"
#include "server/counter/verifications.h"
#include "server/desk/desk.h"
#include "server/http/router.h"
#include "tests/keys/ring_fixture.h"
#include "tests/server/store/sample_rows.h"
#include "tests/server/store/test_store.h"
#include "tests/support/test_signer.h"

namespace servicecard::test {

/// A clock that stands where it was put.
class CountyClock final : public access::Clock {
 public:
  [[nodiscard]] Time now() const override { return now_.load(); }
  void set(Time now) { now_.store(now); }

 private:
  std::atomic<Time> now_ = test_time();
};

/// What a card is to be like.
struct CardWish {
  int n = 1;  ///< makes its number and its holder
  Validity validity = {.not_before = start_of(day_of(test_time())),
                       .expires = start_of(day_of(test_time()).plus_days(365))};
  std::map<Sector, std::vector<std::string>> services = {
      {Sector::health, {"health.checkup", "health.green_lane"}},
      {Sector::finance, {"finance.loan_discount"}},
      {Sector::education, {"education.enrolment"}}};
  std::optional<VerificationKey> holder = {};
};

/// A card with both its tokens.
struct CountyCard {
  std::int64_t id = 0;
  CardNumber number;
  std::string wallet;
  std::string printed;
  CardClaims claims;  ///< of the wallet token
};

/// The server's side of a county: store, keys, memories and routes, with a hospital, a bank and a
/// school under contract, and the default policy in force.
class County {
 public:
  County();

  /// Issues a card, as the desk does: prepared, signed, recorded, released.
  CountyCard issue(const CardWish& wish = {});
  /// The claims of the card that `wish` asks for, at that index of list 1.
  [[nodiscard]] CardClaims claims(const CardWish& wish, std::int64_t index) const;
  /// Into that state, now, as the journal has it.
  void move(const CountyCard& card, CardState to);

  /// A key-bound presentation of a wallet token.
  [[nodiscard]] std::string bind(const std::string& wallet, const TestSigner& holder,
                                 const std::string& audience, const std::string& nonce) const;

  [[nodiscard]] http::Response send(http::Request request) const;
  [[nodiscard]] http::Response get(std::string_view target, std::string_view token = {}) const;
  [[nodiscard]] http::Response post(std::string_view target, std::string_view token,
                                    const json::object& body) const;
  /// With an idempotency key.
  [[nodiscard]] http::Response post_once(std::string_view target, std::string_view token,
                                         const std::string& key, const json::object& body) const;
  /// The answer to a verification by that partner, which is one with status 200.
  [[nodiscard]] json::object verify(std::string_view partner, const json::object& body) const;
  [[nodiscard]] json::object verify(std::string_view partner,
                                    const std::string& presentation) const {
    return verify(partner, {{"presentation", presentation}});
  }

  /// The API key of a partner, or the token of the actor with that role's name.
  [[nodiscard]] const std::string& token(std::string_view who) const {
    return tokens_.find(who)->second;
  }
  void add_partner(const std::string& id, Sector sector,
                   std::optional<CivilDate> contract_from = day_of(test_time()),
                   store::Bearers bearers = store::Bearers::accepted);
  [[nodiscard]] static std::string last4(int n);

  TestStore database;
  keys::test::RingFolder keys_folder;
  std::unique_ptr<keys::KeyRing> ring;
  keys::SystemRandom random;
  keys::DataKey data_key;
  CountyClock clock;
  counter::CardMemory cards;
  counter::PartnerMemory partners;
  counter::Catalogue catalogue;
  counter::UseCounts uses;
  counter::ChangeFeed changes;
  std::vector<access::Alarm> raised;
  access::Alarms alarms{[this](const access::Alarm& alarm) { raised.push_back(alarm); }};
  counter::Verifications verifications;
  counter::Office office;
  counter::Publisher publisher;
  desk::Desk desk;
  http::Router router;

 private:
  void add_policy();
  [[nodiscard]] std::int64_t add_card_row(store::Transaction& transaction,
                                          const CardWish& wish) const;

  SampleRows rows_;
  std::int64_t next_index_ = 1;
  std::map<std::string, std::string, std::less<>> tokens_;
};

/// The object in an answer's body.
[[nodiscard]] json::object object_in(const http::Response& response);

}  // namespace servicecard::test
