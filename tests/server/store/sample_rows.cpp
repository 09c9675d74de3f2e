#include "tests/server/store/sample_rows.h"

#include <array>
#include <chrono>

#include "server/store/actors.h"
#include "server/store/policies.h"
#include "tests/server/store/test_store.h"

namespace servicecard::test {
namespace {

constexpr std::array<std::uint8_t, 3> sealed = {1, 2, 3};

}  // namespace

Sha256 digest_of(const std::string& text) { return sha256(text); }

CardNumber number(int n) {
  const std::int64_t serial = 10 * std::int64_t{n};
  const auto made = CardNumber::make("YC", 2026, serial);
  return made ? *made : CardNumber::make("YC", 2026, serial + 1).value();
}

SampleRows::SampleRows(store::Store& store) {
  with_leaf(store, [&](store::Transaction& transaction) {
    for (const std::string name : {"chen", "li", "wang"}) {
      static_cast<void>(store::actors::add(transaction, name, "clerk", test_time()));
    }
    enterprise_id =
        store::enterprises::add(transaction, {.uscc = Uscc::parse("91410329FAKE000136").value(),
                                              .name = "伊川示例壹号耐材有限公司（虚构）",
                                              .credit_status = "good",
                                              .created_at = test_time()})
            .value();
    policy_id = store::policies::add(transaction, {.name = "default",
                                                   .version = 1,
                                                   .document = "{}",
                                                   .effective_from = day_of(test_time()),
                                                   .effective_until = std::nullopt,
                                                   .entered_by = "chen",
                                                   .entered_at = test_time()})
                    .value();
    decision_id = store::decisions::add(
        transaction,
        {.policy_id = policy_id, .verdict = "eligible", .document = "{}", .made_at = test_time()});
    return 0;
  });
}

std::int64_t SampleRows::add_person(store::Transaction& transaction, int n,
                                    const std::string& name) const {
  return store::people::add(
             transaction,
             {.enterprise_id = enterprise_id,
              .name = PersonName::parse(name).value(),
              .role = Category::principal,
              .identity = {.resident_id = Bytes(sealed.begin(), sealed.end()),
                           .resident_id_hash = digest_of("person " + std::to_string(n)),
                           .last4_hash = digest_of("last four " + std::to_string(n)),
                           .phone = std::nullopt},
              .contract_end = std::nullopt,
              .created_at = test_time()})
      .value();
}

std::int64_t SampleRows::add_application(store::Transaction& transaction, std::int64_t person_id,
                                         ApplicationState state) const {
  const std::int64_t id =
      store::applications::add(transaction,
                               {.person_id = person_id,
                                .enterprise_id = enterprise_id,
                                .category = Category::principal,
                                .predecessor_id = std::nullopt,
                                .note = "",
                                .evidence = "[]",
                                .record = ApplicationRecord::drafted("chen", digest_of("content")),
                                .drafted_at = test_time()})
          .value();
  if (state == ApplicationState::draft) return id;
  store::Application application = store::applications::find(transaction, id).value();
  application.record.state = state;
  application.record.checked_by = "li";
  application.record.approved_by = "wang";
  application.checked_at = test_time();
  application.approved_at = test_time();
  application.decision_id = decision_id;
  store::applications::save(transaction, application);
  return id;
}

store::NewCard SampleRows::card(std::int64_t person_id, std::int64_t application_id, int n) const {
  return {.number = test::number(n),
          .person_id = person_id,
          .enterprise_id = enterprise_id,
          .category = Category::principal,
          .validity = {.not_before = test_time(), .expires = test_time() + std::chrono::days(365)},
          .application_id = application_id,
          .predecessor_id = std::nullopt,
          .decision_id = decision_id,
          .services = {{Sector::health, {"health.checkup"}}},
          .created_at = test_time()};
}

std::int64_t SampleRows::add_card(store::Transaction& transaction, int n) const {
  const std::int64_t person = add_person(transaction, n);
  const std::int64_t application = add_application(transaction, person, ApplicationState::approved);
  return store::cards::add(transaction, card(person, application, n));
}

store::NewCredential credential(std::int64_t card_id, store::CredentialKind kind,
                                std::int64_t index) {
  return {.card_id = card_id,
          .kind = kind,
          .list = 1,
          .index = index,
          .kid = "key",
          .holder_kid = std::nullopt,
          .prepared_sealed = sealed,
          .prepared_at = test_time(),
          .prepared_by = std::nullopt,
          .expires = test_time() + std::chrono::days(365)};
}

store::Partner hospital() {
  return {.id = "yichuan-first",
          .name = "伊川示例第一医院（虚构）",
          .sector = Sector::health,
          .uscc = std::nullopt,
          .contract_from = day_of(test_time()),
          .contract_until = std::nullopt,
          .max_age = 86'400,
          .bearers = store::Bearers::accepted,
          .suspended_at = std::nullopt,
          .suspended_reason = std::nullopt,
          .created_at = test_time()};
}

}  // namespace servicecard::test
