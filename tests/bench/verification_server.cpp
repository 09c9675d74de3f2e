// What POST /v1/verifications is held against, on our HTTP server and the same data:
//   verification_server unlogged|rows DATA PORT [CERTIFICATE KEY]
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

#include "server/access/clock.h"
#include "server/api/guard.h"
#include "server/api/json_body.h"
#include "server/api/verification_json.h"
#include "server/api/verifications.h"
#include "server/counter/judge.h"
#include "server/counter/use_counts.h"
#include "server/http/server.h"
#include "server/store/verifications.h"
#include "tests/bench/county.h"

namespace servicecard::bench {
namespace {

/// The way of a verification but for the log.
class Unlogged {
 public:
  explicit Unlogged(const app::Data& data)
      : cards_(*data.store, data.ring->issuer()),
        partners_(*data.store),
        catalogue_(*data.store),
        uses_(*data.store, clock_.now()),
        judge_({.ring = *data.ring,
                .cards = cards_,
                .partners = partners_,
                .catalogue = catalogue_,
                .uses = uses_,
                .nonces = {data.data_key.keyed_hash(counter::Judge::nonce_use), random_},
                .last4_hash = data.data_key.keyed_hash("last4 of no card here"),
                .alarms = alarms_}) {}

  void add_route(http::Router& router) {
    router.guard_with(api::guard(
        {.token = [](const Sha256&) { return std::optional<desk::TokenHolder>(); },
         .session = [](std::string_view) { return std::optional<desk::SessionHolder>(); },
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
  [[nodiscard]] std::string answer(const http::Request& request) {
    api::JsonBody body(request);
    const auto question = api::verification_question(body);
    const auto judgement = judge_.judge(api::partner_of(request), *question, clock_.now());
    return api::verification_json(judgement->answer);
  }

  access::SystemClock clock_;
  keys::SystemRandom random_;
  access::Alarms alarms_;
  counter::CardMemory cards_;
  counter::PartnerMemory partners_;
  counter::Catalogue catalogue_;
  counter::UseCounts uses_;
  counter::Judge judge_;
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

void serve(std::string_view mode, const std::string& path, http::ServerOptions options) {
  sigset_t stops;
  sigemptyset(&stops);
  sigaddset(&stops, SIGTERM);
  sigaddset(&stops, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stops, nullptr);
  keys::SystemRandom random;
  const Time now = access::SystemClock().now();
  app::Data data = must(app::open_data({.data = path}, now, random), "the data directory");
  Unlogged unlogged(data);
  http::Router router;
  if (mode == "rows") {
    add_row_route(router, *data.store, now);
  } else {
    unlogged.add_route(router);
  }
  http::Server server(router, std::move(options), {});
  server.start();
  int signal = 0;
  sigwait(&stops, &signal);
  server.stop(std::chrono::seconds(1));
  data.store->close();
}

}  // namespace
}  // namespace servicecard::bench

int main(int argc, char** argv) {
  const std::string_view mode = argc == 4 || argc == 6 ? argv[1] : "";
  if (mode != "unlogged" && mode != "rows") {
    std::cerr << "usage: verification_server unlogged|rows DATA PORT [CERTIFICATE KEY]\n";
    return 2;
  }
  try {
    servicecard::http::ServerOptions options{.port =
                                                 static_cast<std::uint16_t>(std::atoi(argv[3]))};
    if (argc == 6)
      options.tls = servicecard::http::TlsFiles{.certificate = argv[4], .key = argv[5]};
    servicecard::bench::serve(mode, argv[2], std::move(options));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "verification_server: " << error.what() << '\n';
    return 4;
  }
}
