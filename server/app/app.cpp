#include "server/app/app.h"

#include <tuple>
#include <utility>

#include "server/api/actors.h"
#include "server/api/alarms.h"
#include "server/api/applications.h"
#include "server/api/card_tokens.h"
#include "server/api/card_uses.h"
#include "server/api/cards.h"
#include "server/api/changes.h"
#include "server/api/client_token.h"
#include "server/api/contacts.h"
#include "server/api/counter.h"
#include "server/api/counter_accounts.h"
#include "server/api/enterprises.h"
#include "server/api/ground_losses.h"
#include "server/api/guard.h"
#include "server/api/imprint.h"
#include "server/api/journal.h"
#include "server/api/keys.h"
#include "server/api/own_account.h"
#include "server/api/own_tokens.h"
#include "server/api/partners.h"
#include "server/api/people.h"
#include "server/api/policies.h"
#include "server/api/policy_comparison.h"
#include "server/api/print_batches.h"
#include "server/api/public_documents.h"
#include "server/api/queues.h"
#include "server/api/redemptions.h"
#include "server/api/refusals.h"
#include "server/api/reviews.h"
#include "server/api/roster.h"
#include "server/api/roster_templates.h"
#include "server/api/session.h"
#include "server/api/verifications.h"
#include "server/app/built_in.h"
#include "server/app/health.h"
#include "server/desk/access_tokens.h"
#include "server/desk/alarm_book.h"
#include "server/store/failure.h"
#include "server/store/journal_log.h"

