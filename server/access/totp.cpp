#include "server/access/totp.h"

#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "cardlib/codec/base32.h"
#include "cardlib/crypto/digest.h"

namespace servicecard::access::totp {
namespace {

constexpr std::int64_t step_seconds = 30;
constexpr std::size_t sha1_size = 20;

std::array<std::uint8_t, sha1_size> hmac_sha1(BytesView key, BytesView message) {
  std::array<std::uint8_t, sha1_size> mac{};
  unsigned int size = 0;
  const unsigned char* const done = HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
                                         message.data(), message.size(), mac.data(), &size);
  if (done == nullptr || size != mac.size()) throw std::runtime_error("HMAC-SHA-1 failed");
  return mac;
}

std::uint32_t power_of_ten(int exponent) {
  std::uint32_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// RFC 3986 §2.3: all but the unreserved.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::string hotp(BytesView secret, std::uint64_t counter, int digits) {
  std::array<std::uint8_t, 8> message{};
  for (std::size_t i = message.size(); i-- > 0; counter >>= 8U) {
    message[i] = static_cast<std::uint8_t>(counter & 0xffU);
  }
  const auto mac = hmac_sha1(secret, message);
  const std::size_t offset = mac.back() & 0x0fU;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8U | mac.at(offset + i);
  return fmt::format("{:0{}}", (number & 0x7fff'ffffU) % power_of_ten(digits), digits);
}

std::int64_t step_of(Time now) { return now.time_since_epoch().count() / step_seconds; }

std::optional<std::int64_t> matching_step(BytesView secret, std::string_view code, Time now,
                                          std::int64_t last) {
  std::optional<std::int64_t> found;
  const std::int64_t present = step_of(now);
  for (std::int64_t step = present - 1; step <= present + 1; ++step) {
    const std::string expected = hotp(secret, static_cast<std::uint64_t>(step));
    if (constant_time_equal(as_bytes(expected), as_bytes(code)) && step > last) found = step;
  }
  return found;
}

std::string text_of(BytesView secret) { return base32::encode(secret); }

std::string uri(BytesView secret, std::string_view issuer, std::string_view account) {
  return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}", escaped(issuer),
                     escaped(account), text_of(secret));
}

}  // namespace servicecard::access::totp
