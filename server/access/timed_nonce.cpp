#include "server/access/timed_nonce.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "cardlib/codec/base64url.h"
#include "cardlib/crypto/digest.h"

namespace servicecard::access {
namespace {

// 16 random octets, the end in 8, and 16 of the keyed hash.
constexpr std::size_t random_size = 16;
constexpr std::size_t head_size = random_size + 8;
constexpr std::size_t nonce_size = head_size + 16;

void put_time(std::span<std::uint8_t> out, Time time) {
  auto rest = static_cast<std::uint64_t>(time.time_since_epoch().count());
  for (std::size_t i = out.size(); i-- > 0; rest >>= 8U) {
    out[i] = static_cast<std::uint8_t>(rest & 0xffU);
  }
}

Time time_in(BytesView octets) {
  std::uint64_t seconds = 0;
  for (const std::uint8_t octet : octets) seconds = seconds << 8U | octet;
  return Time(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

Sha256 seal_of(const keys::KeyedHash& hash, BytesView head, std::string_view subject) {
  Bytes sealed(head.begin(), head.end());
  const BytesView name = as_bytes(subject);
  sealed.insert(sealed.end(), name.begin(), name.end());
  return hash.of(sealed);
}

}  // namespace

std::string TimedNonces::make(std::string_view subject, Time now) const {
  std::array<std::uint8_t, nonce_size> nonce{};
  const std::span octets(nonce);
  random_.fill(octets.first(random_size));
  put_time(octets.subspan(random_size, 8), now + lifetime);
  const Sha256 seal = seal_of(hash_, octets.first(head_size), subject);
  std::ranges::copy(BytesView(seal).first(nonce_size - head_size), octets.begin() + head_size);
  return base64url::encode(nonce);
}

std::optional<Time> TimedNonces::end_of(std::string_view nonce, std::string_view subject,
                                        Time now) const {
  const auto octets = base64url::decode(nonce);
  if (!octets || octets->size() != nonce_size) return std::nullopt;
  const BytesView view(*octets);
  const Sha256 seal = seal_of(hash_, view.first(head_size), subject);
  if (!constant_time_equal(BytesView(seal).first(nonce_size - head_size),
                           view.subspan(head_size))) {
    return std::nullopt;
  }
  const Time end = time_in(view.subspan(random_size, 8));
  if (now >= end) return std::nullopt;
  return end;
}

}  // namespace servicecard::access
