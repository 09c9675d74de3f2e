// The n-th write, fsync or allocation fails, for n = 1, 2, … until none does, while cards are
// approved, issued, replaced, bound and revoked.
#include <algorithm>
#include <array>
#include <climits>
#include <exception>
#include <new>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <typeinfo>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/credential/key_binding.h"
#include "keys/system_random.h"
#include "server/access/timed_nonce.h"
#include "server/counter/card_memory.h"
#include "server/desk/applications.h"
#include "server/desk/bulk_revocation.h"
#include "server/desk/cards.h"
#include "server/desk/issue.h"
#include "server/desk/wallet_binding.h"
#include "server/store/failure.h"
#include "tests/server/desk/desk_at_work.h"
#include "tests/server/desk/whole_record.h"
#include "tests/server/store/faulty_machine.h"
#include "tests/support/fault_rounds.h"
#include "tests/support/test_signer.h"

namespace servicecard::desk {
namespace {

using test::Fault;

/// A desk at work whose counter follows it, and that can be ended and begun again.
class Office : public test::DeskAtWork {
 public:
  Office() { desk_.unlock(); }

  /// As a new process begins: what a crash left half made is finished first.
  void restart() {
    desk_.restart();
    memory_.emplace(desk_.store(), desk().issuer);
    finish_prepared(desk(), desk_.clock().now());
  }
  void check() { expect_whole(desk_, *memory_); }

  [[nodiscard]] std::vector<CardView> cards() {
    return list_cards(
        desk(), desk_.clock().now(),
        {.state = {}, .text = {}, .enterprise = {}, .valid_until = {}, .page = {.limit = 100}});
  }
  [[nodiscard]] std::ptrdiff_t count(ShownState state) {
    return std::ranges::count(cards(), state, &CardView::state);
  }
  [[nodiscard]] CardNumber first_number() { return cards().front().card.number; }
  void issue(const std::vector<std::int64_t>& ids) {
    for (const IssueResult& result : issue_applications(desk(), by("wang"), ids)) {
      if (!result.card) throw std::runtime_error("no card to begin with");
    }
  }

  /// Binds the first card's wallet to the holder's key.
  [[nodiscard]] bool bind() {
    const access::TimedNonces nonces(keys::DataKey::make(random_).keyed_hash("nonce"), random_);
    const auto challenge =
        challenge_wallet(desk(), nonces, desk_.clock().now(), first_number()).value();
    const std::string proof = make_holder_proof(
        {.audience = challenge.audience, .nonce = challenge.nonce, .now = desk_.clock().now()},
        holder_);
    return bind_wallet(desk(), nonces, by("chen"), first_number(), holder_.public_key().to_jwk(),
                       proof)
        .has_value();
  }
  [[nodiscard]] bool is_bound() {
    const auto credentials =
        show_card(desk(), desk_.clock().now(), first_number()).value().credentials;
    return std::ranges::any_of(credentials, [](const store::Credential& credential) {
      return credential.state == store::CredentialState::issued && credential.holder_kid;
    });
  }

  std::vector<std::int64_t> applications;  // that the use case is about

