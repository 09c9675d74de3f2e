// One verification against the bare ES256 verify of the octets that it is about. Both run in turn
// within one benchmark, so that the ratio does not depend on what else the machine does.
#include <chrono>
#include <ctime>
#include <string>

#include <benchmark/benchmark.h>

#include "cardlib/credential/cose_sign1.h"
#include "cardlib/credential/offline_source.h"
#include "cardlib/credential/sc1_text.h"
#include "cardlib/credential/verifier.h"
#include "tests/bench/bare_verify.h"
#include "tests/support/forge.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_pack.h"

namespace servicecard {
namespace {

using Nanoseconds = std::chrono::duration<double, std::nano>;

/// What this thread has computed so far: other programs do not count.
Nanoseconds cpu_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// A card, and a pack that it can be checked with.
struct County {
  Time now = test::sample_now();
  test::TestTrust trust{now};
  OfflineSource source = OfflineSource::first(test::TestPack(trust, now).open());
  Verifier verifier{source, source};
  VerifiedCardCache cache{64};
  Verifier remembering{source, source, nullptr, &cache};
  const test::TestSigner& key = trust.signer(KeyPurpose::card);
};

void compare(benchmark::State& state, const Verifier& verifier, Time now, const std::string& text,
             const test::BareVerify& bare) {
  constexpr int batch = 8;
  Nanoseconds bare_time{};
  Nanoseconds verify_time{};
  bool good = true;
  for (auto _ : state) {
    const Nanoseconds start = cpu_time();
    for (int i = 0; i < batch; ++i) good &= bare();
    const Nanoseconds between = cpu_time();
    for (int i = 0; i < batch; ++i) {
      good &= !verifier.verify(text, {.now = now}).refusal.has_value();
    }
    bare_time += between - start;
    verify_time += cpu_time() - between;
  }
  if (!good) state.SkipWithError("a good card was refused");
  const double runs = static_cast<double>(state.iterations()) * batch;
  state.counters["bare_us"] = bare_time.count() / runs / 1000;
  state.counters["verify_us"] = verify_time.count() / runs / 1000;
  state.counters["ratio"] = bare_time / verify_time;
}

void compare_wallet(benchmark::State& state, const County& county, const Verifier& verifier) {
  const std::string text = test::wallet_token(test::sample_claims(), county.key);
  const WalletToken token = WalletToken::parse(text).value();
  const ParsedJwt& jwt = token.parts().jwt;
  compare(state, verifier, county.now, text,
          test::BareVerify(county.key.public_key(), as_bytes(jwt.signing_input), jwt.signature));
}

void compare_printed(benchmark::State& state, const County& county, const Verifier& verifier) {
  const std::string text = test::printed_token(test::sample_claims(), county.key);
  const Bytes octets = sc1::decode(text).value();
  const auto token = cose::Sign1::parse(octets, cbor::Strictness::deterministic).value();
  compare(state, verifier, county.now, text,
          test::BareVerify(county.key.public_key(), token.to_be_signed(), token.signature()));
}

void wallet_against_bare(benchmark::State& state) {
  const County county;
  compare_wallet(state, county, county.verifier);
}
BENCHMARK(wallet_against_bare);

void printed_against_bare(benchmark::State& state) {
  const County county;
  compare_printed(state, county, county.verifier);
}
BENCHMARK(printed_against_bare);

// The same token again and again, with a cache that knows it.
void seen_wallet_against_bare(benchmark::State& state) {
  const County county;
  compare_wallet(state, county, county.remembering);
}
BENCHMARK(seen_wallet_against_bare);

void seen_printed_against_bare(benchmark::State& state) {
  const County county;
  compare_printed(state, county, county.remembering);
}
BENCHMARK(seen_printed_against_bare);

}  // namespace
}  // namespace servicecard
