#include <string>

#include <benchmark/benchmark.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/cbor.h"
#include "cardlib/codec/json.h"
#include "tests/bench/bare_verify.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

// As long as the signing input of a wallet token.
const std::string message(900, 'm');

void count(benchmark::State& state, bool good) {
  if (!good) state.SkipWithError("a good signature was refused");
}

/// What everything else is measured against: OpenSSL alone, its key parsed and its digest fetched.
void bare_verify(benchmark::State& state) {
  const test::TestSigner signer;
  const test::BareVerify bare(signer.public_key(), as_bytes(message),
                              signer.sign(as_bytes(message)));
  for (auto _ : state) count(state, bare());
}
BENCHMARK(bare_verify);

void key_verify(benchmark::State& state) {
  const test::TestSigner signer;
  const Signature signature = signer.sign(as_bytes(message));
  for (auto _ : state) count(state, signer.public_key().verify(as_bytes(message), signature));
}
BENCHMARK(key_verify);

void key_verify_out_of_range(benchmark::State& state) {
  const test::TestSigner signer;
  const Signature zero{};
  for (auto _ : state) count(state, !signer.public_key().verify(as_bytes(message), zero));
}
BENCHMARK(key_verify_out_of_range);

void base64url_decode(benchmark::State& state) {
  const std::string text = base64url::encode(as_bytes(message));
  for (auto _ : state) benchmark::DoNotOptimize(base64url::decode(text));
}
BENCHMARK(base64url_decode);

void json_parse(benchmark::State& state) {
  const std::string text =
      R"({"iss":"https://card.example.cn","iat":1767225600,"nbf":1767225600,"exp":1798761600,)"
      R"("vct":"https://card.example.cn/vct/service-card","_sd_alg":"sha-256","status":)"
      R"({"status_list":{"idx":4711,"uri":"https://card.example.cn/status-lists/1"}},"_sd":)"
      R"(["X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0","X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC1"],)"
      R"("services":{"_sd":["X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC2"]}})";
  for (auto _ : state) benchmark::DoNotOptimize(json::parse_object(text));
}
BENCHMARK(json_parse);

void json_parse_disclosure(benchmark::State& state) {
  const std::string text = R"(["_26bc4LT-ac6q2KI6cBW5es","card_number","YC-2026-000001-7"])";
  for (auto _ : state) benchmark::DoNotOptimize(json::parse(text));
}
BENCHMARK(json_parse_disclosure);

void cbor_decode_deterministic(benchmark::State& state) {
  const Bytes claims = cbor::encode(cbor::Map{
      {4, 1798761600},
      {5, 1767225600},
      {6, 1767225600},
      {65535,
       cbor::Map{{"status_list", cbor::Map{{"idx", 4711}, {"uri", "https://card.example.cn/1"}}}}},
      {-65537,
       cbor::Map{{1, "YC-2026-000001-7"}, {2, "（虚构）"}, {3, "（虚构）"}, {4, 1}, {5, 7}}}});
  for (auto _ : state) {
    benchmark::DoNotOptimize(cbor::decode(claims, cbor::Strictness::deterministic));
  }
}
BENCHMARK(cbor_decode_deterministic);

}  // namespace
}  // namespace servicecard