namespace servicecard::app {
namespace {

constexpr std::string_view wallet_nonce_use = "wallet.nonce";

ReadyCheck::Result store_check(store::Health health) {
  switch (health) {
    case store::Health::ready:
      return {.ok = true};
    case store::Health::full:
      return {.ok = false, .detail = "no room on the disk"};
    case store::Health::stopped:
      return {.ok = false, .detail = "a commit failed: nothing is written until a restart"};
  }
  std::unreachable();
}

ReadyCheck::Result trust_check(const keys::KeyRing& ring, Time now) {
  const auto list = ring.trust_list();
  if (!list) return {.ok = false, .detail = "no trust list is loaded"};
  if (now >= list->expires()) {
    return {.ok = false, .detail = "the trust list has expired: have the root sign another"};
  }
  return {.ok = true};
}

}  // namespace

std::expected<std::unique_ptr<App>, StartFailure> App::open(DataOptions options,
                                                            const access::Clock& clock,
                                                            RandomSource& random, Reports reports) {
  auto data = open_data(std::move(options), clock.now(), random);
  if (!data) return std::unexpected(std::move(data.error()));
  std::unique_ptr<App> app(new App(*std::move(data), clock, random, std::move(reports.alarm)));
  app->router_.report_to(std::move(reports.failure));
  return app;
}

App::App(Data data, const access::Clock& clock, RandomSource& random,
         access::Alarms::Listener on_alarm)
    : data_(std::move(data)),
      clock_(clock),
      alarms_([this, on_alarm = std::move(on_alarm)](const access::Alarm& alarm) {
        alarm_metrics_.count(alarm);
        desk::keep_alarm(*data_.store, alarm, clock_.now());
        if (on_alarm) on_alarm(alarm);
      }),
      desk_(desk_of(data_, random, alarms_)),
      accounts_(data_, random, alarms_),
      key_office_{.store = *data_.store,
                  .random = random,
                  .ring = *data_.ring,
                  .passphrase = data_.passphrase},
      wallet_nonces_(data_.data_key.keyed_hash(wallet_nonce_use), random),
      cards_(*data_.store, desk_.issuer),
      partners_(*data_.store),
      client_tokens_(partners_, random),
      catalogue_(*data_.store),
      uses_(*data_.store, clock.now()),
      changes_(*data_.store, desk_.issuer, random),
      publisher_(*data_.store, *data_.ring, cards_, catalogue_),
      verifications_(*data_.store,
                     {.ring = *data_.ring,
                      .cards = cards_,
                      .partners = partners_,
                      .catalogue = catalogue_,
                      .uses = uses_,
                      .nonces = {data_.data_key.keyed_hash(counter::Judge::nonce_use), random},
                      .last4_hash = data_.data_key.keyed_hash(last4_use),
                      .alarms = alarms_,
                      .two_places = data_.two_places}),
      counter_{.store = *data_.store,
               .random = random,
               .ring = *data_.ring,
               .cards = cards_,
               .catalogue = catalogue_,
               .alarms = alarms_},
      seal_(*data_.store) {
  add_routes();
  add_gauges();
  unlocking_ = std::async(std::launch::async, [this] { return unlock(); }).share();
}

App::~App() { close(); }

// Cards that a crash left half made are finished before anybody is told that the keys are there.
App::Unlocking App::unlock() {
  Unlocking result{.locked = data_.ring->unlock(data_.passphrase), .recovery = {}};
  result.recovery = finish_prepared(desk_, clock_.now());
  return result;
}

bool App::is_unlocking() const {
  return unlocking_.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
}

void App::show(pages::Pages pages) {
  router_.fall_back_on(
      [pages = std::move(pages)](const http::Request& request) { return pages.answer(request); });
}

// What fails here is tried again, and reported, at the next tick.
void App::publish_early() {
  publishing_ = std::async(std::launch::async, [this] {
                  unlocking_.wait();
                  std::ignore = publisher_.refresh(clock_.now());
                }).share();
}

void App::wait_for_keys() const {
  unlocking_.wait();
  if (publishing_.valid()) publishing_.wait();
}

void App::add_routes() {
  router_.guard_with(api::guard({.token =
                                     [this](const Sha256& hash) {
                                       return desk::find_token(*data_.store, hash, clock_.now());
                                     },
                                 .session =
                                     [this](std::string_view secret) {
                                       return desk::find_session(accounts(), secret, clock_.now());
                                     },
                                 .partner = api::noting_register(
                                     [this](const Sha256& hash) {
                                       const auto key = partners_.find_key(hash);
                                       return key ? key : client_tokens_.find(hash, clock_.now());
                                     },
                                     key_uses_, clock_)}));
  add_health_routes(router_, checks(), metrics_);
  api::add_session_routes(router_, accounts(), clock_,
                          [this](std::string_view outcome) { count_sign_in(outcome); });
  api::add_own_account_routes(router_, accounts(), clock_);
  api::add_own_token_routes(router_, accounts(), clock_);
  api::add_actor_routes(router_, accounts(), clock_);
  api::add_enterprise_routes(router_, desk_, clock_);
  api::add_contact_routes(router_, desk_, clock_);
  api::add_ground_loss_routes(router_, desk_, clock_);
  api::add_people_routes(router_, desk_, clock_);
  api::add_roster_routes(router_, desk_, clock_);
  api::add_roster_template_routes(
      router_,
      {.enterprises = built_in::roster_of_enterprises(), .people = built_in::roster_of_people()},
      clock_);
  api::add_application_routes(router_, desk_, clock_);
  api::add_card_routes(router_, desk_, clock_);
  api::add_card_token_routes(router_, desk_, wallet_nonces_, clock_);
  api::add_policy_routes(router_, desk_, clock_);
  api::add_imprint_routes(router_, desk_, clock_);
  api::add_print_batch_routes(router_, desk_, clock_);
  api::add_policy_comparison_routes(router_, desk_, clock_);
  api::add_queue_routes(router_, desk_, clock_);
  api::add_review_routes(router_, desk_, clock_);
  api::add_key_routes(router_, key_office_, clock_);
  api::add_journal_routes(router_, desk_);
  api::add_partner_routes(router_, desk_, clock_);
  api::add_counter_account_routes(router_, accounts(), clock_);
  api::add_client_token_routes(router_, {.store = *data_.store,
                                         .partners = partners_,
                                         .tokens = client_tokens_,
                                         .ring = *data_.ring,
                                         .clock = clock_});
  api::add_counter_routes(
      router_, {.partners = partners_, .catalogue = catalogue_, .ring = *data_.ring}, clock_);
  api::add_verification_routes(router_, verifications_, clock_);
  api::add_redemption_routes(router_, counter_, clock_);
  api::add_refusal_routes(router_, counter_, clock_);
  api::add_change_routes(router_, changes_, partners_, clock_);
  api::add_card_use_routes(router_, counter_, clock_);
  api::add_alarm_routes(router_, desk_, clock_);
  api::add_public_document_routes(router_, *data_.ring, publisher_);
}

std::vector<ReadyCheck> App::checks() {
  return {
      {.name = "store", .check = [this] { return store_check(data_.store->health()); }},
      {.name = "trust-list", .check = [this] { return trust_check(*data_.ring, clock_.now()); }},
      {.name = "signing-keys", .check = [this] { return signing_check(); }},
      {.name = "publications", .check = [this] { return publications_check(); }}};
}

ReadyCheck::Result App::signing_check() const {
  if (is_unlocking()) return {.ok = false, .detail = "the private keys are being unlocked"};
  for (const keys::FileFailure& failure : unlocking_.get().locked) {
    return {.ok = false,
            .detail = failure.file.filename().string() + ": " +
                      std::string(keys::to_string(failure.error))};
  }
  return {.ok = data_.ring->is_unlocked()};
}

ReadyCheck::Result App::publications_check() const {
  const auto current = publisher_.current();
  if (!current) {
    return {.ok = false, .detail = "status lists and offline pack are not signed yet"};
  }
  if (clock_.now() >= current->issued_at + counter::Publisher::lifetime) {
    return {.ok = false, .detail = "status lists and offline pack have expired"};
  }
  return {.ok = true};
}

void App::add_gauges() {
  metrics_.gauge("servicecard_journal_leaves", "Leaves of the journal.", [this] {
    return static_cast<double>(data_.store->read(
        [](store::Snapshot& snapshot) { return store::journal_log::head(snapshot).size; }));
  });
}

void App::count_sign_in(std::string_view outcome) {
  metrics_
      .counter("servicecard_sign_ins_total", "Attempts to sign in, by how they ended.",
               {{"outcome", std::string(outcome)}})
      .add();
}

void App::dispatch(http::Request request, http::Respond respond) {
  router_.dispatch(std::move(request), std::move(respond));
}

http::Response App::call(http::Request request) {
  const auto promise = std::make_shared<std::promise<http::Response>>();
  auto response = promise->get_future();
  std::string id = request.id;
  http::Respond respond([promise](http::Response answer) { promise->set_value(std::move(answer)); },
                        std::move(id));
  router_.dispatch(std::move(request), std::move(respond));
  return response.get();
}

// Where no key signs, `/readyz` says so, and what is out stays out.
void App::tick() {
  const Time now = clock_.now();
  std::ignore = publisher_.refresh(now);
  seal_.at(now);
  key_uses_.write(*data_.store);
}

void App::close() {
  if (closed_) return;
  closed_ = true;
  wait_for_keys();
  seal_.finish(clock_.now());
  key_uses_.write(*data_.store);
  data_.store->close();
}

}  // namespace servicecard::app
