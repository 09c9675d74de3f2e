#include <memory>
#include <string>

#include <benchmark/benchmark.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/cbor.h"
#include "cardlib/codec/json.h"
#include "tests/support/test_signer.h"

namespace servicecard {
namespace {

// As long as the signing input of a wallet token.
const std::string message(900, 'm');

Bytes der_of(const Signature& signature) {
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> parsed(ECDSA_SIG_new(),
                                                                     ECDSA_SIG_free);
  ECDSA_SIG_set0(parsed.get(), BN_bin2bn(signature.data(), 32, nullptr),
                 BN_bin2bn(signature.data() + 32, 32, nullptr));
  Bytes der(static_cast<std::size_t>(i2d_ECDSA_SIG(parsed.get(), nullptr)));
  std::uint8_t* at = der.data();
  i2d_ECDSA_SIG(parsed.get(), &at);
  return der;
}

std::shared_ptr<EVP_PKEY> openssl_key(const VerificationKey& key) {
  const json::object jwk = key.to_jwk();
  Bytes point = {0x04};
  for (const auto* const name : {"x", "y"}) {
    const Bytes octets = base64url::decode(json::text_member(jwk, name).value()).value();
    point.insert(point.end(), octets.begin(), octets.end());
  }
  std::string group = "P-256";
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size()),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_end()};
  EVP_PKEY_CTX* const context = EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr);
  EVP_PKEY* made = nullptr;
  EVP_PKEY_fromdata_init(context);
  EVP_PKEY_fromdata(context, &made, EVP_PKEY_PUBLIC_KEY, parameters);
  EVP_PKEY_CTX_free(context);
  return {made, EVP_PKEY_free};
}

void count(benchmark::State& state, bool good) {
  if (!good) state.SkipWithError("a good signature was refused");
}

/// What everything else is measured against: OpenSSL alone, its key parsed and its digest fetched.
void bare_verify(benchmark::State& state) {
  const test::TestSigner signer;
  const auto key = openssl_key(signer.public_key());
  const Bytes der = der_of(signer.sign(as_bytes(message)));
  const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> digest(
      EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free);
  for (auto _ : state) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free);
    EVP_DigestVerifyInit(context.get(), nullptr, digest.get(), nullptr, key.get());
    const BytesView octets = as_bytes(message);
    count(state, EVP_DigestVerify(context.get(), der.data(), der.size(), octets.data(),
                                  octets.size()) == 1);
  }
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
