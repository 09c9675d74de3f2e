#include "cardlib/crypto/verification_key.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/crypto/digest.h"

namespace servicecard {
namespace {

constexpr std::size_t coordinate_size = 32;
using Coordinate = std::array<std::uint8_t, coordinate_size>;

/// The order n of P-256's group (SEC 2 §2.4.2).
constexpr Coordinate group_order = {
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51};

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeContext {
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Context = std::unique_ptr<EVP_PKEY_CTX, FreeContext>;

/// The point as an OpenSSL key; null where it is not on the curve.
Key key_of(BytesView x, BytesView y) {
  Bytes point = {0x04};  // uncompressed (SEC 1 §2.3.3)
  point.insert(point.end(), x.begin(), x.end());
  point.insert(point.end(), y.begin(), y.end());
  std::string group = "P-256";
  std::array<OSSL_PARAM, 3> parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size()),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_end()};
  const Context context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1) {
    throw std::runtime_error("OpenSSL offers no elliptic curves");
  }
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.data()) != 1) {
    return nullptr;
  }
  return Key(key);
}

/// A context ready to verify; copying one is cheaper than making it ready.
Context verifying(EVP_PKEY* key) {
  Context context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  if (!context || EVP_PKEY_verify_init(context.get()) != 1) {
    throw std::runtime_error("OpenSSL cannot verify with a P-256 key");
  }
  return context;
}

std::string thumbprint_text(const std::string& x, const std::string& y) {
  return R"({"crv":"P-256","kty":"EC","x":")" + x + R"(","y":")" + y + R"("})";
}

/// Whether a number is in [1, n−1]. OpenSSL looks too; libraries that did not have taken zeros for
/// anyone's signature.
bool in_group_range(BytesView number) {
  const auto zero = [](std::uint8_t octet) { return octet == 0; };
  return std::ranges::lexicographical_compare(number, group_order) &&
         !std::ranges::all_of(number, zero);
}

/// An Ecdsa-Sig-Value (RFC 3279 §2.2.3) in place: two INTEGERs of at most 33 octets in a SEQUENCE.
class DerSignature {
 public:
  explicit DerSignature(BytesView signature) {
    append_integer(signature.first(coordinate_size));
    append_integer(signature.last(coordinate_size));
    octets_[0] = 0x30;
    octets_[1] = static_cast<std::uint8_t>(size_ - 2);
  }

  [[nodiscard]] BytesView view() const { return BytesView(octets_).first(size_); }

 private:
  void append_integer(BytesView number) {
    while (number.size() > 1 && number[0] == 0) number = number.subspan(1);
    const bool looks_negative = (number[0] & 0x80) != 0;
    octets_[size_++] = 0x02;
    octets_[size_++] = static_cast<std::uint8_t>(number.size() + (looks_negative ? 1 : 0));
    if (looks_negative) octets_[size_++] = 0;
    for (const std::uint8_t octet : number) octets_[size_++] = octet;
  }

  std::array<std::uint8_t, 2 + 2 * (2 + 1 + coordinate_size)> octets_{};
  std::size_t size_ = 2;
};

std::expected<Bytes, KeyError> coordinate(const json::object& jwk, std::string_view name) {
  const auto text = json::text_member(jwk, name);
  if (!text) return std::unexpected(KeyError::malformed);
  auto octets = base64url::decode(*text);
  if (!octets) return std::unexpected(KeyError::malformed);
  return std::move(*octets);
}

/// Absent, or exactly that text.
bool may_be(const json::object& jwk, std::string_view name, std::string_view expected) {
  return !jwk.contains(name) || json::text_member(jwk, name) == expected;
}

bool is_for_verifying(const json::object& jwk) {
  if (!may_be(jwk, "use", "sig") || !may_be(jwk, "alg", "ES256")) return false;
  if (!jwk.contains("key_ops")) return true;
  const json::array* const operations = json::array_member(jwk, "key_ops");
  const auto is_verify = [](const json::value& each) { return each == "verify"; };
  return operations != nullptr && std::ranges::any_of(*operations, is_verify);
}

}  // namespace

struct VerificationKey::Parsed {
  std::string x;
  std::string y;
  std::string kid;
  ShortKid short_kid{};
  Key key;
  Context ready;
};

std::expected<VerificationKey, KeyError> VerificationKey::from_jwk(const json::object& jwk) {
  const auto type = json::text_member(jwk, "kty");
  if (!type) return std::unexpected(KeyError::malformed);
  if (type != "EC") return std::unexpected(KeyError::unsupported);
  const auto curve = json::text_member(jwk, "crv");
  if (!curve) return std::unexpected(KeyError::malformed);
  if (curve != "P-256") return std::unexpected(KeyError::unsupported);
  if (jwk.contains("d")) return std::unexpected(KeyError::private_key);
  if (!is_for_verifying(jwk)) return std::unexpected(KeyError::wrong_use);
  const auto x = coordinate(jwk, "x");
  if (!x) return std::unexpected(x.error());
  const auto y = coordinate(jwk, "y");
  if (!y) return std::unexpected(y.error());
  return from_coordinates(*x, *y);
}

std::expected<VerificationKey, KeyError> VerificationKey::from_coordinates(BytesView x,
                                                                           BytesView y) {
  if (x.size() != coordinate_size || y.size() != coordinate_size) {
    return std::unexpected(KeyError::malformed);
  }
  auto parsed = std::make_shared<Parsed>();
  parsed->key = key_of(x, y);
  if (!parsed->key) return std::unexpected(KeyError::not_on_curve);
  parsed->ready = verifying(parsed->key.get());
  parsed->x = base64url::encode(x);
  parsed->y = base64url::encode(y);
  const Sha256 thumbprint = sha256(thumbprint_text(parsed->x, parsed->y));
  parsed->kid = base64url::encode(thumbprint);
  std::ranges::copy_n(thumbprint.begin(), std::tuple_size_v<ShortKid>, parsed->short_kid.begin());
  return VerificationKey(std::move(parsed));
}

json::object VerificationKey::to_jwk() const {
  return {{"kty", "EC"},         {"crv", "P-256"}, {"x", parsed_->x}, {"y", parsed_->y},
          {"kid", parsed_->kid}, {"alg", "ES256"}, {"use", "sig"}};
}

const std::string& VerificationKey::kid() const { return parsed_->kid; }

const ShortKid& VerificationKey::short_kid() const { return parsed_->short_kid; }

bool VerificationKey::verify(BytesView message, BytesView signature) const {
  return verify_digest(sha256(message), signature);
}

bool VerificationKey::verify_digest(const Sha256& digest, BytesView signature) const {
  if (signature.size() != std::tuple_size_v<Signature> ||
      !in_group_range(signature.first(coordinate_size)) ||
      !in_group_range(signature.last(coordinate_size))) {
    return false;
  }
  const DerSignature der(signature);
  const Context context(EVP_PKEY_CTX_dup(parsed_->ready.get()));
  if (!context) throw std::runtime_error("OpenSSL cannot copy a context");
  const BytesView octets = der.view();
  return EVP_PKEY_verify(context.get(), octets.data(), octets.size(), digest.data(),
                         digest.size()) == 1;
}

}  // namespace servicecard