 private:
  test::TestSigner holder_;
  keys::SystemRandom random_;
  std::optional<counter::CardMemory> memory_;
};

/// Something that people do at the desk, and how much of it the record shows.
struct UseCase {
  const char* name;
  void (*prepare)(Office&);
  /// Whether it was done, or had been; false is a refusal, of which there is no cause.
  bool (*act)(Office&);
  /// Whether the record says that it was done. It is done as a whole or not at all.
  bool (*is_done)(Office&);
};

bool is_in_state(Office& office, ApplicationState state) {
  return show_application(office.desk(), office.applications.front())->application.record.state ==
         state;
}

const UseCase approve{
    .name = "Approve",
    .prepare = [](Office& office) { office.applications = {office.nth_checked(1)}; },
    .act =
        [](Office& office) {
          const auto done =
              approve_application(office.desk(), office.by("wang"), office.applications.front());
          return done || done.error() == ApplicationError::illegal_act;
        },
    .is_done = [](Office& office) { return is_in_state(office, ApplicationState::approved); }};

const UseCase issue{
    .name = "Issue",
    .prepare =
        [](Office& office) {
          office.applications = {office.nth_approved(1), office.nth_approved(2)};
        },
    .act =
        [](Office& office) {
          return std::ranges::all_of(
              issue_applications(office.desk(), office.by("wang"), office.applications),
              [](const IssueResult& result) { return result.card.has_value(); });
        },
    .is_done =
        [](Office& office) {
          EXPECT_TRUE(office.cards().empty() || office.cards().size() == 2);
          return office.count(ShownState::active) == 2;
        }};

const UseCase replace{.name = "Replace",
                      .prepare = [](Office& office) { office.issue({office.nth_approved(1)}); },
                      .act =
                          [](Office& office) {
                            const auto done = replace_card(office.desk(), office.by("wang"),
                                                           office.first_number(), "damaged");
                            return done || done.error() == CardError::final_state;
                          },
                      .is_done =
                          [](Office& office) {
                            EXPECT_EQ(office.count(ShownState::active), 1);
                            return office.count(ShownState::superseded) == 1;
                          }};

const UseCase bind{.name = "Bind",
                   .prepare = [](Office& office) { office.issue({office.nth_approved(1)}); },
                   .act = [](Office& office) { return office.bind(); },
                   .is_done = [](Office& office) { return office.is_bound(); }};

const UseCase revoke{
    .name = "Revoke",
    .prepare =
        [](Office& office) {
          office.issue({office.nth_approved(1), office.nth_approved(2), office.nth_approved(3)});
        },
    .act =
        [](Office& office) {
          const auto items =
              revoke_cards(office.desk(), office.by("wang"), ByEnterprise{test::uscc(1)},
                           ReasonCode::delisted, "", Run::real);
          return items.size() == 3 || items.empty();
        },
    .is_done =
        [](Office& office) {
          EXPECT_EQ(office.count(ShownState::active) % 3, 0);
          return office.count(ShownState::revoked) == 3;
        }};

/// True where the act was acknowledged. It may fail as the machine fails, and in no other way.
bool attempt(const UseCase& use_case, Office& office) {
  try {
    EXPECT_TRUE(use_case.act(office)) << "refused";
    return true;
  } catch (const store::Failure&) {
    return false;
  } catch (const std::bad_alloc&) {
    return false;
  } catch (const std::exception& other) {
    ADD_FAILURE() << typeid(other).name() << ": " << other.what();
    return false;
  }
}

struct Case {
  UseCase use_case;
  Fault fault;
};

std::string name_of(const Case& one) {
  return std::string(one.use_case.name) + std::string(to_string(one.fault));
}
void PrintTo(const Case& one, std::ostream* out) { *out << name_of(one); }

class FaultyDesk : public testing::TestWithParam<Case> {
 protected:
  /// Prepares the use case and lets the n-th operation fail in it; true if it was acknowledged.
  bool run(Office& office, int n) {
    use_case.prepare(office);
    office.restart();
    machine.fail(fault, n);
    const bool acknowledged = attempt(use_case, office);
    seen = machine.seen();
    faulty = machine.mend();
    return acknowledged;
  }

  /// The step from n to n in as many rounds as are asked for.
  int step() {
    Office office;
    EXPECT_TRUE(run(office, INT_MAX));
    return test::fault_step(seen, 4);
  }

  /// The same act again: it is done once in all.
  void expect_done_once(Office& office) const {
    EXPECT_TRUE(use_case.act(office));
    EXPECT_TRUE(use_case.is_done(office));
    office.check();
  }

  const UseCase& use_case = GetParam().use_case;
  const Fault fault = GetParam().fault;
  test::FaultyMachine machine;
  int seen = 0;
  bool faulty = true;
};

TEST_P(FaultyDesk, HasAllThatItAcknowledgedAndNothingByHalvesWhenItStartsAgain) {
  const int step = this->step();
  EXPECT_GT(seen, 1);
  for (int n = 1; faulty || n == 1; n += step) {
    SCOPED_TRACE(n);
    Office office;
    const bool acknowledged = run(office, n);
    EXPECT_TRUE(acknowledged || faulty);
    office.restart();
    EXPECT_TRUE(use_case.is_done(office) || !acknowledged);
    office.check();
    expect_done_once(office);
  }
}

/// After any other fault the store stops, and says so.
class SoundDisk : public FaultyDesk {};

TEST_P(SoundDisk, LetsTheSameProcessGoOn) {
  const int step = this->step();
  for (int n = 1; faulty || n == 1; n += step) {
    SCOPED_TRACE(n);
    Office office;
    const bool acknowledged = run(office, n);
    EXPECT_EQ(office.desk().store.health() == store::Health::stopped, false);
    EXPECT_TRUE(use_case.is_done(office) || !acknowledged);
    expect_done_once(office);
    office.restart();
    EXPECT_TRUE(use_case.is_done(office));
    office.check();
  }
}

std::vector<Case> table(std::span<const Fault> faults) {
  std::vector<Case> all;
  for (const UseCase& use_case : {approve, issue, replace, bind, revoke}) {
    for (const Fault fault : faults) all.push_back({use_case, fault});
  }
  return all;
}

constexpr auto name = [](const testing::TestParamInfo<Case>& info) { return name_of(info.param); };

INSTANTIATE_TEST_SUITE_P(Table, FaultyDesk, testing::ValuesIn(table(test::all_faults)), name);
INSTANTIATE_TEST_SUITE_P(Table, SoundDisk,
                         testing::ValuesIn(table(std::array{Fault::full, Fault::memory})), name);

}  // namespace
}  // namespace servicecard::desk
