#include "tests/bench/bare_verify.h"

#include <string>

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/params.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/json.h"

namespace servicecard::test {
namespace {

Bytes der_of(BytesView signature) {
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

}  // namespace

BareVerify::BareVerify(const VerificationKey& key, BytesView message, BytesView signature)
    : key_(openssl_key(key)),
      digest_(EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free),
      message_(message.begin(), message.end()),
      der_(der_of(signature)) {}

bool BareVerify::operator()() const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        EVP_MD_CTX_free);
  EVP_DigestVerifyInit(context.get(), nullptr, digest_.get(), nullptr, key_.get());
  return EVP_DigestVerify(context.get(), der_.data(), der_.size(), message_.data(),
                          message_.size()) == 1;
}

}  // namespace servicecard::test
