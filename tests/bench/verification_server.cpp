// What POST /v1/verifications is held against, on our HTTP server and the same data:
//   verification_server unlogged|rows DATA PORT
// `unlogged` decides and answers as the server does, but writes nothing into the log. `rows`
// decides nothing: it commits a row of the log for every request, in the writer's groups, and
// answers.
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include "cardlib/credential/verifier.h"
#include "cardlib/identity/masking.h"
#include "server/access/clock.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/verifications.h"
#include "server/counter/card_memory.h"
#include "server/counter/partner_memory.h"
#include "server/http/server.h"
#include "server/store/verifications.h"
#include "tests/bench/county.h"

namespace servicecard::bench {
namespace {

class TrustOfRing final : public TrustSource {
 public:
  explicit TrustOfRing(const keys::KeyRing& ring) : ring_(ring) {}
  [[nodiscard]] std::shared_ptr<const TrustList> trust_list() const override {
    return ring_.trust_list();
  }

 private:
  const keys::KeyRing& ring_;
};

/// The way of a verification but for the log.
class Unlogged {
 public:
  explicit Unlogged(const app::Data& data)
      : cards_(*data.store, data.ring->issuer()),
        partners_(*data.store),
        trust_(*data.ring),
        verifier_(trust_, cards_) {}

  void add_route(http::Router& router) {
    router.guard_with(
        api::guard({.actor = [](const Sha256&) { return std::optional<access::Actor>(); },
                    .partner = api::partner_register(partners_)}));
    router.add({.method = http::Method::post,
                .pattern = "/v1/verifications",
                .operation = "verify",
                .runs = http::Runs::on_io,
                .access = api::a_partner,
                .handler = http::plain([this](const http::Request& request) {
                  return http::json_response(200, answer(request));
                })});
  }

 private:
  [[nodiscard]] json::object answer(const http::Request& request) const {
    api::JsonBody body(request);
    const std::string presentation = body.text("presentation").value();
    const Time now = clock_.now();
    const Verification found = verifier_.verify(presentation, {.now = now});
    const Verdict verdict = found.verdict();
    json::object answer{{"id", "0"},
                        {"verdict", to_string(verdict)},
                        {"colour", to_string(colour_of(verdict))},
                        {"reason", nullptr},
                        {"text", api::text_json(word_of(verdict))},
                        {"next_step", api::text_json(next_step_of(verdict))},
                        {"checked_at", api::timestamp(now)}};
    if (found.card) answer["card"] = card_json(*found.card);
    return answer;
  }

  static json::object card_json(const VerifiedCard& card) {
    return {{"number", card.card_number() ? json::value(card.card_number()->str()) : nullptr},
            {"holder_name",
             card.holder_name() ? json::value(mask_name(card.holder_name()->str())) : nullptr},
            {"category", card.category() ? json::value(to_string(*card.category())) : nullptr},
            {"valid_until", day_of(card.expires()).str()}};
  }

  access::SystemClock clock_;
  counter::CardMemory cards_;
  counter::PartnerMemory partners_;
  TrustOfRing trust_;
  Verifier verifier_;
};

void add_row_route(http::Router& router, store::Store& store, Time now) {
  router.add({.method = http::Method::post,
              .pattern = "/v1/verifications",
              .operation = "verify",
              .runs = http::Runs::on_io,
              .handler = [&store, now](const http::Request&, http::Respond respond) {
                store.write_async(
                    [now](store::Transaction& transaction) {
                      return store::verifications::append(transaction,
                                                          {.time = now,
                                                           .partner_id = "example-hospital",
                                                           .key_id = 1,
                                                           .verdict = "valid",
                                                           .kind = "wallet",
                                                           .card_id = 1,
                                                           .service = std::nullopt,
                                                           .site = std::nullopt});
                    },
                    [respond = std::move(respond)](
                        std::expected<std::int64_t, std::exception_ptr> row) mutable {
                      respond(row ? http::json_response(200, std::to_string(*row))
                                  : http::empty_response(503));
                    });
              }});
}

void serve(std::string_view mode, const std::string& path, std::uint16_t port) {
  sigset_t stops;
  sigemptyset(&stops);
  sigaddset(&stops, SIGTERM);
  sigaddset(&stops, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stops, nullptr);
  keys::SystemRandom random;
  const Time now = access::SystemClock().now();
  const app::Data data = must(app::open_data({.data = path}, now, random), "the data directory");
  Unlogged unlogged(data);
  http::Router router;
  if (mode == "rows") {
    add_row_route(router, *data.store, now);
  } else {
    unlogged.add_route(router);
  }
  http::Server server(router, {.port = port}, {});
  server.start();
  int signal = 0;
  sigwait(&stops, &signal);
  server.stop(std::chrono::seconds(1));
  data.store->close();
}

}  // namespace
}  // namespace servicecard::bench

int main(int argc, char** argv) {
  const std::string_view mode = argc == 4 ? argv[1] : "";
  if (mode != "unlogged" && mode != "rows") {
    std::cerr << "usage: verification_server unlogged|rows DATA PORT\n";
    return 2;
  }
  try {
    servicecard::bench::serve(mode, argv[2], static_cast<std::uint16_t>(std::atoi(argv[3])));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "verification_server: " << error.what() << '\n';
    return 4;
  }
}
