#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <future>
#include <memory>
#include <string_view>
#include <vector>

#include "cardlib/crypto/random_source.h"
#include "server/access/alarms.h"
#include "server/access/clock.h"
#include "server/access/timed_nonce.h"
#include "server/app/account_room.h"
#include "server/app/alarm_metrics.h"
#include "server/app/data.h"
#include "server/app/health.h"
#include "server/app/metrics.h"
#include "server/app/start_failure.h"
#include "server/counter/card_memory.h"
#include "server/counter/catalogue.h"
#include "server/counter/change_feed.h"
#include "server/counter/client_tokens.h"
#include "server/counter/key_uses.h"
#include "server/counter/office.h"
#include "server/counter/partner_memory.h"
#include "server/counter/publisher.h"
#include "server/counter/use_counts.h"
#include "server/counter/verifications.h"
#include "server/desk/desk.h"
#include "server/desk/issue.h"
#include "server/desk/keys.h"
#include "server/http/router.h"
#include "server/pages/pages.h"
#include "server/store/verifications.h"

namespace servicecard::app {

/// Who hears of what happens beside the answers. Called from any thread.
struct Reports {
  http::Router::Report failure{};  ///< exceptions that left a handler
  access::Alarms::Listener alarm{};
};

/// The whole program but for its sockets: a data directory, the rooms over it, and the table of
/// routes. `cardserver` puts it behind HTTP; a program of the same machine calls it in process, and
/// both get the same answers.
class App {
 public:
  /// Opens a data directory. Verifying is possible when this returns; private keys unlock
  /// meanwhile, in a thread of their own. `clock` and `random` outlive the App and are safe to use
  /// from several threads.
  [[nodiscard]] static std::expected<std::unique_ptr<App>, StartFailure> open(
      DataOptions options, const access::Clock& clock, RandomSource& random, Reports reports = {});

  App(const App&) = delete;
  App& operator=(const App&) = delete;
  /// Closes.
  ~App();

  /// Serves one request on this thread, the guard first; the answer may come later from another.
  void dispatch(http::Request request, http::Respond respond);
  /// Serves one request and waits for its answer.
  [[nodiscard]] http::Response call(http::Request request);

  /// Serves these pages as well, at paths that no route has. Before the first request.
  void show(pages::Pages pages);

  /// Has lists and pack signed as soon as the keys are unlocked, not at the first tick. For whoever
  /// serves others, who find it all there once `/readyz` says so. Once at most.
  void publish_early();

  /// Returns when cards can be signed, and what `publish_early` asked for is out, or it is clear
  /// that they cannot (`/readyz` says why).
  void wait_for_keys() const;

  /// What time brings about: published documents that are due, the hourly leaf over the
  /// verification log, when keys were used last. To be called every few seconds; whoever serves
  /// himself in process calls it before he reads what is published. Not from several threads at
  /// once.
  void tick();

  /// Seals the verification log and writes no more. No request may come any more.
  void close();

  [[nodiscard]] const http::Router& router() const { return router_; }
  [[nodiscard]] Metrics& metrics() { return metrics_; }
  [[nodiscard]] Issuer issuer() const { return data_.ring->issuer(); }
  [[nodiscard]] const desk::AccountOffice& accounts() const { return accounts_.office(); }

 private:
  /// What unlocking came to.
  struct Unlocking {
    std::vector<keys::FileFailure> locked;
    desk::Recovery recovery;
  };

  App(Data data, const access::Clock& clock, RandomSource& random,
      access::Alarms::Listener on_alarm);
  [[nodiscard]] Unlocking unlock();
  void add_routes();
  void add_gauges();
  void count_sign_in(std::string_view outcome);
  [[nodiscard]] bool is_unlocking() const;
  [[nodiscard]] std::vector<ReadyCheck> checks();
  [[nodiscard]] ReadyCheck::Result signing_check() const;
  [[nodiscard]] ReadyCheck::Result publications_check() const;

  Data data_;
  const access::Clock& clock_;
  Metrics metrics_;
  AlarmMetrics alarm_metrics_{metrics_};
  access::Alarms alarms_;
  desk::Desk desk_;
  AccountRoom accounts_;
  desk::KeyOffice key_office_;
  access::TimedNonces wallet_nonces_;
  // They follow the store from before its first change.
  counter::CardMemory cards_;
  counter::PartnerMemory partners_;
  counter::KeyUses key_uses_;
  counter::ClientTokens client_tokens_;
  counter::Catalogue catalogue_;
  counter::UseCounts uses_;
  counter::ChangeFeed changes_;
  counter::Publisher publisher_;
  counter::Verifications verifications_;
  counter::Office counter_;
  store::HourlySeal seal_;
  http::Router router_;
  bool closed_ = false;
  // They go first: they use all of the above.
  std::shared_future<Unlocking> unlocking_;
  std::shared_future<void> publishing_;
};

}  // namespace servicecard::app
