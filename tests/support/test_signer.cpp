#include "tests/support/test_signer.h"

#include <array>
#include <stdexcept>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "cardlib/codec/base64url.h"

namespace servicecard::test {
namespace {

constexpr int number_size = 32;

template <auto release>
struct Release {
  void operator()(auto* held) const { release(held); }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Release<BN_clear_free>>;

template <class T>
T checked(T result) {
  if (!result) throw std::runtime_error("OpenSSL refused a test key or its use");
  return result;
}

Bytes number_octets(const BIGNUM* number) {
  Bytes octets(number_size);
  checked(BN_bn2binpad(number, octets.data(), number_size) == number_size);
  return octets;
}

Bytes number_of(const Key& key, const char* name) {
  BIGNUM* found = nullptr;
  checked(EVP_PKEY_get_bn_param(key.get(), name, &found) == 1);
  return number_octets(Number(found).get());
}

Bytes member(const json::object& jwk, std::string_view name) {
  const auto text = checked(json::text_member(jwk, name));
  return checked(base64url::decode(*text)).value();
}

Key key_from(const json::object& jwk) {
  const Bytes x = member(jwk, "x");
  const Bytes y = member(jwk, "y");
  const Bytes d = member(jwk, "d");
  Bytes point = {0x04};
  point.insert(point.end(), x.begin(), x.end());
  point.insert(point.end(), y.begin(), y.end());
  const Number number(checked(BN_bin2bn(d.data(), static_cast<int>(d.size()), nullptr)));
  const std::unique_ptr<OSSL_PARAM_BLD, Release<OSSL_PARAM_BLD_free>> builder(
      checked(OSSL_PARAM_BLD_new()));
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get());
  const std::unique_ptr<OSSL_PARAM, Release<OSSL_PARAM_free>> parameters(
      checked(OSSL_PARAM_BLD_to_param(builder.get())));
  const KeyContext context(checked(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr)));
  EVP_PKEY* key = nullptr;
  checked(EVP_PKEY_fromdata_init(context.get()) == 1);
  checked(EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) == 1);
  return Key(key);
}

VerificationKey public_part(const Key& key) {
  const auto found = VerificationKey::from_coordinates(number_of(key, OSSL_PKEY_PARAM_EC_PUB_X),
                                                       number_of(key, OSSL_PKEY_PARAM_EC_PUB_Y));
  return checked(found).value();
}

}  // namespace

struct TestSigner::Held {
  explicit Held(Key from) : key(std::move(from)), public_key(public_part(key)) {}
  Key key;
  VerificationKey public_key;
};

TestSigner::TestSigner() : held_(std::make_unique<Held>(Key(checked(EVP_EC_gen("P-256"))))) {}

TestSigner::TestSigner(const json::object& private_jwk)
    : held_(std::make_unique<Held>(key_from(private_jwk))) {}

TestSigner::~TestSigner() = default;

const VerificationKey& TestSigner::public_key() const { return held_->public_key; }

Signature TestSigner::sign(BytesView message) const {
  const DigestContext context(checked(EVP_MD_CTX_new()));
  std::array<std::uint8_t, 80> der{};
  std::size_t size = der.size();
  checked(EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr,
                                held_->key.get(), nullptr) == 1);
  checked(EVP_DigestSign(context.get(), der.data(), &size, message.data(), message.size()) == 1);
  const std::uint8_t* at = der.data();
  const std::unique_ptr<ECDSA_SIG, Release<ECDSA_SIG_free>> parsed(
      checked(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size))));
  Signature signature{};
  BN_bn2binpad(ECDSA_SIG_get0_r(parsed.get()), signature.data(), number_size);
  BN_bn2binpad(ECDSA_SIG_get0_s(parsed.get()), signature.data() + number_size, number_size);
  return signature;
}

json::object TestSigner::private_jwk() const {
  json::object jwk = held_->public_key.to_jwk();
  jwk["d"] = base64url::encode(number_of(held_->key, OSSL_PKEY_PARAM_PRIV_KEY));
  return jwk;
}

}  // namespace servicecard::test
