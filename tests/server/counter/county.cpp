#include "tests/server/counter/county.h"

#include <future>
#include <stdexcept>
#include <utility>

#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/sc1_text.h"
#include "cardlib/credential/wallet_token.h"
#include "server/access/bearer_token.h"
#include "server/api/card_uses.h"
#include "server/api/guard.h"
#include "server/api/partners.h"
#include "server/api/public_documents.h"
#include "server/api/redemptions.h"
#include "server/api/refusals.h"
#include "server/api/verifications.h"
#include "server/store/policies.h"
#include "server/store/settings.h"
#include "server/store/status_lists.h"
#include "tests/support/vectors.h"

namespace servicecard::test {
namespace {

constexpr std::int64_t list_capacity = 1024;

json::object default_policy() {
  json::object policy = json::parse_object(read_file(std::string(SERVICECARD_SOURCE_DIR) +
                                                     "/schema/policies/default.json"))
                            .value();
  policy["version"] = 2;  // the sample rows have a first one, which says nothing
  return policy;
}

// What the journal says of a move.
std::uint64_t append_move(store::Transaction& transaction, const CardNumber& number, CardState to,
                          Time now) {
  const std::string kind =
      to == CardState::active ? "card.issued" : "card." + std::string(to_string(to));
  return transaction.append({.time = now,
                             .actor = "wang",
                             .kind = kind,
                             .subject = "card:" + number.str(),
                             .content = {}});
}

}  // namespace

County::County()
    : ring(keys_folder.open_unlocked()),
      data_key(keys::DataKey::make(random)),
      cards(database.store(), ring->issuer()),
      partners(database.store()),
      catalogue(database.store()),
      uses(database.store(), test_time()),
      changes(database.store(), ring->issuer(), random),
      verifications(database.store(),
                    {.ring = *ring,
                     .cards = cards,
                     .partners = partners,
                     .catalogue = catalogue,
                     .uses = uses,
                     .nonces = {data_key.keyed_hash(counter::Judge::nonce_use), random},
                     .last4_hash = data_key.keyed_hash("person.last4"),
                     .alarms = alarms}),
      office{.store = database.store(),
             .random = random,
             .ring = *ring,
             .cards = cards,
             .catalogue = catalogue,
             .alarms = alarms},
      publisher(database.store(), *ring, cards, catalogue),
      desk{.store = database.store(),
           .random = random,
           .issuer = ring->issuer(),
           .person_sealer = data_key.sealer("person"),
           .resident_hash = data_key.keyed_hash("person.resident_id"),
           .last4_hash = data_key.keyed_hash("person.last4"),
           .token_sealer = data_key.sealer("token"),
           .ring = *ring,
           .alarms = alarms,
           .fakes = desk::FakeRecords::welcome},
      rows_(database.store()) {
  with_leaf(database.store(), [](store::Transaction& transaction) {
    return store::status_lists::open_next(transaction, list_capacity, test_time());
  });
  add_policy();
  add_partner("hospital", Sector::health);
  add_partner("bank", Sector::finance);
  add_partner("school", Sector::education);
  for (const access::Role role : access::desk_roles) {
    tokens_.emplace(to_string(role), access::make_token(access::TokenKind::actor, random));
  }
  router.guard_with(api::guard(
      {.token = [this](const Sha256& hash) -> std::optional<desk::TokenHolder> {
         for (const access::Role role : access::desk_roles) {
           const std::string name(to_string(role));
           if (access::token_hash(token(name)) == hash) {
             return desk::TokenHolder{.actor = {1, name, role}, .scope = access::TokenScope::write};
           }
         }
         return std::nullopt;
       },
       .session = [](std::string_view) { return std::optional<desk::SessionHolder>(); },
       .partner = api::partner_register(partners)}));
  api::add_verification_routes(router, verifications, clock);
  api::add_redemption_routes(router, office, clock);
  api::add_refusal_routes(router, office, clock);
  api::add_card_use_routes(router, office, clock);
  api::add_partner_routes(router, desk, clock);
  api::add_public_document_routes(router, *ring, publisher);
}

void County::add_policy() {
  with_leaf(database.store(), [](store::Transaction& transaction) {
    const auto id =
        store::policies::add(transaction, {.name = "default",
                                           .version = 2,
                                           .document = json::serialize(default_policy()),
                                           .effective_from = CivilDate::parse("2021-01-01").value(),
                                           .effective_until = std::nullopt,
                                           .entered_by = "chen",
                                           .entered_at = test_time()});
    store::settings::put(transaction, store::chosen_policy_setting, "default");
    return id;
  });
}

void County::add_partner(const std::string& id, Sector sector,
                         std::optional<CivilDate> contract_from, store::Bearers bearers) {
  const std::string key = access::make_token(access::TokenKind::partner, random);
  with_leaf(database.store(), [&](store::Transaction& transaction) {
    store::Partner partner = hospital();
    partner.id = id;
    partner.sector = sector;
    partner.contract_from = contract_from;
    partner.bearers = bearers;
    if (!store::partners::add(transaction, partner)) throw std::logic_error("there already");
    return store::partners::add_key(
        transaction,
        {.id = 0, .partner_id = id, .hash = access::token_hash(key), .created_at = test_time()});
  });
  tokens_.emplace(id, key);
}

std::string County::last4(int n) { return std::to_string(1000 + n); }

CardClaims County::claims(const CardWish& wish, std::int64_t index) const {
  return {.issuer = ring->issuer().str(),
          .card_number = test::number(wish.n),
          .holder_name = PersonName::parse("欧阳娜").value(),
          .holder_id_last4 = last4(wish.n),
          .enterprise_name = "伊川示例壹号耐材有限公司（虚构）",
          .enterprise_uscc = Uscc::parse("91410329FAKE000136").value(),
          .category = Category::talent,
          .services = wish.services,
          .issued_at = start_of(day_of(test_time())),
          .not_before = wish.validity.not_before,
          .expires = wish.validity.expires,
          .status = {.uri = ring->issuer().status_list_uri(1),
                     .index = static_cast<std::uint64_t>(index)}};
}

std::int64_t County::add_card_row(store::Transaction& transaction, const CardWish& wish) const {
  const auto person =
      store::people::add(transaction,
                         {.enterprise_id = rows_.enterprise_id,
                          .name = PersonName::parse("欧阳娜").value(),
                          .role = Category::talent,
                          .identity = {.resident_id = Bytes{1},
                                       .resident_id_hash = digest_of(std::to_string(wish.n)),
                                       .last4_hash = desk.last4_hash.of(as_bytes(last4(wish.n))),
                                       .phone = std::nullopt},
                          .contract_end = std::nullopt,
                          .created_at = test_time()})
          .value();
  const std::int64_t application =
      rows_.add_application(transaction, person, ApplicationState::approved);
  store::NewCard card = rows_.card(person, application, wish.n);
  card.category = Category::talent;
  card.validity = wish.validity;
  card.services = wish.services;
  return store::cards::add(transaction, card);
}

CountyCard County::issue(const CardWish& wish) {
  const std::int64_t wallet_index = next_index_++;
  const std::int64_t printed_index = next_index_++;
  const CardClaims wallet_claims = claims(wish, wallet_index);
  const auto signer = ring->signer(KeyPurpose::card, wish.validity.expires, test_time()).value();
  const auto wallet =
      UnsignedWalletToken::make(wallet_claims, signer->public_key(), wish.holder, random);
  const auto printed =
      UnsignedPrintedToken::make(claims(wish, printed_index), signer->public_key()).value();
  CountyCard card{.id = 0,
                  .number = test::number(wish.n),
                  .wallet = wallet.sign(*signer),
                  .printed = sc1::encode(printed.sign(*signer)),
                  .claims = wallet_claims};
  card.id = with_leaf(database.store(), [&](store::Transaction& transaction) {
    const std::int64_t id = add_card_row(transaction, wish);
    const auto record = [&](store::CredentialKind kind, std::int64_t index, const Sha256& hash) {
      const auto credential =
          store::credentials::prepare(transaction, test::credential(id, kind, index)).value();
      if (!store::credentials::record_issued(transaction, credential, hash, Bytes{1},
                                             test_time())) {
        throw std::logic_error("a new credential is not prepared");
      }
    };
    record(store::CredentialKind::wallet, wallet_index, wallet.token_hash());
    record(store::CredentialKind::printed, printed_index, printed.token_hash());
    store::cards::move(transaction, id, CardState::active, std::nullopt, test_time());
    append_move(transaction, test::number(wish.n), CardState::active, test_time());
    return id;
  });
  return card;
}

void County::move(const CountyCard& card, CardState to) {
  database.store().write([&](store::Transaction& transaction) {
    store::cards::move(transaction, card.id, to, "delisted", clock.now());
    return append_move(transaction, card.number, to, clock.now());
  });
}

std::string County::bind(const std::string& wallet, const TestSigner& holder,
                         const std::string& audience, const std::string& nonce) const {
  return bind_presentation(wallet, {.audience = audience, .nonce = nonce, .now = clock.now()},
                           holder);
}

http::Response County::send(http::Request request) const {
  std::promise<http::Response> promise;
  request.id = "r1";
  router.dispatch(
      std::move(request),
      http::Respond([&](http::Response response) { promise.set_value(std::move(response)); },
                    "r1"));
  return promise.get_future().get();
}

http::Response County::get(std::string_view target, std::string_view token) const {
  http::Request request;
  request.target = http::parse_target(target).value();
  if (!token.empty()) request.headers.add("Authorization", "Bearer " + std::string(token));
  return send(std::move(request));
}

http::Response County::post(std::string_view target, std::string_view token,
                            const json::object& body) const {
  http::Request request;
  request.method = http::Method::post;
  request.target = http::parse_target(target).value();
  if (!token.empty()) request.headers.add("Authorization", "Bearer " + std::string(token));
  request.body = json::serialize(body);
  return send(std::move(request));
}

http::Response County::post_once(std::string_view target, std::string_view token,
                                 const std::string& key, const json::object& body) const {
  http::Request request;
  request.method = http::Method::post;
  request.target = http::parse_target(target).value();
  request.headers.add("Authorization", "Bearer " + std::string(token));
  request.headers.add("Idempotency-Key", key);
  request.body = json::serialize(body);
  return send(std::move(request));
}

json::object County::verify(std::string_view partner, const json::object& body) const {
  const http::Response response = post("/v1/verifications", token(partner), body);
  if (response.status != 200) throw std::runtime_error(std::string(response.body.view()));
  return object_in(response);
}

json::object object_in(const http::Response& response) {
  return json::parse_object(response.body.view()).value();
}

}  // namespace servicecard::test
